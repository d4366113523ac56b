"""The everyday oracle is certified by the balls."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from lockstep.cases.load import load_case
from lockstep.truth.arithmetic import double_double
from lockstep.truth.arithmetic.balls import Balls
from lockstep.truth.arithmetic.double_double import DoubleDouble, Pair
from lockstep.truth.formulas.witness import Witness

ACCURACY = 2.0**-96  # of the 106 bits of a pair a function may lose some
FINE, QUICK = Balls(400), DoubleDouble()


def largest_error(found: Pair, wanted: np.ndarray) -> float:
    """Largest relative error of pairs against balls."""
    with FINE.working():
        error = abs(wanted - FINE.exact(found.hi) - FINE.exact(found.lo))
        return float((error / abs(wanted)).max().upper())


def values(low: float, high: float) -> Pair:
    """Numbers of 106 bits, of either sign if the range has both."""
    stream = np.random.RandomState(3)
    hi = stream.uniform(low, high, (4, 25))
    return Pair(hi, hi * 2.0**-54 * stream.uniform(-1, 1, hi.shape))


def balls(pair: Pair) -> np.ndarray:
    return FINE.exact(pair.hi) + FINE.exact(pair.lo)


FUNCTIONS = {
    "exp": ("exp", -700.0, 700.0),
    "exp near 0": ("exp", -1e-9, 1e-9),
    "log1p": ("log1p", -0.99, 1e6),
    "log1p near 0": ("log1p", -1e-12, 1e-12),
    "log1p of a tiny number": ("log1p", 0.0, 1e-300),
    "sqrt": ("sqrt", 0.0, 1e9),
    "tanh": ("tanh", -30.0, 30.0),
    "tanh near 0": ("tanh", -1e-9, 1e-9),
}


@pytest.mark.parametrize(
    ("name", "low", "high"), FUNCTIONS.values(), ids=FUNCTIONS
)
def test_functions_lie_in_their_balls(
    name: str, low: float, high: float
) -> None:
    x = values(low, high)
    with FINE.working():
        wanted = getattr(FINE, name)(balls(x))
    with QUICK.working():
        found = getattr(QUICK, name)(x)
    assert largest_error(found, wanted) < ACCURACY


OPERATORS: dict[str, Callable] = {
    "+": lambda x, y: x + y,
    "-": lambda x, y: x - y,
    "*": lambda x, y: x * y,
    "/": lambda x, y: x / y,
}


@pytest.mark.parametrize("operator", OPERATORS.values(), ids=OPERATORS)
def test_operators_lie_in_their_balls(operator: Callable) -> None:
    x, y = values(1.0, 2.0), values(-9.0, -3.0)
    with FINE.working():
        wanted = operator(balls(x), balls(y))
    assert largest_error(operator(x, y), wanted) < 2.0**-100


def test_products_and_sums_lie_in_their_balls() -> None:
    x, y = values(0.1, 2.0), values(0.5, 7.0)
    with FINE.working():
        product = FINE.matmul(balls(x), balls(y).T)
        total = FINE.total(balls(x))
    assert largest_error(QUICK.matmul(x, y.T), product) < 2.0**-98
    assert largest_error(QUICK.total(x), total) < 2.0**-98


def test_a_product_without_its_cross_terms_is_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def wrong(a: np.ndarray, b: np.ndarray) -> tuple:
        return a * b, np.zeros_like(a)

    monkeypatch.setattr(double_double, "two_product", wrong)
    x, y = values(1.0, 2.0), values(3.0, 9.0)
    with FINE.working():
        wanted = balls(x) * balls(y)
    assert largest_error(x * y, wanted) > ACCURACY


CASES = [
    "spiral_shuffled-2x15x6x3_tanh-l2_dropout",
    "spiral_shuffled-2x8x7x6x5x3_tanh-rmsprop",
    "spiral_shuffled-2x15x6x3_relu-adam",
    "circles-2x7x1_relu-random",
]


@pytest.mark.parametrize("name", CASES)
def test_steps_of_a_case_lie_in_their_balls(name: str) -> None:
    case = load_case(name)
    with FINE.working():
        *_, wanted = Witness(case, FINE).run(3)
    with QUICK.working():
        *_, found = Witness(case, QUICK).run(3)
    for entry, value in wanted.recorded().items():
        pair = found.values[entry]
        with FINE.working():
            error = value - FINE.exact(pair.hi) - FINE.exact(pair.lo)
            size = np.abs(FINE.about(value)).max()
            assert np.abs(FINE.about(error)).max() < 1e-26 * size, entry


def test_a_case_starts_anywhere() -> None:
    case = load_case("circles-2x7x1_relu-random")
    run = Witness(case, QUICK)
    with QUICK.working():
        first, second = run.run(2)
        doubles = {n: p.hi for n, p in first.parameters.items()}
        again = run.step(1, *run.start(doubles))
    apart = again.values["loss"].hi - second.values["loss"].hi
    assert abs(apart[0, 0]) < 1e-12


@pytest.mark.parametrize("factor", [np.inf, -np.inf, np.nan])
def test_a_product_with_no_finite_number_is_none(factor: float) -> None:
    # A port's average may be infinite: the judge must say so, not fail.
    with np.errstate(all="ignore"):
        product, error = double_double.two_product(
            np.array([2.0, 1e305]), np.array([factor, 3.0])
        )
    assert not np.isfinite(product[0])
    assert np.isnan(error[0])
    assert product[1] == 1e305 * 3.0
    assert np.isfinite(error[1])
