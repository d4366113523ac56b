"""Every port agrees with the reference at every step of every case."""

from __future__ import annotations

import pytest

from lockstep.cases.find import list_cases
from lockstep.cases.load import load_case
from lockstep.fixtures.certify_many import can_be_certified
from lockstep.ports.defaults import PORT_NAMES

CASES = [
    case
    for case in list_cases()
    if case.kind == "training" and not case.missing
]
CERTIFIED = [case for case in CASES if can_be_certified(case)]


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
def test_every_run_matches_up_to_the_step_that_a_case_declares(
    training_runs, case
) -> None:
    declared = load_case(case.path).fields.get("comparable_steps")
    for port_name in ("r", "octave"):
        run = training_runs[case.id, port_name, "free"]
        assert run.matched_steps == declared
        assert run.drift == ("" if declared is None else "explained")


@pytest.mark.parametrize("mode", ["free", "replay"])
@pytest.mark.parametrize("case", CERTIFIED, ids=lambda case: case.id)
def test_every_port_is_measured_against_the_truth(
    training_runs, case, mode: str
) -> None:
    for port_name in PORT_NAMES:
        run = training_runs[case.id, port_name, mode]
        assert set(run.truth) == set(run.max_error)
        assert run.truth["loss"].digits > 0
        assert run.truth["loss"].steps >= 5
