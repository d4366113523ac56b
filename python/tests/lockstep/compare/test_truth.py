"""Ports are measured against what is true, the reference like the others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lockstep.cases.contract import contract
from lockstep.cases.find import list_cases
from lockstep.cases.load import load_case
from lockstep.compare.findings import Comparison, TruthDistance
from lockstep.compare.truth import compare_with_truth, correct_digits
from lockstep.fixtures.certify_many import can_be_certified
from lockstep.judge.operations import compare_operations
from lockstep.judge.results import RunResult
from lockstep.ports.calls import call_operations
from lockstep.ports.port import Reply
from lockstep.reference.port import open_reference
from lockstep.truth.formulas.operations import UNCERTIFIED
from lockstep.truth.known import Known, certified_operation, within

FAULT = 1 + 1e-10
UNDEFINED = "class_statistics-class_missing"
# Quotients of differences: rounding alone leaves them fewer than ten digits.
SLOPES = ("gradient_check", "numerical_gradients")


@pytest.fixture(scope="module")
def replies() -> list[tuple[Any, Reply]]:
    """Every operation case that gives numbers, with the reference's reply."""
    headers = [h for h in list_cases() if h.kind == "operation"]
    cases = [load_case(h.path) for h in headers if can_be_certified(h)]
    with open_reference(120.0) as port:
        found = call_operations(port, cases, Path())
    return list(zip(cases, found, strict=True))


def judged(case: Any, wanted: Reply, reply: Reply) -> RunResult:
    (found,) = compare_operations([case], [wanted], [reply])
    return RunResult(case.id, "told", "operation").with_outcome(found)


def entries(results: dict, prefix: str = "") -> list[str]:
    """Flat names of nested results."""
    names = []
    for name, value in results.items():
        if isinstance(value, dict):
            names += entries(value, f"{prefix}{name}.")
        elif np.asarray(value).dtype.kind in "biuf":  # words have no digits
            names.append(prefix + name)
    return names


def changed(results: dict, entry: str) -> dict:
    """The same results with one quantity off by 1e-10."""
    first, _, rest = entry.partition(".")
    return {
        name: (changed(value, rest) if rest else faulty(value))
        if name == first
        else value
        for name, value in results.items()
    }


def faulty(value: Any) -> np.ndarray:
    """Off by a relative 1e-10; by 1e-10 where that changes no bit."""
    array = np.asarray(value, dtype=float)
    wrong = array * FAULT
    unchanged = (wrong == array) | np.isnan(array)
    return array + (FAULT - 1) if unchanged.all() else wrong


def test_honest_replies_are_right(replies: list) -> None:
    for case, reply in replies:
        result = judged(case, reply, reply)
        assert result.verdict == "equal", f"{case.id}: {result.message}"
        numbers = certified_operation(case)
        assert set(result.truth) == set(numbers)
        assert numbers or not entries(reply.results)


def test_a_fault_of_1e_10_in_any_quantity_is_caught(replies: list) -> None:
    """Even if the reference has it, too: then the certified values tell."""
    caught: dict[tuple[str, str], bool] = {}
    for case, reply in replies:
        if case.operation in SLOPES:
            continue
        for entry in entries(reply.results):
            wrong = replace(reply, results=changed(reply.results, entry))
            seen = judged(case, wrong, wrong).verdict == "diverged"
            key = case.operation, entry
            caught[key] = caught.get(key, False) or seen
    assert [key for key, seen in caught.items() if not seen] == []
    assert {operation for operation, _ in caught} == {
        name
        for name, entry in contract().items()
        if entry["comparison"] in ("equal", "bounded")
        and name not in (*UNCERTIFIED, *SLOPES)
    }


def known(hi: float, lo: float = 0.0) -> dict[str, Known]:
    return {"W1": Known(np.array([7]), np.array([[[hi]]]), np.array([[[lo]]]))}


def measured(
    hi: float,
    lo: float,
    got: float,
    bound: float = 1.0,
    undefined: bool = False,
) -> Comparison:
    trace = {"W1": np.full((8, 1, 1), got)}
    bounds = {"W1": np.full((8, 1, 1), bound)}
    values = {
        name: value._replace(may_be_undefined=undefined)
        for name, value in known(hi, lo).items()
    }
    return compare_with_truth(values, trace, bounds)


def test_distance_is_finer_than_a_unit_in_the_last_place() -> None:
    distance = measured(1.0, 2.0**-54, 1.0).truth["W1"]
    assert distance.ulp == 0.25
    assert distance.digits == 16.26
    assert (distance.step, distance.steps) == (7, 1)


