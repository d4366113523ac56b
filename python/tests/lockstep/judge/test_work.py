"""Work that is done side by side comes back in its own order."""

from __future__ import annotations

import threading
from functools import partial

import pytest

from lockstep.console.progress import NO_PROGRESS
from lockstep.judge.work import Piece, Work


def test_results_stand_in_the_order_of_the_pieces() -> None:
    long_begins, short_ends = threading.Event(), threading.Event()

    def long(worker: str) -> str:
        long_begins.set()
        assert short_ends.wait(10)
        return "long"

    def short(worker: str) -> str:
        assert long_begins.wait(10)
        short_ends.set()
        return "short"

    pieces = [Piece(9, long), Piece(1, short)]
    work: Work[str, str] = Work(pieces, NO_PROGRESS, "all")
    work.do(["one", "another"])
    assert work.found() == ["long", "short"]


def test_the_longest_piece_is_taken_first() -> None:
    begun: list[int] = []
    pieces = [
        Piece(steps, partial(lambda n, worker: begun.append(n), steps))
        for steps in (2, 7, 5)
    ]
    Work(pieces, NO_PROGRESS, "all").do([None])
    assert begun == [7, 5, 2]


def test_an_error_ends_the_work_and_keeps_what_was_found() -> None:
    def broken(worker: None) -> int:
        raise KeyboardInterrupt

    pieces = [
        Piece(1, lambda worker: 1),
        Piece(3, lambda worker: 3),
        Piece(2, broken),
    ]
    work: Work[None, int] = Work(pieces, NO_PROGRESS, "all")
    with pytest.raises(KeyboardInterrupt):
        work.do([None])
    assert work.found() == [3]
