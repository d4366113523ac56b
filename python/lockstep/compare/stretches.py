"""The worst element of every quantity, stretch by stretch of a run."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..traces.distance import WorstElement, nearness, worst_element

STRETCHES = 48  # of a run; each step of a shorter one stands for itself


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
                name: [_plain(one) for one in worst]
                for name, worst in self._worst.items()
            },
        }


def _rows(values: np.ndarray) -> np.ndarray:
    return values.reshape(len(values), -1)


def _plain(worst: _Worst | None) -> list[object] | None:
    if worst is None:
        return None
    one = worst.element
    bound, ulp = (float(f"{value:.3g}") for value in (one.bound, one.ulp))
    return [
        *(worst.step, one.index, one.expected, one.actual),
        *(bound, ulp, one.is_within),
    ]
