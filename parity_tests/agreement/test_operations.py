"""Every operation agrees with the reference on every operation case."""

from __future__ import annotations

import pytest

from lockstep.cases.contract import contract
from lockstep.cases.find import list_cases
from lockstep.ports.defaults import PORT_NAMES

CASES = [case.id for case in list_cases() if case.kind == "operation"]


@pytest.mark.parametrize("port_name", PORT_NAMES)
@pytest.mark.parametrize("case", CASES)
def test_operation_agrees(
    operation_runs: dict, case: str, port_name: str
) -> None:
    run = operation_runs[case, port_name]
    assert run.verdict == "equal", run.message
    assert run.values > 0


def test_every_comparable_operation_has_a_case() -> None:
    operations = {case.operation for case in list_cases()}
    for name, entry in contract().items():
        if entry["comparison"] != "none":
            assert name in operations, f"{name} has no case"
