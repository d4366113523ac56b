"""How far rounding alone can carry a free run: the envelope E(t).

The reference trains several times more, and each of its operations is moved
by what it may round, up or down at random.  E(t) is the running maximum,
over these runs and all steps up to t, of the largest difference of a
quantity, relative to the quantity's largest magnitude.  Since it only ever
rises, it is kept as the steps at which it rises.
"""

from __future__ import annotations

import csv
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from ..bounds.training import N_RUNS, scale
from ..cases.load import TrainingCase
from ..files.paths import fixtures_root
from ..traces.trace import Trace
from ..truth.stored import fingerprint

Row = tuple[str, int, float]  # quantity, step, value


def distance(expected: Trace, actual: Trace) -> Trace:
    """Largest difference at each step, relative to the largest value."""
    return {
        name: _ratio(scale(actual[name] - value), scale(value))
        for name, value in expected.items()
    }


def _ratio(difference: np.ndarray, size: np.ndarray) -> np.ndarray:
    with np.errstate(all="ignore"):
        ratio = difference / size
    # NaN is 0/0, equal zeros, or a run that has left the finite numbers.
    return np.where(difference == 0, 0.0, np.where(ratio >= 0, ratio, np.inf))


class Envelope:
    """E(t) of every quantity of a case, as the steps at which it rises.

    Parameters
    ----------
    rows : iterable of tuple
        Quantity, step and value of each rise; steps rise, too.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = list(rows)
        pairs = defaultdict(list)
        for name, step, value in self.rows:
            pairs[name].append((step, value))
        self._rises = {name: np.array(two).T for name, two in pairs.items()}

    def at(self, first_step: int, n_steps: int) -> Trace:
        """E(t) of each quantity for a chunk of steps."""
        steps = np.arange(first_step, first_step + n_steps)
        return {
            name: values[np.searchsorted(rises, steps, side="right") - 1]
            for name, (rises, values) in self._rises.items()
        }

    @classmethod
    def of_distances(cls, distances: Trace) -> Envelope:
        """Keep the rises of a running maximum, rounded up to 2 digits."""
        return cls(
            (name, step, value)
            for name, values in distances.items()
            for step, value in _rises(values)
        )


def _rises(values: np.ndarray) -> Iterator[tuple[int, float]]:
    level = -1.0
    for step, value in enumerate(np.maximum.accumulate(values)):
        if value > level:
            level = _rounded_up(float(value))
            yield step, level


def _rounded_up(value: float) -> float:
    """The next larger number of two decimal digits."""
    if value == 0 or not math.isfinite(value):
        return value
    digits = 10.0 ** (math.floor(math.log10(value)) - 1)
    return max(value, float(f"{math.ceil(value / digits) * digits:.1e}"))


def belongs_to(case: TrainingCase) -> dict[str, str | int]:
    """What an envelope belongs to: another one is measured anew."""
    return {"fingerprint": fingerprint(case), "runs": N_RUNS}


def stored_envelope(case: TrainingCase, steps: int) -> Envelope | None:
    """Find a case's envelope among the fixtures, if it covers `steps`."""
    file = envelope_file(case)
    provenance = file.with_suffix(".json")
    if not file.is_file() or not provenance.is_file():
        return None
    facts = json.loads(provenance.read_text())
    if facts["steps"] < steps or facts != {**facts, **belongs_to(case)}:
        return None
    with file.open(encoding="utf-8", newline="") as lines:
        _, *rows = csv.reader(lines)
    return Envelope((name, int(step), float(v)) for name, step, v in rows)


def envelope_file(case: TrainingCase) -> Path:
    """Where a case's envelope is kept."""
    return fixtures_root() / "envelopes" / f"{case.id}.csv"
