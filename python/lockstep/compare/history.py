"""How a run went, step by step, thinned out to be drawn."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import numpy as np

from ..bounds.training import scale
from ..traces.distance import WorstElement, nearness, worst_element
from ..traces.trace import Trace
from ..truth.known import Certified
from .truth import relative_errors

STRETCHES = 48  # of a run; each step of a shorter one stands for itself
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
        self._reference_losses = np.full(n_bins, np.nan)
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
                self._keep(self._losses, got, first_step)
                self._keep(self._reference_losses, wanted, first_step)

    def record_truth(
        self, known: Certified, actual: Trace, first_step: int
    ) -> None:
        """Fold in how far a chunk is from its certified values, as `record`."""
        for name, value in known.items():
            got = actual.get(name)
            if got is None or got.shape[1:] != value.hi.shape[1:]:
                continue
            errors = relative_errors(value, got[value.steps - first_step])
            self._fold(self._truth[name], errors, value.steps)

    def _fold(
        self, kept: np.ndarray, new: np.ndarray, steps: np.ndarray
    ) -> None:
        rows = self._rows(steps)
        finite = np.where(np.isfinite(new), new, np.nan)
        np.fmax.at(kept, rows, finite)

    def _keep(self, kept: np.ndarray, losses: np.ndarray, first: int) -> None:
        inside = (self._starts >= first) & (self._starts < first + len(losses))
        kept[inside] = losses[self._starts[inside] - first]

    def _rows(self, steps: np.ndarray) -> np.ndarray:
        return np.searchsorted(self._starts, steps, side="right") - 1

    def to_dict(self) -> dict[str, object]:
        """All curves as plain lists; None where nothing was recorded.

        Returns
        -------
        dict
            steps: first step of each stretch.  losses, reference_losses:
            the port's loss there, and the reference's.  errors, bounds: by
            quantity, the largest in the stretch, over the quantity's largest
            magnitude at the same step.  truth: the same against certified
            values, where there are any.
            stretches: the worst elements, see `Stretches`.
        """
        return {
            "steps": self._starts.tolist(),
            "losses": _plain(self._losses, 9),
            "reference_losses": _plain(self._reference_losses, 9),
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


class _Worst(NamedTuple):
    """The worst element of a stretch, and its step."""

    nearness: float
    step: int
    element: WorstElement


class Stretches:
    """For each quantity: where bits first differ, and its worst elements.

    Parameters
    ----------
    n_steps : int
        Of the whole run.
    """

    def __init__(self, n_steps: int) -> None:
        edges = np.linspace(0, n_steps, min(STRETCHES, n_steps) + 1)
        self._starts = np.unique(edges[:-1].astype(int))
        self._worst: dict[str, list[_Worst | None]] = {}
        self._first_bit: dict[str, int] = {}
        self._n_seen = 0

    def record(
        self,
        name: str,
        expected: np.ndarray,
        actual: np.ndarray,
        bound: np.ndarray,
        first_step: int,
    ) -> None:
        """Fold in the next steps of a quantity; the step is the first axis."""
        n_steps = len(expected)
        self._n_seen = max(self._n_seen, first_step + n_steps)
        worst = self._worst.setdefault(name, [None] * len(self._starts))
        differs = _rows(
            (actual != expected) | (np.signbit(actual) != np.signbit(expected))
        ).any(axis=1)
        if not differs.any():
            return
        self._first_bit.setdefault(name, first_step + int(differs.argmax()))
        near = np.where(
            differs, _rows(nearness(expected, actual, bound)).max(axis=1), -1.0
        )
        steps = first_step + np.arange(n_steps)
        of = np.searchsorted(self._starts, steps, side="right") - 1
        for stretch in np.unique(of[differs]):
            row = int(np.where(of == stretch, near, -1.0).argmax())
            before = worst[stretch]
            if before is not None and not near[row] > before.nearness:
                continue
            element = worst_element(expected[row], actual[row], bound[row])
            worst[stretch] = _Worst(float(near[row]), int(steps[row]), element)

    def to_dict(self) -> dict[str, object]:
        """Everything as plain lists.

        Returns
        -------
        dict
            starts: first step of each stretch.  steps: how many were seen.
            first_bit: by quantity, the first step at which a bit differs.
            worst: by quantity, for each stretch the step, index, expected
            and actual number, bound, error in ULP of its worst element, and
            whether it is within the bound; None where all bits are equal.
        """
        return {
            "starts": self._starts.tolist(),
            "steps": self._n_seen,
            "first_bit": dict(self._first_bit),
            "worst": {
                name: [_plain_worst(one) for one in worst]
                for name, worst in self._worst.items()
            },
        }


def _rows(values: np.ndarray) -> np.ndarray:
    return values.reshape(len(values), -1)


def _plain_worst(worst: _Worst | None) -> list[object] | None:
    if worst is None:
        return None
    one = worst.element
    bound, ulp = (float(f"{value:.3g}") for value in (one.bound, one.ulp))
    return [
        *(worst.step, one.index, one.expected, one.actual),
        *(bound, ulp, one.is_within),
    ]
