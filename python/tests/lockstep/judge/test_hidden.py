"""A port that hides its optimizer's state: bounds only where they decide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from lockstep.cases.load import TrainingCase, load_case
from lockstep.compare.settle import settled
from lockstep.reference.port import open_reference
from lockstep.reference.run import ReferenceRun
from lockstep.reference.steps import OwnSteps
from lockstep.traces.trace import Start, Trace

STEPS = 12


@pytest.fixture(scope="module")
def run() -> Iterator[ReferenceRun]:
    """The reference on a case whose optimizer has two averages."""
    case = load_case("spiral_shuffled-2x15x6x3_relu-adam")
    assert isinstance(case, TrainingCase)
    with open_reference(120.0) as port:
        port.open_case(case)
        reference = ReferenceRun(port, case, STEPS, certified=False)
        yield reference
        reference.close()


def due_of(run: ReferenceRun, letters: str) -> tuple[OwnSteps, Trace]:
    """What should follow from a run that shows some quantities."""
    chunk = run.chunk(0)
    shown = {n: v for n, v in chunk.trace.items() if n[0] in letters}
    due, _ = run.own_steps(chunk, shown, Start(run.case.parameters, None))
    return due, shown


def exceeds(least: Trace, bounds: Trace) -> list[str]:
    """Quantities of which the least is above the bound somewhere."""
    return [n for n, low in least.items() if not (low <= bounds[n]).all()]


@pytest.mark.parametrize("letters", ["lWb", "lWbd"])
def test_no_bound_is_below_the_least(run: ReferenceRun, letters: str) -> None:
    due, _ = due_of(run, letters)
    every = np.arange(STEPS)
    for bounds in (due.bounds, due.own_bounds, run.chunk(0).match_bounds()):
        found = bounds.at(every)
        assert all(np.isfinite(bound).all() for bound in found.values())
        assert exceeds(bounds.least, found) == []


def test_gradients_that_are_shown_need_no_full_bounds(
    run: ReferenceRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*given: Any) -> Any:
        raise AssertionError("full bounds were computed")

    monkeypatch.setattr(run, "errors", refuse)
    due, shown = due_of(run, "lWbd")
    nearly = {n: v * (1.0 + 2.0**-52) for n, v in shown.items() if n == "loss"}
    wanted = {name: due.expected[name] for name in shown}
    assert settled(wanted, {**shown, **nearly}, due.bounds)
    with pytest.raises(AssertionError, match="full bounds"):
        due_of(run, "lWb")
