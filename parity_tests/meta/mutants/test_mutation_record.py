"""A run over mutants can be ended and taken up again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path

import pytest
from mutation import run
from mutation.jury import Verdict
from mutation.mutants import Mutant, mutants
from mutation.results import record
from mutation.results.record import Record
from mutation.same import same

from lockstep.errors import JudgeError
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


class _Backwards:
    """A cluster that ends its last task first."""

    def __init__(
        self,
        client: object,
        tasks: Sequence[run.Portion],
        judge: Callable[[run.Portion], list[Verdict]],
        progress: object,
    ) -> None:
        self._tasks, self._judge = tasks, judge

    def check(self) -> None: ...

    def work(self) -> Iterator[tuple[int, list[Verdict]]]:
        for number in reversed(range(len(self._tasks))):
            yield number, self._judge(self._tasks[number])


def test_a_cluster_gives_each_mutant_its_own_verdict(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def here(waiting: Sequence[Mutant]) -> run.Found:
        for mutant in waiting:
            yield mutant, Verdict("diverged", mutant.name)

    monkeypatch.setattr(run, "connected", nullcontext)
    monkeypatch.setattr(run, "Matrix", _Backwards)
    monkeypatch.setattr(run, "here", here)
    waiting = mutants("python")[: 2 * run.PORTION + 3]
    found = dict(run.on_cluster("address", waiting))
    assert {m.name: v.by for m, v in found.items()} == {
        m.name: m.name for m in waiting
    }


def test_a_worker_with_other_code_is_refused() -> None:
    with pytest.raises(JudgeError, match="another r package"):
        run.judged(run.Portion("r", ("of another checkout",)))