def test_beyond_the_bound_is_a_divergence() -> None:
    place = measured(1.0, 0.0, 1.0 + 1e-10, 1e-12).divergence
    assert place is not None
    assert place.message.startswith("W1[0, 0] at step 7: certified 1.0, got")


@pytest.mark.parametrize("got", [np.nan, np.inf])
def test_what_is_no_number_is_never_right(got: float) -> None:
    assert not measured(1.0, 0.0, got).agrees


def test_infinities_and_undefined_values_agree_with_their_like() -> None:
    assert measured(np.inf, 0.0, np.inf).truth["W1"].digits == 17.0
    assert measured(np.nan, 0.0, np.nan, undefined=True).truth["W1"].steps == 1
    assert not measured(np.nan, 0.0, 1.0, undefined=True).agrees


def test_where_nothing_is_certified_no_port_fails_and_it_is_said() -> None:
    distance = measured(np.nan, 0.0, 1.0).truth["W1"]
    assert (distance.unknown, distance.steps) == (1, 0)
    assert measured(1.0, 0.0, 1.0).truth["W1"].unknown == 0


def test_the_worst_element_has_its_own_digits() -> None:
    hi = np.array([[[1.0, 1e-6, 0.0]]])
    values = {"W1": Known(np.array([0]), hi, np.zeros_like(hi))}
    trace = {"W1": hi + np.array([[[0.0, 1e-15, 1e-15]]])}
    found = compare_with_truth(values, trace, {"W1": np.ones_like(hi)})
    distance = found.truth["W1"]
    assert 14.9 < distance.digits < 15.1
    assert 8.9 < distance.element_digits < 9.1
    assert (distance + TruthDistance()).element_digits < 9.1


def test_only_what_the_contract_allows_may_be_undefined() -> None:
    for name, undefined in (("softmax-ties", set()), (UNDEFINED, {"table"})):
        found = certified_operation(load_case(name))
        assert found
        named = {n for n, value in found.items() if value.may_be_undefined}
        assert named == undefined


def test_a_step_of_zeros_has_no_digits_and_hides_none() -> None:
    steps = np.array([0, 1])
    values = {
        "b1": Known(steps, np.array([[[0.0]], [[1.0]]]), np.zeros((2, 1, 1)))
    }
    trace = {"b1": np.array([[[0.0]], [[1.0 + 1e-15]]])}
    found = compare_with_truth(values, trace, {"b1": np.ones((2, 1, 1))})
    assert 14.9 < found.truth["b1"].digits < 15.1
    assert found.truth["b1"].step == 1


def test_the_first_step_comes_before_the_first_quantity() -> None:
    def at(step: int) -> Known:
        return Known(np.array([step]), np.ones((1, 1, 1)), np.zeros((1, 1, 1)))

    trace = {name: np.full((8, 1, 1), 2.0) for name in ("dW1", "W1")}
    bounds = {name: np.zeros((8, 1, 1)) for name in trace}
    found = compare_with_truth({"dW1": at(7), "W1": at(3)}, trace, bounds)
    assert found.divergence is not None
    assert (found.divergence.quantity, found.divergence.step) == ("W1", 3)


def test_correct_digits_are_the_log_relative_error() -> None:
    assert correct_digits(0.0) == 17.0
    assert correct_digits(1e-10) == 10.0
    assert correct_digits(2.0) == correct_digits(np.nan) == 0.0


def test_only_steps_of_the_chunk_are_measured() -> None:
    assert within(known(1.0), 0, 7) == {}
    assert list(within(known(1.0), 7, 1)) == ["W1"]


def test_what_agrees_with_certified_values_before_is_told() -> None:
    steps, zeros = np.arange(2), np.zeros(2)
    known = {n: Known(steps, np.ones(2), zeros) for n in ("loss", "W1", "b1")}
    known["dW1"] = Known(np.array([1]), np.ones(1), np.zeros(1))
    names = ["loss", "dW1", "W1", "b1"]
    known = {name: known[name] for name in names}
    right = {name: np.ones(2) for name in names}
    bounds = {name: np.full(2, 1e-12) for name in names}
    for step, agreed in ((0, ["loss"]), (1, ["loss", "dW1"])):
        wrong = {name: value.copy() for name, value in right.items()}
        wrong["W1"][step] += 1e-6
        wrong["b1"][step] += 1e-6
        place = compare_with_truth(known, wrong, bounds).divergence
        assert place is not None
        assert (place.quantity, place.step) == ("W1", step)
        assert place.agreed == agreed
