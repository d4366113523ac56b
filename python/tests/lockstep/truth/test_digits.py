"""Only digits that the whole enclosure agrees on are printed."""

from __future__ import annotations

from decimal import Decimal, getcontext

import numpy as np
import pytest

from lockstep.errors.libraries import flint
from lockstep.truth.arithmetic.balls import Balls
from lockstep.truth.arithmetic.digits import (
    is_proved,
    proved_text,
    proved_texts,
)
from lockstep.truth.stored import truth

arb = flint().arb


def ball(middle: str, radius: str = "0") -> object:
    with Balls(300).working():
        return arb(f"{middle} +/- {radius}")


def test_text_is_the_nearest_decimal() -> None:
    getcontext().prec = 60
    with Balls(300).working():
        text = proved_text(arb(2).sqrt(), 20)
    assert text == "1.4142135623730950488"
    assert Decimal(text) == +round(Decimal(2).sqrt(), 19)


def test_a_wide_ball_proves_nothing() -> None:
    assert proved_text(ball("1.5", "1e-30"), 20) == "1.5"
    assert proved_text(ball("1.5", "1e-15"), 20) is None
    assert proved_text(ball("1.5", "1e-15"), 10) == "1.5"


def test_a_ball_across_a_rounding_boundary_proves_nothing() -> None:
    middle = "1.00000000000000000005"  # half-way between two decimals
    assert proved_text(ball(middle, "1e-25"), 20) is None
    assert proved_text(ball(middle, "1e-25"), 19) == "1"


def test_zero_is_printed_only_if_it_is_proved() -> None:
    assert proved_text(arb(0)) == "0"
    assert proved_text(ball("0", "1e-60")) is None
    assert proved_text(ball("0", "1e-60"), nothing=1e-40) == "0"
    assert proved_text(ball("0", "1e-30"), nothing=1e-40) is None
    assert proved_text(ball("1e-60", "2e-60"), nothing=1e-70) is None


def test_numbers_far_outside_of_doubles() -> None:
    assert proved_text(ball("1e-500")) == "0"
    assert proved_text(ball("1e500")) == "inf"
    assert proved_text(ball("-1e500")) == "-inf"
    assert proved_text(arb.nan()) is None


def test_accuracy_is_asked_of_every_element() -> None:
    fine, wide = ball("0.1", "1e-60"), ball("0.1", "1e-25")
    assert is_proved(np.array([[fine, fine]], dtype=object), 20)
    assert not is_proved(np.array([[fine, wide]], dtype=object), 20)
    assert proved_texts(np.array([[fine, ball("1", "0.1")]], dtype=object)) is (
        None
    )


@pytest.mark.parametrize("text", ["1.4142135623730950488", "-0.1", "3e-320"])
def test_truth_is_finer_than_a_double(text: str) -> None:
    value = truth([[text]])
    assert value.hi[0, 0] == float(text)
    whole = Decimal(float(value.hi[0, 0])) + Decimal(float(value.lo[0, 0]))
    apart = abs(whole - Decimal(text))
    assert apart <= Decimal("1e-31") * abs(Decimal(text)) + Decimal("3e-324")


def test_truth_of_what_is_undefined_or_infinite() -> None:
    value = truth([None, "inf", "0"])
    assert np.isnan(value.hi[0])
    assert value.hi[1] == np.inf
    assert not value.lo.any()
