"""Every operation agrees with the reference on every operation case."""

from __future__ import annotations

import pytest

from lockstep.bounds.operations.updates import UPDATE_ERRORS
from lockstep.cases.contract import contract
from lockstep.cases.find import list_cases
from lockstep.ports.defaults import PORT_NAMES

OPERATIONS = {c.id: c.operation for c in list_cases() if c.kind == "operation"}
CASES = list(OPERATIONS)


@pytest.mark.parametrize("port_name", PORT_NAMES)
@pytest.mark.parametrize("case", CASES)
def test_operation_agrees(
    operation_runs: dict, case: str, port_name: str
) -> None:
    run = operation_runs[case, port_name]
    assert run.verdict == "equal", run.message
    assert run.values > 0


@pytest.mark.parametrize("port_name", PORT_NAMES)
def test_updates_and_scales_are_the_same_bits_in_three_languages(
    operation_runs: dict, port_name: str
) -> None:
    for case, operation in OPERATIONS.items():
        if operation in UPDATE_ERRORS:
            errors = operation_runs[case, port_name].max_error.values()
            assert not any(error.ulp for error in errors), case


def test_every_comparable_operation_has_a_case() -> None:
    operations = {case.operation for case in list_cases()}
    for name, entry in contract().items():
        if entry["comparison"] != "none":
            assert name in operations, f"{name} has no case"
