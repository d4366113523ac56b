"""What wrong numbers give away."""

from __future__ import annotations

import numpy as np
import pytest

from lockstep.cases.load import load_case
from lockstep.judge.mistakes.hints import hints
from lockstep.traces.chunks import Beside
from lockstep.traces.trace import Start, Trace

CASE = load_case("spiral_shuffled-2x15x6x3_tanh-gd")
GENERATOR = np.random.default_rng(3)
W = GENERATOR.normal(size=(4, 4))
D = GENERATOR.normal(size=(3, 4))
EXPECTED = {"dW2": D[None], "dW1": W[None], "W1": (W + 1)[None]}
START = Start({"W1": (W + 2)[None]}, None)


def told(name: str, got: np.ndarray) -> list[str]:
    """What is told of a quantity."""
    return hints(CASE, START, {name: got[None]}, EXPECTED, name)


@pytest.mark.parametrize(
    ("name", "got", "words"),
    [
        ("dW2", 300 * D, "it is the number of samples, 300, times too large"),
        ("dW2", D / 300, "it is 1 over the number of samples, 0.00333333, "),
        ("dW2", -D, "it has the other sign"),
        ("dW2", 7.5 * D, "every element is 7.5 times what it should be"),
        ("dW1", W.T, "it is transposed"),
        ("dW2", D.T.reshape(3, 4), "its numbers stand in the order of columns"),
        ("dW2", D[::-1], "its rows stand in reverse"),
        ("dW2", D[:, ::-1], "its columns stand in reverse"),
        ("dW2", D.astype("f4").astype(float), "right but for single precision"),
        ("dW2", D + 2.0**-52, "only last digits are wrong"),
        ("W1", W + 2, "it is what it was before the update"),
        ("W1", W + 2 - 0.9, "of its update: every element is 0.9 times"),
        ("W1", W + 3, "of its update: it has the other sign"),
        ("W1", W + 1 - 1e-9, "update: every element is larger by 1.0e-09 of"),
        ("W1", W + 1 + 2e-14, "update: every element is smaller by 2.0e-14"),
        ("dW2", D * (1 - 1e-6), "every element is smaller by 1.0e-06 of"),
        ("dW1", W + 1, "it is what W1 should be"),
    ],
)
def test_a_look_is_told(name: str, got: np.ndarray, words: str) -> None:
    (found,) = told(name, got)
    assert words in found


def test_a_tie_is_told() -> None:
    Z = np.where(D > 0.5, 0.0, D)
    right = {"Z1": Z[None], "dZ1": (D * (Z > 0))[None]}
    wrong = D * np.where(Z == 0, 0.3, Z > 0)
    (found,) = hints(CASE, START, {"dZ1": wrong[None]}, right, "dZ1")
    assert found == "it is wrong only where Z1 is 0: a tie"
    wrong[Z < 0] += 1e-3
    assert hints(CASE, START, {"dZ1": wrong[None]}, right, "dZ1") == []


@pytest.mark.parametrize(
    "got", [D + 1e-3, D * GENERATOR.normal(size=D.shape), np.full((3, 4), 2.0)]
)
def test_of_other_numbers_nothing_is_told(got: np.ndarray) -> None:
    assert told("dW2", got) == []


@pytest.mark.parametrize("size", [2.0**-52, 1e-13])
def test_of_an_update_that_is_off_at_random_no_share_is_told(
    size: float,
) -> None:
    off = size * np.random.default_rng(5).choice([-1.0, 1.0], W.shape)
    assert "of itself" not in str(told("W1", (W + 1) * (1.0 + off)))


def told_beside(
    name: str, steps: list[float], due: list[float], row: int
) -> list[str]:
    """What is told of a step of a run, of which each step has one number."""
    own, right = ({name: np.array(values)} for values in (steps, due))
    near = Beside.of(own, right, row, {})
    one = ({name: stack[name][row : row + 1]} for stack in (own, right))
    return hints(CASE, START, *one, name, near)


BEFORE = "it is what it was at the step before"
LATE = "the next step has what belongs here: it comes one step late"
LOSSES = [1.2, 1.0, 0.9, 0.85]


@pytest.mark.parametrize(
    ("steps", "row", "words"),
    [
        ([1.2, 1.2, 1.0, 0.9], 1, [BEFORE]),
        ([0.0, 1.2, 1.0, 0.9], 0, [LATE]),
        ([1.2, 1.0, 1.0, 0.85], 2, [BEFORE]),
        ([1.2, 1.0, 0.9, 0.9], 3, [BEFORE]),
    ],
)
def test_a_loss_of_another_step_is_told(
    steps: list[float], row: int, words: list[str]
) -> None:
    assert told_beside("loss", steps, LOSSES, row) == words


@pytest.mark.parametrize("name", ["dW2", "Z1", "M1"])
def test_whatever_is_recorded_of_the_step_before_is_told(name: str) -> None:
    before, due = D, D * GENERATOR.normal(size=D.shape)
    near = Beside({name: before[None]})
    step = {name: before[None]}, {name: due[None]}
    assert hints(CASE, START, *step, name, near) == [BEFORE]


@pytest.mark.parametrize(
    ("steps", "due", "row"),
    [
        ([1.0, 1.0, 1.0], [1.0, 1.0, 1.0], 1),  # it does not change
        ([1.0, 1.3, 1.0], [1.0, 1.0, 1.0], 1),  # nor here, but for a fault
        ([1.0, 1.0, 0.9], [1.0, 1.0 - 4e-16, 0.9], 1),  # but for rounding
        ([1.2, 1.2001, 0.9], [1.2, 1.0, 0.9], 1),  # near to it is not it
        ([0.0, 0.0, 0.0], [0.0, 1.0, 2.0], 1),  # nothing is filled in
        ([3.0, 1.0, 0.9], [1.2, 1.0, 0.9], 0),  # only the first is wrong
    ],
)
def test_no_other_step_is_told_where_none_is_meant(
    steps: list[float], due: list[float], row: int
) -> None:
    assert told_beside("loss", steps, due, row) == []


def test_parameters_that_hardly_change_are_not_called_unchanged() -> None:
    right: Trace = {"W1": (W * (1 + 1e-11))[None]}
    start = Start({"W1": W[None]}, None)
    twice = {"W1": (W * (1 + 2e-11))[None]}
    assert "before" not in str(hints(CASE, start, twice, right, "W1"))
    (found,) = hints(CASE, start, {"W1": W[None]}, right, "W1")
    assert found == "it is what it was before the update"


def test_no_number_and_another_shape_say_nothing() -> None:
    assert told("dW2", np.full((3, 4), np.nan)) == []
    assert told("dW2", np.zeros((2, 2))) == []
    assert hints(CASE, START, {}, EXPECTED, "dW2") == []
