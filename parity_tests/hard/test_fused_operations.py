"""A port that multiplies and adds in one rounding is right, too."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from fused_ports import fused, product, scalar_power
from hard_cases import OVERFLOWS, RIGHT, Outcome, judged
from hard_networks import KINDS
from platforms import settings

SEED = 4
N_NETWORKS = 3 * len(KINDS)


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    """Three networks of each kind."""
    (setting,) = (s for s in settings() if s.is_fused)
    found = judged(setting, ["python"], SEED, range(N_NETWORKS))
    return [outcome for several in found for outcome in several]


def test_no_fused_port_is_refused(outcomes: list[Outcome]) -> None:
    assert len(outcomes) == N_NETWORKS
    wrong = [o for o in outcomes if o.verdict not in (RIGHT, OVERFLOWS)]
    assert not wrong
    assert {o.kind for o in outcomes if o.verdict == RIGHT} == set(KINDS)


def test_its_numbers_are_not_the_references(outcomes: list[Outcome]) -> None:
    assert max(outcome.share for outcome in outcomes) > 0.3


def test_a_fused_operation_rounds_once() -> None:
    a, b, c = np.random.RandomState(0).randn(3, 200)
    c[:100] = -a[:100] * b[:100]  # the product's own rounding is left
    for x, y, z, found in zip(a, b, c, fused(a, b, c), strict=True):
        exact = Fraction(x) * Fraction(y) + Fraction(z)
        last_place = Fraction(2) ** -52 * abs(exact)
        near = Fraction(501, 1000) * last_place
        near += Fraction(2) ** -64 * abs(Fraction(x) * Fraction(y))
        assert abs(Fraction(found) - exact) <= near


def test_a_product_is_that_of_matrices() -> None:
    left, right = np.arange(6.0).reshape(2, 3), np.arange(12.0).reshape(3, 4)
    assert (product(left, right, 0.0) == left @ right).all()


def test_whole_powers_are_products() -> None:
    assert scalar_power(3.0, 5) == 243.0
    assert scalar_power(0.5, 0) == 1.0
    assert scalar_power(0.999, 344) != 0.999**344
    assert scalar_power(0.999, 344) == pytest.approx(0.999**344, rel=1e-13)


def test_an_update_near_where_doubles_end_is_not_refused() -> None:
    """The rate times a gradient underflows, and is then divided by 1e-8."""
    (setting,) = (s for s in settings() if s.is_fused)
    ((outcome,),) = judged(setting, ["python"], 2, [208])
    assert outcome.verdict == RIGHT, outcome.message
