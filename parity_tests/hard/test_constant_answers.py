"""No number passes for whatever is asked: zeros, ones and halves are refused.

A bound so wide that a constant lies within it judges nothing; nor does one
that allows a step to hand over what the step before has made.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from firstprinciples import optimizer_state
from lockstep.bounds.operations import operation_bounds
from lockstep.bounds.training import replay_bounds, step_rates
from lockstep.cases.contract import contract, undefined_results
from lockstep.cases.find import list_cases
from lockstep.cases.load import load_case
from lockstep.compare.compare import compare_values
from lockstep.ports.calls import call_operations, flat
from lockstep.reference.adapter import ReferenceAdapter
from lockstep.reference.port import open_reference
from lockstep.traces.chunks import row_of, starts_of
from lockstep.traces.quantities import rounded_names
from lockstep.traces.trace import Start

CONSTANTS = {"zeros": 0.0, "ones": 1.0, "half": 0.5}
STEPS = 4
OWN_ROUNDING = (
    "the result is its own rounding, of which only the largest size is known; "
    "gradient_check-large_epsilon has one that is known"
)
CHECKS = ["binary", "four_hidden", "l2_dropout", "no_hidden", "one_hidden"]
CHECKS += ["square", "sum", "two_hidden"]
HIDDEN = (
    "the mean has a score of 1e300, whose last place is 1e284; "
    "categorical_cross_entropy-far_scores leaves that score out"
)
ALLOWED: dict[tuple[str, str], str] = {
    **{(f"gradient_check-{case}", "zeros"): OWN_ROUNDING for case in CHECKS},
    **{
        ("categorical_cross_entropy-large_scores", word): HIDDEN
        for word in CONSTANTS
    },
}


def is_compared(operation: str) -> bool:
    entry = contract().get(operation, {"comparison": "none"})
    return entry["comparison"] in ("equal", "bounded")


@pytest.fixture(scope="module")
def replies(tmp_path_factory) -> list[tuple[Any, dict]]:
    """All operation cases with the reference's results."""
    headers = [c for c in list_cases() if is_compared(c.operation)]
    cases = [load_case(header.path) for header in headers]
    with open_reference(120.0) as reference:
        folder = tmp_path_factory.mktemp("pictures")
        found = call_operations(reference, cases, folder)
    return [
        (case, flat(reply.results))
        for case, reply in zip(cases, found, strict=True)
    ]


def passes(
    case: Any, expected: dict, bounds: dict, name: str, number: float
) -> bool:
    """Whether a constant passes for one result, all others being right."""
    actual = {**expected, name: np.full(expected[name].shape, number)}
    undefined = undefined_results(case.operation)
    return compare_values(expected, actual, bounds, undefined).agrees


Tried = dict[tuple[str, str, str], dict[str, bool]]


@pytest.fixture(scope="module")
def tried(replies: list) -> Tried:
    """By operation, result and constant: in which cases it passes."""
    found: Tried = {}
    for case, expected in replies:
        comparison = contract()[case.operation]["comparison"]
        bounds = operation_bounds(case, expected, comparison)
        for name, value in expected.items():
            for word, number in CONSTANTS.items():
                if value.size == 0 or (value == number).all():
                    continue  # it is the right answer
                key = case.operation, name, word
                passed = passes(case, expected, bounds, name, number)
                found.setdefault(key, {})[case.id] = passed
    return found


def test_constants_are_refused_as_any_result(tried: Tried) -> None:
    assert sum(map(len, tried.values())) > 2500
    passed = {
        (case, word)
        for (_, _, word), cases in tried.items()
        for case, has_passed in cases.items()
        if has_passed
    }
    assert passed == set(ALLOWED)


def test_each_result_refuses_each_constant_somewhere(tried: Tried) -> None:
    for key, cases in tried.items():
        assert not all(cases.values()), key


def steps_of(case: Any) -> Iterator[tuple[dict, dict]]:
    """All quantities of the first steps, and their bounds."""
    reference = ReferenceAdapter()
    reference.open_case(case.path)
    trace, _ = reference.take_up(0, min(case.steps, STEPS), None)
    state = optimizer_state(case.parameters, case.optimizer)
    starts = starts_of(trace, Start(case.parameters, state))
    for step in range(len(trace["loss"])):
        start = row_of(starts, step)
        expected, _ = reference.replay(step, start, True)
        names = rounded_names(expected)
        yield (
            expected,
            replay_bounds(
                *(expected, reference.errors([step], start.parameters, names)),
                *(start.state or {}, case.optimizer, step_rates(case, [step])),
            ),
        )


every_training_case = pytest.mark.parametrize(
    "header",
    [c for c in list_cases() if c.kind == "training" and not c.missing],
    ids=lambda case: case.id,
)


@every_training_case
def test_constants_are_refused_in_any_quantity_of_a_step(header) -> None:
    for expected, bounds in steps_of(load_case(header.path)):
        for name, bound in bounds.items():
            for number in CONSTANTS.values():
                value = expected[name]
                if not (value == number).all():
                    assert not (np.abs(value - number) <= bound).all(), name


@every_training_case
def test_the_values_of_the_step_before_are_refused(header) -> None:
    """In each quantity that the step has moved."""
    steps = list(steps_of(load_case(header.path)))
    for (before, _), (expected, bounds) in pairwise(steps):
        for name, bound in bounds.items():
            value, old = expected[name], before[name]
            if value.shape == old.shape and not (value == old).all():
                assert not (np.abs(value - old) <= bound).all(), name
