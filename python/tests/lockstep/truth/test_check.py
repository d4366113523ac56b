"""What is stored is proved again; an edit of the last digit is found."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lockstep.cases.load import load_case
from lockstep.truth import stored as expected
from lockstep.truth.proofs.check import check_case
from lockstep.truth.stored import stored_expected, write_expected

CASE = "spiral_shuffled-2x5x3_relu_ties-gd"
OPERATION = "softmax-ordinary"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable:
    """Keep changed facts of a case in a folder of its own."""

    def kept(name: str, change: Callable[[dict], None]) -> Any:
        case = load_case(name)
        facts = stored_expected(case)
        assert facts is not None
        facts = json.loads(json.dumps(facts))
        change(facts)
        monkeypatch.setattr(expected, "fixtures_root", lambda: tmp_path)
        write_expected(
            case, {n: f for n, f in facts.items() if n not in ("case",)}
        )
        return case

    return kept


def one_ulp_more(text: str) -> str:
    near = float(text)
    return repr(float(np.nextafter(near, np.inf)))


def last_digit_changed(text: str) -> str:
    return text[:-1] + ("3" if text[-1] != "3" else "4")


@pytest.mark.parametrize("edit", [one_ulp_more, last_digit_changed])
def test_an_edited_value_is_found(store: Callable, edit: Callable) -> None:
    def change(facts: dict) -> None:
        row = facts["steps"]["2"]["W1"][1]
        row[0] = edit(row[0])

    (difference,) = check_case(store(CASE, change), quick=True)
    assert f"{CASE} step 2 W1[1][0]: stored" in difference


@pytest.mark.parametrize("edit", [one_ulp_more, last_digit_changed])
def test_an_edited_loss_is_found(store: Callable, edit: Callable) -> None:
    def change(facts: dict) -> None:
        facts["losses"][1] = edit(facts["losses"][1])

    (difference,) = check_case(store(CASE, change), quick=True)
    assert f"{CASE} loss[1]: stored" in difference


@pytest.mark.parametrize("edit", [one_ulp_more, last_digit_changed])
def test_an_edited_result_is_found(store: Callable, edit: Callable) -> None:
    def change(facts: dict) -> None:
        row = facts["results"]["P"][0]
        row[0] = edit(row[0])

    (difference,) = check_case(store(OPERATION, change))
    assert f"{OPERATION} P[0][0]: stored" in difference


def test_a_value_too_many_or_too_few_is_found(store: Callable) -> None:
    def change(facts: dict) -> None:
        facts["steps"]["0"]["extra"] = [["1"]]
        del facts["steps"]["1"]["db1"]

    first, second = check_case(store(CASE, change), quick=True)
    assert "step 0 extra: stored [['1']], proved None" in first
    assert "step 1 db1: stored None" in second


def test_gradients_edited_everywhere_fail_the_independent_check(
    store: Callable,
) -> None:
    def change(facts: dict) -> None:
        rows = facts["steps"]["0"]["dW2"]
        rows[0] = [one_ulp_more(text) for text in rows[0]]

    differences = check_case(store(CASE, change))
    assert any("finite differences" in line for line in differences)


def test_values_of_another_case_are_refused(store: Callable) -> None:
    def change(facts: dict) -> None:
        facts["fingerprint"] = "0" * 64

    (difference,) = check_case(store(OPERATION, change))
    assert "for another version of the case" in difference
    assert f"lockstep certify --store {OPERATION}" in difference


def test_missing_values_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = load_case(OPERATION)
    monkeypatch.setattr(expected, "fixtures_root", lambda: tmp_path)
    (difference,) = check_case(case)
    assert "certified values missing; type: lockstep certify" in difference
