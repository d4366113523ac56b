"""Noisy runs cost more than their steps: as many as decide, and no more."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from own_port import write_port

import lockstep
from lockstep.bounds.training import N_RUNS
from lockstep.files.paths import fixtures_root
from lockstep.judge.results import RunResult
from lockstep.reference.chunk import FEW_RUNS
from lockstep.reference.port import ReferencePort
from lockstep.traces.trace import Trace

CASE = {
    "data": str(fixtures_root() / "data" / "iris.csv"),
    "network": {
        "layer_sizes": [4, 5, 3],
        "activations": ["tanh", "softmax"],
        "loss": "categorical_cross_entropy",
    },
    "weights": {"method": "he", "distribution": "normal"},
    "optimizer": {"name": "momentum", "learning_rate": 0.1},
    "steps": 30,
    "seed": 3,
}
# The Python port, right; its updates are rounded in another order.
SOURCE = """
import firstprinciples.training as training
from firstprinciples.__main__ import main

right = training.optimizer_update


def regrouped(P, dP, state, optimizer, rate, count):
    if {in_thirds}:
        zeros = {{name: 0.0 * value for name, value in P.items()}}
        given = dP, state, optimizer, rate / 3.0, count
        taken, kept = right(zeros, *given)
        moved = {{n: P[n] + (taken[n] + taken[n] + taken[n]) for n in P}}
        return moved, kept
    return right(P, dP, state, optimizer, rate, count)


training.optimizer_update = regrouped
raise SystemExit(main())
"""
Disturbed = Callable[..., Trace]


def judged(folder: Path, in_thirds: bool) -> RunResult:
    """Judge a right port, with or without its own roundings."""
    program = SOURCE.format(in_thirds=in_thirds)
    file = write_port(folder, program, level=1)
    case = folder / "case.json"
    case.write_text(json.dumps(CASE))
    return lockstep.run(case, [str(file)], "free", strict=True).runs[0]


@pytest.fixture
def seeds(monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """The noisy runs that are made."""
    made: set[int] = set()
    right: Disturbed = ReferencePort.disturbed

    def counted(self: ReferencePort, *given: Any) -> Trace:
        made.add(given[3][0])
        return right(self, *given)

    monkeypatch.setattr(ReferencePort, "disturbed", counted)
    return made


def test_a_port_with_the_very_bits_needs_none(
    tmp_path: Path, seeds: set[int]
) -> None:
    run = judged(tmp_path, in_thirds=False)
    assert (run.verdict, run.drift) == ("equal", ""), run.message
    assert seeds == set()


def test_a_right_port_needs_a_few(tmp_path: Path, seeds: set[int]) -> None:
    run = judged(tmp_path, in_thirds=True)
    assert (run.verdict, run.drift) == ("equal", ""), run.message
    assert seeds == set(range(FEW_RUNS))


def test_where_a_few_do_not_allow_it_all_runs_decide(
    tmp_path: Path, seeds: set[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    right: Disturbed = ReferencePort.disturbed

    def quiet(self: ReferencePort, *given: Any) -> Trace:
        found = right(self, *given)
        first_step, start, rates, (seed, _) = given
        if seed < FEW_RUNS:  # as if its roundings had cancelled
            found, _ = self.take_up(first_step, len(rates), start)
        return found

    monkeypatch.setattr(ReferencePort, "disturbed", quiet)
    run = judged(tmp_path, in_thirds=True)
    assert (run.verdict, run.drift) == ("equal", ""), run.message
    assert seeds == set(range(N_RUNS))
