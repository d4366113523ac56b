"""What the page shows of a training case."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...cases.load import TrainingCase, load_case
from ...errors import InputError
from ...files.strict_json import JsonObject
from ...judge import EQUAL
from ...judge.results import RunResult
from ...ports.predictions import GRID, plane
from .predicted import Predicted, maps_of, predicted, told_of
from .steps import computed_by, steps_of

MOST_POINTS = 400  # of a scatter plot
MOST_IMAGES = 10  # sample digits
STATISTICS = (
    "accuracy",
    "lower 95 % limit",
    "upper 95 % limit",
    "no-information rate",
    "p-value: accuracy above it",
    "kappa",
    "McNemar's p-value",
)


@dataclass(frozen=True)
class CaseView:
    """A training case, its runs and what its pictures are drawn from.

    Attributes
    ----------
    id, title : str
    facts : list of (str, str)
    runs : list of RunResult
    predictions : list of Predicted
        What the trained networks predict.
    told : str
        Where the predictions differ, and who computed them.
    data : dict
        For the pictures: plain lists, ready for JSON.
    """

    id: str
    title: str
    facts: list[tuple[str, str]]
    runs: list[RunResult]
    predictions: list[Predicted]
    told: str
    data: JsonObject


def view_case(name: str, runs: list[RunResult]) -> CaseView:
    """Prepare a case; one that can no longer be read shows its runs only.

    Parameters
    ----------
    name : str
        Id or path.
    runs : list of RunResult
    """
    predictions = predicted(runs)
    curves = {mode: _curves(runs, mode) for mode in ("free", "replay")}
    steps = steps_of(runs)
    data: JsonObject = {
        "curves": curves,
        "maps": maps_of(predictions),
        "steps": steps,
    }
    try:
        case = load_case(name)
    except InputError:
        return CaseView(name, "", [], runs, predictions, "", data)
    assert isinstance(case, TrainingCase)
    data |= {**_samples(case), "computed_by": computed_by(steps, case)}
    told, facts = told_of(predictions), _facts(case)
    return CaseView(name, case.title, facts, runs, predictions, told, data)


def matched(run: RunResult) -> str:
    """Say how far a free run stays with the reference's own."""
    if run.mode != "free" or run.verdict != EQUAL:
        return "-"
    if run.matched_steps is None:
        return "all steps"
    return f"{run.matched_steps:,} steps, then drift: {run.drift}"


def _curves(runs: list[RunResult], mode: str) -> JsonObject:
    """Curves of all ports, what is equal or zero written once or not."""
    histories = {
        run.port: run.history
        for run in runs
        if run.mode == mode and run.history
    }
    if not histories:
        return {"ports": {}}
    longest = max(histories.values(), key=lambda one: len(one["bounds"]))
    return {
        "steps": longest["steps"],
        "bounds": longest["bounds"],
        "reference": _reference_losses(runs, longest),
        "ports": {
            port: {
                "losses": history["losses"],
                "errors": {
                    name: errors if any(errors) else 0
                    for name, errors in history["errors"].items()
                },
                "truth": {
                    name: known
                    for name, values in history.get("truth", {}).items()
                    if (known := _known(values))
                },
            }
            for port, history in histories.items()
        },
    }


def _reference_losses(
    runs: list[RunResult], history: JsonObject
) -> list[float | None]:
    """Losses of the reference, where no port draws them."""
    if any(run.is_own_code for run in runs):
        return []
    return list(history.get("reference_losses", []))


def _known(values: list[float | None]) -> list[tuple[int, float]]:
    """Place and value of what is there: most of it is not."""
    return [(n, v) for n, v in enumerate(values) if v is not None]


def _facts(case: TrainingCase) -> list[tuple[str, str]]:
    network, optimizer = case.network, case.optimizer
    n_features, n_samples = case.X.shape
    layers = " - ".join(map(str, network.layer_sizes))
    facts = [
        ("data", f"{n_samples} samples of {n_features} features"),
        ("network", f"{layers}; {', '.join(network.activations)}"),
        ("loss", f"{network.loss}, {network.reduction}"),
        ("optimizer", f"{optimizer.name}, rate {optimizer.learning_rate:g}"),
        ("steps", f"{case.steps:,}, batches of {case.batch_size}"),
        ("seed", str(case.seed)),
    ]
    if network.l2_penalty:
        facts.append(("L2 penalty", f"{network.l2_penalty:g}"))
    if network.keep_prob < 1:
        facts.append(("dropout", f"keeps {network.keep_prob:g}"))
    if optimizer.schedule != "constant":
        facts.append(("schedule", optimizer.schedule))
    source = case.fields.get("source")
    return facts + ([("source", source)] if source else [])


def _samples(case: TrainingCase) -> JsonObject:
    """Give points of a plane, or pictures if a sample is a square of them."""
    n_features, n_samples = case.X.shape
    if n_features == 2:
        some = np.arange(0, n_samples, max(1, n_samples // MOST_POINTS))
        corners = plane(case.X)[:, [0, -1]]  # 2 x 2
        return {
            "points": [[_short(v) for v in axis] for axis in case.X[:, some]],
            "labels": case.labels[some].astype(int).tolist(),
            "grid": GRID,
            "corners": [[_short(v) for v in axis] for axis in corners],
        }
    side = int(np.sqrt(n_features))
    if n_features < 16 or side * side != n_features:
        return {}
    _, first = np.unique(case.labels, return_index=True)
    images = case.X[:, first[:MOST_IMAGES]].T
    shades = np.rint(15 * images / max(images.max(), 1e-300)).astype(int)
    return {
        "side": side,
        "images": ["".join(f"{v:x}" for v in image) for image in shades],
        "labels": case.labels[first[:MOST_IMAGES]].astype(int).tolist(),
    }


def _short(value: float) -> float:
    return float(f"{value:.4g}")
