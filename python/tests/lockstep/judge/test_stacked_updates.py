"""Updates of many steps at once are those of one step after the other."""

from __future__ import annotations

import numpy as np
import pytest

import firstprinciples as fp
from lockstep.bounds.training import step_rates
from lockstep.cases.find import CaseHeader, list_cases
from lockstep.cases.load import TrainingCase, load_case
from lockstep.reference.adapter import ReferenceAdapter
from lockstep.traces.chunks import row_of, starts_of
from lockstep.traces.quantities import gradient_of
from lockstep.traces.trace import Start, Trace

STEPS = 8
READY = [c for c in list_cases() if c.kind == "training" and not c.missing]


@pytest.mark.parametrize("header", READY, ids=lambda header: header.id)
def test_a_stack_of_updates_has_the_bits_of_single_ones(
    header: CaseHeader,
) -> None:
    case, adapter = load_case(header.path), ReferenceAdapter()
    assert isinstance(case, TrainingCase)
    adapter.open_case(header.path)
    trace, _ = adapter.take_up(0, STEPS, None)
    starts = starts_of(trace, Start(case.parameters, None))
    slopes = {name: trace[name] for name in map(gradient_of, case.parameters)}
    rates = [float(r) for r in step_rates(case, range(STEPS)).rate.ravel()]
    found = adapter.updates(starts, slopes, rates, 1)
    for row in range(STEPS):
        for name, value in _alone(case, starts, slopes, rates, row).items():
            assert value.tobytes() == found[name][row].tobytes()


def _alone(
    case: TrainingCase,
    starts: Start,
    slopes: Trace,
    rates: list[float],
    row: int,
) -> Trace:
    parameters, state = (
        {name: stack[0] for name, stack in (part or {}).items()}
        for part in row_of(starts, row)
    )
    own = {name: stack[row] for name, stack in slopes.items()}
    moved, after = fp.optimizer_update(
        parameters, own, state, case.optimizer, rates[row], row + 1
    )
    assert moved.keys() | after.keys() == _names(starts)
    return {**after, **moved}


def _names(starts: Start) -> set[str]:
    """All that a step starts from."""
    return {*starts.parameters, *(starts.state or {})}


def test_rates_that_change_part_the_stack() -> None:
    case = load_case(next(c for c in READY if c.id.endswith("_relu-gd")).path)
    assert isinstance(case, TrainingCase)
    before = {name: np.stack([p, p]) for name, p in case.parameters.items()}
    slopes = {gradient_of(name): np.ones(p.shape) for name, p in before.items()}
    adapter = ReferenceAdapter()
    adapter.open_case(case.path)
    found = adapter.updates(Start(before, {}), slopes, [0.25, 0.5], 1)
    for row, rate in enumerate((0.25, 0.5)):
        assert (found["W1"][row] == case.parameters["W1"] - rate).all()
