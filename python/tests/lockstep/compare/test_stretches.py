"""What is kept of each stretch of steps, for the step debugger."""

from __future__ import annotations

import numpy as np

from lockstep.compare.history import STRETCHES, Stretches

LENGTH = 5  # steps of a stretch


def told(actual: np.ndarray, chunk: int = 7) -> dict:
    """Fold steps of ones in, chunk by chunk; the bound is 0.25."""
    expected = np.ones_like(actual)
    stretches = Stretches(len(actual))
    for first in range(0, len(actual), chunk):
        part = slice(first, first + chunk)
        bound = np.full_like(expected[part], 0.25)
        stretches.record("W1", expected[part], actual[part], bound, first)
    return stretches.to_dict()


def ones() -> np.ndarray:
    return np.ones((LENGTH * STRETCHES, 2, 3))


def test_the_worst_element_of_a_stretch_is_kept_with_its_step() -> None:
    actual = ones()
    actual[11, 0, 1], actual[13, 1, 2], actual[14, 0, 0] = 1.1, 1.5, 0.9
    found = told(actual)
    assert found["starts"][:3] == [0, 5, 10]
    assert found["first_bit"] == {"W1": 11}
    assert found["worst"]["W1"][:2] == [None, None]
    step, index, *numbers, ulp, is_within = found["worst"]["W1"][2]
    assert (step, index, numbers) == (13, [1, 2], [1.0, 1.5, 0.25])
    assert ulp == float(f"{0.5 * 2**52:.3g}")
    assert is_within is False
    assert found["worst"]["W1"][3:] == [None] * (STRETCHES - 3)


def test_chunks_do_not_matter() -> None:
    rng = np.random.default_rng(3)
    actual = 1 + 1e-3 * rng.standard_normal((1000, 2, 2))
    assert told(actual, 1) == told(actual, 999)


def test_what_is_no_number_is_worse_than_anything() -> None:
    actual = ones()
    actual[0, 0, 0], actual[1, 1, 0] = 9.0, np.nan
    (worst, *_) = told(actual)["worst"]["W1"]
    assert worst[:2] == [1, [1, 0]]
    assert worst[-1] is False


def test_a_zero_of_another_sign_differs_in_a_bit_and_is_within() -> None:
    stretches = Stretches(2)
    zeros = np.zeros((2, 1))
    stretches.record("b1", zeros, np.array([[0.0], [-0.0]]), zeros, 0)
    found = stretches.to_dict()
    assert found["first_bit"] == {"b1": 1}
    assert found["worst"]["b1"][0] is None
    assert found["worst"]["b1"][1][-1] is True


def test_steps_that_were_not_seen_are_told_apart() -> None:
    stretches = Stretches(100)
    stretches.record("loss", *[np.ones(30)] * 3, 0)
    assert stretches.to_dict()["steps"] == 30
