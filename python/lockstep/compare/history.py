"""How a run went, step by step, thinned out to be drawn."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from ..bounds.training import scale
from ..traces.trace import Trace
from ..truth.known import Certified
from .stretches import Stretches
from .truth import relative_errors

BINS = 32  # points of a curve; each is the worst of the steps it stands for


class History:
    """Errors and losses of a run, the worst of each stretch of steps.

    Parameters
    ----------
    n_steps : int
        Of the whole run.
    """

    def __init__(self, n_steps: int) -> None:
        edges = np.linspace(0, n_steps, min(BINS, n_steps) + 1)
        self._starts = np.unique(edges[:-1].astype(int))
        n_bins = len(self._starts)
        self._errors: defaultdict[str, np.ndarray] = defaultdict(
            lambda: np.full(n_bins, np.nan)
        )
        self._bounds: defaultdict[str, np.ndarray] = defaultdict(
            lambda: np.full(n_bins, np.nan)
        )
        self._truth: defaultdict[str, np.ndarray] = defaultdict(
            lambda: np.full(n_bins, np.nan)
        )
        self._losses = np.full(n_bins, np.nan)
        self._stretches = Stretches(n_steps)

    def record(
        self, expected: Trace, actual: Trace, bounds: Trace, first_step: int
    ) -> None:
        """Fold a chunk of steps in.

        Parameters
        ----------
        expected, actual, bounds : dict of ndarray
            The step is the first axis.  A quantity that is missing or has
            another shape is left out.
        first_step : int
        """
        for name, wanted in expected.items():
            got = actual.get(name)
            if got is None or got.shape[1:] != wanted.shape[1:]:
                continue
            n_steps = min(len(wanted), len(got))
            size = scale(wanted)[:n_steps]
            error = scale(got[:n_steps] - wanted[:n_steps])
            bound = scale(bounds[name])[:n_steps]
            with np.errstate(divide="ignore", invalid="ignore"):
                steps = np.arange(first_step, first_step + n_steps)
                self._fold(self._errors[name], error / size, steps)
                self._fold(self._bounds[name], bound / size, steps)
            self._stretches.record(
                name,
                wanted[:n_steps],
                got[:n_steps],
                bounds[name][:n_steps],
                first_step,
            )
            if name == "loss":
                self._keep_losses(got, first_step)

    def record_truth(
        self, known: Certified, actual: Trace, first_step: int
    ) -> None:
        """Fold in how far a chunk is from its certified values."""
        for name, value in known.items():
            got = actual[name][value.steps - first_step]
            self._fold(
                self._truth[name], relative_errors(value, got), value.steps
            )

    def _fold(
        self, kept: np.ndarray, new: np.ndarray, steps: np.ndarray
    ) -> None:
        rows = self._rows(steps)
        finite = np.where(np.isfinite(new), new, np.nan)
        np.fmax.at(kept, rows, finite)

    def _keep_losses(self, losses: np.ndarray, first: int) -> None:
        inside = (self._starts >= first) & (self._starts < first + len(losses))
        self._losses[inside] = losses[self._starts[inside] - first]

    def _rows(self, steps: np.ndarray) -> np.ndarray:
        return np.searchsorted(self._starts, steps, side="right") - 1

    def to_dict(self) -> dict[str, object]:
        """All curves as plain lists; None where nothing was recorded.

        Returns
        -------
        dict
            steps: first step of each stretch.  losses: the port's loss
            there.  errors, bounds: by quantity, the largest in the stretch,
            over the quantity's largest magnitude at the same step.  truth:
            the same against certified values, where there are any.
            stretches: the worst elements, see `Stretches`.
        """
        return {
            "steps": self._starts.tolist(),
            "losses": _plain(self._losses, 9),
            "errors": {n: _plain(a, 3) for n, a in self._errors.items()},
            "bounds": {n: _plain(a, 3) for n, a in self._bounds.items()},
            "truth": {n: _plain(a, 3) for n, a in self._truth.items()},
            "stretches": self._stretches.to_dict(),
        }


def _plain(values: np.ndarray, digits: int) -> list[float | None]:
    return [
        float(f"{value:.{digits}g}") if np.isfinite(value) else None
        for value in values
    ]
