"""Results as a table for pandas."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ..compare.findings import TruthDistance, WorstError
from ..extras import optional
from .results import RunResult

if TYPE_CHECKING:
    import pandas as pd

_SHARED_COLUMNS = (
    "case",
    "port",
    "mode",
    "verdict",
    "steps",
    "values",
    "seconds",
)


def results_frame(runs: Iterable[RunResult]) -> pd.DataFrame:
    """One row for each quantity of each run; see `Results.to_frame`."""
    rows = []
    for run in runs:
        shared = {name: getattr(run, name) for name in _SHARED_COLUMNS}
        worst = run.max_error or {"": WorstError()}
        rows += [
            {
                **shared,
                "quantity": name,
                **asdict(error),
                **_truth_columns(run.truth.get(name)),
            }
            for name, error in worst.items()
        ]
    return optional("pandas").DataFrame(rows)  # it loads slowly


def _truth_columns(distance: TruthDistance | None) -> dict[str, Any]:
    """Empty where nothing is certified."""
    if distance is None:
        return {"digits": None, "truth_ulp": None, "truth_step": None}
    return {
        "digits": distance.digits,
        "truth_ulp": distance.ulp,
        "truth_step": distance.step,
    }
