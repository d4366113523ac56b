"""What a port predicts, whatever it replies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
import pytest

from lockstep.cases.load import TrainingCase, load_case
from lockstep.files.strict_json import JsonObject
from lockstep.ports.port import Port, Reply, Request
from lockstep.ports.predictions import GRID, draw_predictions

CASE = "spiral_shuffled-2x3_softmax-gd"
RIGHT: dict[str, Any] = {
    "confusion_matrix": np.eye(3),
    "overall_statistics": np.full((7, 1), 0.5),
}


class Replies:
    """Gives every point the same label, and some results of the test's own."""

    def __init__(self, **results: Any) -> None:
        self._results = {**RIGHT, **results}

    def call(self, requests: Sequence[Request]) -> list[Reply]:
        (request,) = requests
        result = self._results.get(request.operation)
        if result is None:
            result = np.zeros((1, np.shape(request.arguments[0])[1]))
        return [Reply({request.returns[0]: result})]


def drawn(**results: Any) -> JsonObject:
    case = load_case(CASE)
    assert isinstance(case, TrainingCase)
    port = cast(Port, Replies(**results))
    return draw_predictions(port, case, case.parameters)


def test_each_point_of_the_plane_has_a_label() -> None:
    found = drawn()
    assert found["map"] == "0" * GRID * GRID
    assert found["counts"] == np.eye(3).astype(int).tolist()
    assert found["statistics"] == [0.5] * 7


@pytest.mark.parametrize(
    ("operation", "reply"),
    [
        ("predict_labels", np.full((1, 300), np.nan)),
        ("predict_labels", np.full((1, 300), -1.0)),
        ("predict_labels", np.full((1, 300), 0.5)),
        ("predict_labels", np.zeros((1, 299))),
        ("predict_labels", {"a": 1.0}),
        ("predict_labels", "none"),
        ("confusion_matrix", 3.0),
        ("confusion_matrix", np.full((3, 3), np.inf)),
        ("confusion_matrix", np.eye(2)),
        ("confusion_matrix", ["a"]),
        ("overall_statistics", np.zeros(6)),
        ("overall_statistics", "none"),
    ],
)
def test_a_reply_that_is_no_prediction_is_left_out(
    operation: str, reply: Any
) -> None:
    assert drawn(**{operation: reply}) == {}
