import math

import numpy as np
import pytest
from helpers import BAD_COUNTS, BAD_RATES, BAD_WHOLES, assert_close, refusal

from firstprinciples import scheduled_rate

KINDS = ("constant", "exponential", "step", "inverse_time")


def test_the_exponent_is_the_epoch_and_not_their_total() -> None:
    # Of 25000 epochs; with their total as the exponent it would be 0.082.
    rate = scheduled_rate("exponential", 1.0, 0.9999, 1, 5000)
    assert_close(rate, 0.607, tolerance=5e-4)


@pytest.mark.parametrize("epoch", [0, 1, 2, 7, 100, 5000])
def test_exponential_decay_multiplies_once_an_epoch(epoch: int) -> None:
    expected = 0.3 * math.exp(epoch * math.log(0.9999))
    rate = scheduled_rate("exponential", 0.3, 0.9999, 1, epoch)
    assert_close(rate, expected, tolerance=1e-15)


def test_steps_drop_the_rate_every_few_epochs() -> None:
    rates = [scheduled_rate("step", 8, 0.5, 3, epoch) for epoch in range(8)]
    assert rates == [8, 8, 8, 4, 4, 4, 2, 2]


def test_inverse_time_divides_by_one_plus_decayed_epochs() -> None:
    rates = [scheduled_rate("inverse_time", 6, 0.5, 1, n) for n in (0, 2, 4)]
    assert rates == [6, 3, 2]


@pytest.mark.parametrize("schedule", KINDS)
def test_epoch_zero_has_the_first_rate(schedule: str) -> None:
    rate = scheduled_rate(schedule, np.float64(0.3), 0.5, 3, 0)
    assert rate == 0.3
    assert type(rate) is float


def test_a_constant_rate_ignores_the_decay() -> None:
    assert scheduled_rate("constant", 0.3, 0.5, 1, 100) == 0.3


def test_rates_end_where_doubles_end() -> None:
    assert scheduled_rate("exponential", 1, 0.5, 1, 2**53 - 1) == 0.0
    assert scheduled_rate("exponential", 1, 2.0, 1, 2**53 - 1) == math.inf


@pytest.mark.parametrize("schedule", KINDS)
@pytest.mark.parametrize(("value", "words"), BAD_RATES)
def test_bad_rates_are_refused(
    schedule: str, value: object, words: str
) -> None:
    found = refusal(scheduled_rate, schedule, value, 0.9, 1, 0)
    assert found == f"scheduled_rate: learning_rate: {words}"
    found = refusal(scheduled_rate, schedule, 0.1, value, 1, 0)
    assert found == f"scheduled_rate: decay_rate: {words}"


@pytest.mark.parametrize(("value", "words"), BAD_COUNTS)
def test_bad_decay_epochs_are_refused(value: object, words: str) -> None:
    found = refusal(scheduled_rate, "step", 0.1, 0.9, value, 0)
    assert found == f"scheduled_rate: decay_epochs: {words}"


@pytest.mark.parametrize(("value", "words"), BAD_WHOLES)
def test_bad_epochs_are_refused(value: object, words: str) -> None:
    found = refusal(scheduled_rate, "step", 0.1, 0.9, 1, value)
    assert found == f"scheduled_rate: epoch: {words}"


@pytest.mark.parametrize(
    ("schedule", "shown"),
    [("linear", "linear"), ("", "an empty text"), (None, "nothing")],
)
def test_unknown_schedules_are_refused(schedule: object, shown: str) -> None:
    assert refusal(scheduled_rate, schedule, 0.1, 0.9, 1, 0) == (
        "scheduled_rate: schedule: expected one of constant, exponential, "
        f"step, inverse_time, got {shown}"
    )
