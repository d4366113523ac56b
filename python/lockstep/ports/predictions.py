"""What a port's trained network predicts, for a report."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..cases.contract import result_names
from ..cases.load import TrainingCase
from ..errors import PortFailure, PortUnavailable
from ..files.strict_json import JsonObject
from ..traces.trace import Trace
from .port import Port, Request

PREDICTING = ("predict_labels", "confusion_matrix", "overall_statistics")
GRID = 48  # points a side of the map of a plane
N_STATISTICS = 7  # that overall_statistics returns
MARGIN = 0.1  # of the data's extent, around it


def draw_predictions(
    port: Port, case: TrainingCase, parameters: Trace
) -> JsonObject:
    """Ask a port what the network that it trained predicts.

    Parameters
    ----------
    port : Port
    case : TrainingCase
    parameters : dict of ndarray
        After the last step of the port's own free run.

    Returns
    -------
    dict
        counts: confusion matrix, truth in rows.  statistics: as the
        operation overall_statistics returns them.  map: predicted label of
        each point of `plane`, a digit a point, for two features only.
        Empty if one of the operations that `PREDICTING` names fails, or
        replies with what is no such thing.
    """
    try:
        predicted = _predict(port, case, case.X, parameters)
        drawn = _statistics(port, case, predicted)
        if len(case.X) == 2:
            points = plane(case.X)
            labels = _predict(port, case, points, parameters)
            drawn["map"] = "".join(f"{int(label):x}" for label in labels)
    except (PortFailure, PortUnavailable, LookupError, TypeError, ValueError):
        return {}  # a port that diverges may reply with anything
    return drawn


def plane(X: np.ndarray) -> np.ndarray:
    """Points of a map over two features, row by row from the lower left.

    Parameters
    ----------
    X : ndarray, shape (2, n_samples)

    Returns
    -------
    ndarray, shape (2, GRID * GRID)
    """
    low, high = X.min(axis=1), X.max(axis=1)
    room = MARGIN * (high - low)
    axes = np.linspace(low - room, high + room, GRID).T  # 2 x GRID
    across, up = np.meshgrid(*axes)  # GRID x GRID each
    return np.stack([across.ravel(), up.ravel()])


def _predict(
    port: Port, case: TrainingCase, X: np.ndarray, parameters: Trace
) -> np.ndarray:
    network = case.fields["network"]
    labels = np.ravel(_ask(port, "predict_labels", X, parameters, network))
    is_label = np.isin(labels, np.arange(_count_classes(case)))
    if is_label.shape != X.shape[1:] or not is_label.all():
        raise ValueError("these are no labels")
    return labels


def _count_classes(case: TrainingCase) -> int:
    return max(2, case.network.layer_sizes[-1])


def _statistics(
    port: Port, case: TrainingCase, predicted: np.ndarray
) -> JsonObject:
    n_classes = _count_classes(case)
    labels = case.labels.astype(np.float64)
    arguments = labels, predicted, float(n_classes)
    counts = np.asarray(_ask(port, "confusion_matrix", *arguments))
    overall = np.ravel(_ask(port, "overall_statistics", counts))
    square = (n_classes, n_classes)
    if (counts.shape, overall.shape) != (square, (N_STATISTICS,)):
        raise ValueError("these are no statistics")
    if not np.isfinite(counts).all():
        raise ValueError("these are no counts")
    return {
        "counts": counts.astype(int).tolist(),
        "statistics": [float(x) if np.isfinite(x) else None for x in overall],
    }


def _ask(port: Port, operation: str, *arguments: Any) -> Any:
    (name,) = result_names(operation)
    reply = port.call([Request(operation, arguments, (name,), operation)])[0]
    if reply.error:
        raise PortFailure(reply.error)
    return reply.results[name]
