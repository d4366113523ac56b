"""Wrong formulas in the witness are caught by finite differences."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from helpers import problem, regularized, training_case

from lockstep.truth.arithmetic.balls import Balls
from lockstep.truth.formulas.network import WitnessNetwork
from lockstep.truth.formulas.witness import Witness
from lockstep.truth.second_opinions.finite_differences import (
    Check,
    check_gradients,
)

PROBLEMS = {
    "relu softmax": problem([2, 4, 3], "relu"),
    "tanh softmax": problem([3, 4, 3, 3], "tanh"),
    "sigmoid sigmoid": problem([2, 3, 2, 1], "sigmoid"),
    "no hidden layer": problem([3, 4], "relu"),
    "sum": problem([2, 4, 3], "tanh", "sum"),
    "penalty": regularized(problem([2, 4, 3], "tanh"), 0.7),
    "dropout and penalty": regularized(problem([3, 6, 4, 2], "relu"), 0.7, 0.6),
}


def checked(start: object) -> Check:
    case = training_case(start)
    arithmetic = Balls(300)
    with arithmetic.working():
        run = Witness(case, arithmetic)
        found = run.step(3, *run.start()).values
    return check_gradients(case, 3, case.parameters, found)


@pytest.mark.parametrize("start", PROBLEMS.values(), ids=PROBLEMS)
def test_gradients_agree(start: object) -> None:
    check = checked(start)
    assert check.relative_error < 1e-60
    assert check.passed


def _no_bias(right: Callable) -> Callable:
    def wrong(self: object, X: object, parameters: dict, masks: dict) -> dict:
        bare = {
            name: value * 0 if name[0] == "b" else value
            for name, value in parameters.items()
        }
        return right(self, X, bare, masks)

    return wrong


def _no_penalty(right: Callable) -> Callable:
    def wrong(self: object, parameters: dict, penalty: float, m: object):
        return right(self, parameters, 0.0, m)

    return wrong


def _slope_without_square(right: Callable) -> Callable:
    def wrong(self: object, Z: object, G: object, *rest: object) -> object:
        return G

    return wrong


def _no_mask(right: Callable) -> Callable:
    def wrong(self: object, dA: object, layer: int, cache: dict, *rest: object):
        bare = {n: value for n, value in cache.items() if n[0] != "M"}
        return right(self, dA, layer, bare, *rest)

    return wrong


def _tiny_fault(right: Callable) -> Callable:
    def wrong(self: object, Z: object, Y: object) -> object:
        return right(self, Z, Y) * self.arithmetic.exact(1 + 1e-15)

    return wrong


WRONG = {
    "missing bias": ("forward", _no_bias, "tanh softmax"),
    "penalty forgotten in the loss": ("l2_loss", _no_penalty, "penalty"),
    "wrong slope": ("slope", _slope_without_square, "sigmoid sigmoid"),
    "mask forgotten going back": ("_through", _no_mask, "dropout and penalty"),
    "loss off by 1e-15": ("categorical_loss", _tiny_fault, "relu softmax"),
}


@pytest.mark.parametrize(("method", "make", "name"), WRONG.values(), ids=WRONG)
def test_a_wrong_formula_is_caught(
    method: str, make: Callable, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = getattr(WitnessNetwork, method)
    monkeypatch.setattr(WitnessNetwork, method, make(right))
    assert not checked(PROBLEMS[name]).passed
