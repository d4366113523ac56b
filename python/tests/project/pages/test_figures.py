"""What the README says of its first picture is what the picture shows."""

from __future__ import annotations

from figures.missing_division import differences


def test_a_missing_division_makes_training_chaotic() -> None:
    assert differences(250, divided=False)[-1] > 1.0


def test_with_the_division_the_order_of_samples_hardly_matters() -> None:
    assert differences(divided=True)[-1] < 1e-12
