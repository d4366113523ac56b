"""Every port agrees with the reference at every step of every case."""

from __future__ import annotations

import pytest

from lockstep.cases import list_cases
from lockstep.ports import PORT_NAMES

CASES = [
    case
    for case in list_cases()
    if case.kind == "training" and not case.missing
]


@pytest.mark.parametrize("mode", ["free", "replay"])
@pytest.mark.parametrize("port_name", PORT_NAMES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_every_step_agrees(
    training_runs, case, port_name: str, mode: str
) -> None:
    run = training_runs[case.id, port_name, mode]
    assert run.verdict == "equal", run.message
    assert run.steps == case.steps
    assert run.divergence is None
    assert run.values > 0


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_no_step_is_left_unjudged(training_runs, case) -> None:
    parted = {
        run.judged_steps
        for (name, _, _), run in training_runs.items()
        if name == case.id
    }
    assert parted == {None}
