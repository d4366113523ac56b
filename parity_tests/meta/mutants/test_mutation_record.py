"""A run over mutants can be ended and taken up again."""

from __future__ import annotations

from pathlib import Path

import pytest
from mutation import record
from mutation.jury import Verdict
from mutation.mutants import mutants
from mutation.record import Record
from mutation.same import same

from lockstep.ports.port import Reply


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "FOLDER", tmp_path)


def test_a_verdict_is_kept_for_the_next_run() -> None:
    killed, waiting = mutants("python")[:2]
    Record("python").add(killed, Verdict("diverged", "a case"))
    later = Record("python")
    assert later.get(killed) == Verdict("diverged", "a case")
    assert later.get(waiting) is None
    assert list(later.known(mutants("python"))) == [
        (killed, Verdict("diverged", "a case"))
    ]


@pytest.mark.parametrize("end", ["survives", "does not run", "hangs"])
def test_what_was_not_killed_is_tried_again_with_new_cases(
    end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mutant = mutants("python")[0]
    Record("python").add(mutant, Verdict(end))
    assert Record("python").get(mutant) == Verdict(end)
    monkeypatch.setattr(record, "_fixtures", lambda: "others")
    later = Record("python")
    assert later.get(mutant) is None
    assert list(later.known([mutant])) == [(mutant, Verdict(end))]
    later.add(mutant, Verdict("diverged"))
    assert list(later.known([mutant])) == [(mutant, Verdict("diverged"))]


def test_answers_are_the_same_only_to_the_bit() -> None:
    assert same(Reply({"A": [0.1, 2]}), Reply({"A": [0.1, 2]}))
    assert not same(Reply({"A": [0.1 + 0.2]}), Reply({"A": [0.3]}))
    assert not same(Reply({"A": [0.0]}), Reply({"A": [-0.0]}))
    assert same(Reply({"A": [float("nan")]}), Reply({"A": [float("nan")]}))
    assert not same(Reply({"A": 1.0}), Reply({"B": 1.0}))
    assert not same(Reply({}, "wrong"), Reply({}, "other"))
