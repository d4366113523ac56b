"""What wrong numbers give away."""

from __future__ import annotations

import numpy as np
import pytest

from lockstep.cases.load import load_case
from lockstep.judge.mistakes.hints import hints
from lockstep.traces.trace import Start

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


def test_no_number_and_another_shape_say_nothing() -> None:
    assert told("dW2", np.full((3, 4), np.nan)) == []
    assert told("dW2", np.zeros((2, 2))) == []
    assert hints(CASE, START, {}, EXPECTED, "dW2") == []
