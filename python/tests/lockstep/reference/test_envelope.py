from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lockstep.cases.load import load_case
from lockstep.reference.envelope import Envelope, distance, stored_envelope


def test_an_envelope_belongs_to_all_that_moves_a_run() -> None:
    case = load_case("spiral_shuffled-2x15x6x3_relu-adam")
    assert stored_envelope(case, case.steps) is not None
    moved = {**case.parameters, "b1": case.parameters["b1"] + 1.0}
    for other in (
        replace(case, seed=case.seed + 1),
        replace(case, batch_size=case.batch_size - 1),
        replace(case, X=np.nextafter(case.X, np.inf)),
        replace(case, labels=case.labels[::-1]),
        replace(case, parameters=moved),
        replace(case, optimizer=replace(case.optimizer, learning_rate=0.5)),
        replace(case, network=replace(case.network, l2_penalty=0.5)),
    ):
        assert stored_envelope(other, case.steps) is None
    # It holds for the first of its steps, too, but not beyond them.
    assert stored_envelope(case, 3) is not None
    assert stored_envelope(case, case.steps + 1) is None


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
