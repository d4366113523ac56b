from __future__ import annotations

import numpy as np
import pytest

from lockstep.reference.envelope import Envelope, distance, moved_by_one_ulp


def test_weights_move_by_exactly_one_ulp() -> None:
    start = {"W1": np.array([[1.0, -0.5], [3.0, 1e-300]])}
    moved = moved_by_one_ulp(start, 0)["W1"]
    up = np.nextafter(start["W1"], np.inf)
    down = np.nextafter(start["W1"], -np.inf)
    assert ((moved == up) | (moved == down)).all()


def test_zeros_stay_zeros() -> None:
    start = {"b1": np.zeros((3, 1))}
    assert (moved_by_one_ulp(start, 1)["b1"] == 0).all()


def test_runs_move_differently() -> None:
    start = {"W1": np.ones((8, 8))}
    first, second = (moved_by_one_ulp(start, run)["W1"] for run in (0, 1))
    assert (first != second).any()


def test_distance_is_relative_to_the_largest_magnitude() -> None:
    expected = {"W1": np.array([[[1.0, 1e-9]], [[4.0, 0.0]]])}
    actual = {"W1": np.array([[[1.0, 2e-9]], [[4.0, 1.0]]])}
    found = distance(expected, actual)["W1"]
    assert found.tolist() == [pytest.approx(1e-9, rel=1e-12), 0.25]


def test_distance_of_nan_is_infinite_and_of_equal_zeros_is_zero() -> None:
    expected = {"loss": np.array([0.0, 1.0])}
    actual = {"loss": np.array([0.0, np.nan])}
    assert distance(expected, actual)["loss"].tolist() == [0.0, np.inf]


def test_envelope_never_falls_and_covers_every_distance() -> None:
    values = np.abs(np.random.RandomState(0).randn(500)) * 1e-15
    envelope = Envelope.of_distances({"loss": values})
    found = envelope.at(0, 500)["loss"]
    assert (found >= np.maximum.accumulate(values)).all()
    assert (found <= 1.1 * np.maximum.accumulate(values)).all()
    assert (np.diff(found) >= 0).all()


def test_envelope_of_a_chunk_is_a_part_of_the_whole() -> None:
    values = np.linspace(0, 1, 100) ** 9
    envelope = Envelope.of_distances({"loss": values})
    whole = envelope.at(0, 100)["loss"]
    assert envelope.at(40, 7)["loss"].tolist() == whole[40:47].tolist()
