"""Double-double functions over all doubles: right, or no number at all."""

from __future__ import annotations

import numpy as np
import pytest

from lockstep.truth.arithmetic.arithmetic import Undecided
from lockstep.truth.arithmetic.balls import Balls
from lockstep.truth.arithmetic.double_double import DoubleDouble, Pair, whole

FINE, QUICK = Balls(600), DoubleDouble()
RELATIVE = 2.0**-96
TINIEST = 2.0**-1074
N_PATTERNS = 4000
EDGES = [0.0, 5e-324, 2.0**-1022, 2.0**-969, 2.0**-537, 2.0**-120, 2.0**-53]
EDGES += [0.3465735902799726, 0.34657359027997264, 0.5, 1.0, 18.0, 50.0, 354.0]
EDGES += [708.3, 709.78, 709.79, 745.1, 745.2, 2000.0, 3500.0, 1e5, 1e15]
EDGES += [2.0**996, 2.0**1000, 1e301, 1.7976931348623157e308]


def everywhere() -> np.ndarray:
    """Doubles with random bits, which have any exponent, and edges."""
    stream = np.random.RandomState(8)
    bits = stream.randint(0, 2**64, N_PATTERNS, dtype=np.uint64)
    patterns = bits.view(np.float64)
    middle = stream.uniform(-800.0, 800.0, N_PATTERNS)
    near_one = np.exp2(-stream.uniform(0.0, 60.0, N_PATTERNS)) - 1.0
    edges = np.array(EDGES)
    numbers = [patterns, middle, near_one, edges, -edges]
    found = np.concatenate(numbers)
    return found[np.isfinite(found)][None]


def pairs() -> Pair:
    """The same numbers with a second double that is not 0."""
    hi = everywhere()
    stream = np.random.RandomState(9)
    lo = stream.uniform(-0.99, 0.99, hi.shape) * 2.0**-54 * np.abs(hi)
    return Pair(hi, np.where(np.abs(hi) > 2.0**-960, lo, 0.0))


def balls(x: Pair) -> np.ndarray:
    return FINE.exact(x.hi) + FINE.exact(x.lo)


def is_number(x: Pair) -> np.ndarray:
    return np.isfinite(x.hi) & np.isfinite(x.lo)


def errors(found: Pair, wanted: np.ndarray) -> np.ndarray:
    """Errors over what is allowed; 0 where no number was given."""
    known = is_number(found)
    hi, lo = (np.where(known, part, 0.0) for part in (found.hi, found.lo))
    with FINE.working():
        apart = abs(wanted - FINE.exact(hi) - FINE.exact(lo))
        allowed = abs(wanted) * RELATIVE + TINIEST * 4
        shares = [
            float((a / b).upper())
            for a, b in zip(apart.ravel(), allowed.ravel(), strict=True)
        ]
    return np.where(known, np.reshape(shares, known.shape), 0.0)


DOMAINS = {
    "exp": (-np.inf, np.inf),
    "log1p": (-1.0, np.inf),
    "sqrt": (0.0, np.inf),
    "tanh": (-np.inf, np.inf),
}
# Results that a double cannot hold, or whose last steps overflow.
LARGEST = {"exp": 709.0, "sqrt": 1e308}


@pytest.mark.parametrize("argument", [whole, None], ids=["doubles", "pairs"])
@pytest.mark.parametrize("name", DOMAINS)
def test_a_function_is_right_for_every_double(name: str, argument) -> None:
    x = pairs() if argument is None else whole(everywhere())
    low, high = DOMAINS[name]
    x = x[:, ((x.hi > low) & (x.hi < high))[0]]
    with QUICK.working():
        found = getattr(QUICK, name)(x)
    with FINE.working():
        wanted = getattr(FINE, name)(balls(x))
    assert errors(found, wanted).max() <= 1.0
    ordinary = x.hi <= LARGEST.get(name, np.inf)
    assert is_number(found)[ordinary].all()


OPERATORS = {
    "+": lambda x, y: x + y,
    "-": lambda x, y: x - y,
    "*": lambda x, y: x * y,
    "/": lambda x, y: x / y,
}


@pytest.mark.parametrize("operator", OPERATORS.values(), ids=OPERATORS)
def test_an_operator_is_right_or_gives_no_number(operator) -> None:
    x = pairs()
    order = np.random.RandomState(4).permutation(x.shape[1])
    y = x[:, order]
    x, y = (part[:, (y.hi != 0)[0]] for part in (x, y))
    with QUICK.working():
        found = operator(x, y)
    with FINE.working():
        wanted = operator(balls(x), balls(y))
    assert errors(found, wanted).max() <= 1.0
    inside = np.abs(FINE.about(wanted)) < 1e307
    inside &= (np.abs(x.hi) < 1e307) & (np.abs(y.hi) < 1e307)
    assert is_number(found)[inside].all()


def test_what_is_no_number_stays_none() -> None:
    nothing = whole(np.full((1, 1), np.nan))
    for name in DOMAINS:
        assert not is_number(getattr(QUICK, name)(nothing)).any()
    with pytest.raises(Undecided):
        QUICK.positive(nothing)
