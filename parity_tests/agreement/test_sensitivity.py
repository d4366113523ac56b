"""A relative fault of 1e-10 in any quantity leaves its bound.

The fault is planted in one quantity at a time, in every returned quantity
of every operation and in every quantity of a training step.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from lockstep.bounds.operations import operation_bounds
from lockstep.bounds.rounding import between
from lockstep.cases.contract import contract, undefined_results
from lockstep.cases.find import list_cases
from lockstep.cases.load import load_case
from lockstep.compare.compare import compare_values
from lockstep.ports.calls import call_operations, flat
from lockstep.ports.defaults import TIME_LIMIT
from lockstep.reference.adapter import ReferenceAdapter
from lockstep.reference.port import open_reference
from lockstep.traces.chunks import row_of, starts_of
from lockstep.traces.quantities import rounded_names
from lockstep.traces.trace import Start

FAULT = 1e-10
STEPS = 20
# Their terms cancel so far that honest rounding moves the result as much; or
# the result is below 1e-280 because its terms cancel altogether.
CANCELLING = {
    "area_under_curve-cancelling": {"area"},
    "categorical_cross_entropy-large_scores": {"loss"},
    "log_sum_exp-certain": set(),
    "standardize-distant": {"X", "scale"},
}
# A difference of losses over 2 epsilon: rounding alone moves it that far.
APPROXIMATE = {"gradient_check", "numerical_gradients"}
# Numbers below the smallest normal double have not ten digits to be wrong in.
SUBNORMAL = {"trials.l2_penalty"}
# A tiny rate has hardly moved these biases from zero, where they began.
CANCELLING["random_search-ties"] = {
    "search.parameters.b1",
    "search.parameters.b2",
}
# The bias gradient of a balanced, untrained network nearly vanishes.
BALANCED = {"circles-2x7x1_relu-random": {"db2"}}


def is_compared(operation: str) -> bool:
    entry = contract().get(operation, {"comparison": "none"})
    return entry["comparison"] in ("equal", "bounded")


def caught(
    expected: dict, bounds: dict, name: str, undefined: Any = ()
) -> bool:
    """Whether the judge names the quantity in which a fault is planted."""
    actual = {**expected, name: expected[name] * (1 + FAULT)}
    place = compare_values(expected, actual, bounds, undefined).divergence
    return place is not None and place.quantity == name


@pytest.fixture(scope="module")
def operation_faults(tmp_path_factory) -> dict[tuple[str, str], dict]:
    """By operation and quantity: which cases catch the fault."""
    compared = [c for c in list_cases() if is_compared(c.operation)]
    cases = [load_case(case.path) for case in compared]
    with open_reference(TIME_LIMIT) as port:
        folder = tmp_path_factory.mktemp("pictures")
        replies = call_operations(port, cases, folder)
    found: dict[tuple[str, str], dict[str, bool]] = {}
    for case, reply in zip(cases, replies, strict=True):
        entry = contract()[case.operation]
        expected = flat(reply.results)
        bounds = operation_bounds(case, expected, entry["comparison"])
        undefined = undefined_results(case.operation)
        for name, value in expected.items():
            if np.nan_to_num(value).any():  # zeros hide a relative fault
                result = caught(expected, bounds, name, undefined)
                found.setdefault((case.operation, name), {})[case.id] = result
    return found


def test_fault_in_any_result_of_any_operation_is_caught(
    operation_faults,
) -> None:
    for (operation, name), results in operation_faults.items():
        if operation in APPROXIMATE or name in SUBNORMAL:
            continue
        missed = {case for case, result in results.items() if not result}
        allowed = {case for case in missed if name in CANCELLING.get(case, {})}
        assert missed == allowed, name


def test_every_result_of_every_operation_is_tried(operation_faults) -> None:
    for operation, entry in contract().items():
        if not is_compared(operation):
            continue
        for returned in entry["returns"]:
            tried = [
                any(results.values()) or name in SUBNORMAL
                for (known, name), results in operation_faults.items()
                if known == operation and name.split(".")[0] == returned["name"]
            ]
            if operation not in {"optimizer_state", *APPROXIMATE}:  # zeros
                assert tried, (operation, returned["name"])
                assert all(tried), (operation, returned["name"])


def steps_of(case: Any) -> Iterator[tuple[dict, dict]]:
    """Every quantity of the first steps, and its bounds in replay."""
    reference = ReferenceAdapter()
    reference.open_case(case.path)
    trace, _ = reference.take_up(0, min(case.steps, STEPS), None)
    starts = starts_of(trace, Start(case.parameters, None))
    for step in range(len(trace["loss"])):
        start = row_of(starts, step)
        expected, _ = reference.replay(step, start, True)
        names = rounded_names(expected)
        errors = reference.errors([step], start.parameters, names)
        bounds = {n: np.zeros(a.shape) for n, a in expected.items()}
        bounds.update({n: between(error) for n, error in errors.items()})
        yield expected, bounds


@pytest.mark.parametrize(
    "header",
    [
        case
        for case in list_cases()
        if case.kind == "training" and not case.missing
    ],
    ids=lambda case: case.id,
)
def test_fault_in_any_quantity_of_a_step_is_caught(header) -> None:
    found: dict[str, bool] = {}
    for expected, bounds in steps_of(load_case(header.path)):
        for name, value in expected.items():
            if not found.get(name) and value.any():
                found[name] = caught(expected, bounds, name)
    missed = {name for name, result in found.items() if not result}
    assert missed == BALANCED.get(header.id, set())
    assert {"loss", "Z1", "A1", "dZ1", "dW1", "db1", "W1"} <= set(found)
