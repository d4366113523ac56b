"""Find the step up to which free runs of a case can be compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

import numpy as np

from ..bounds.training import ENVELOPE_FACTOR, HORIZON
from ..cases.load import TrainingCase
from ..ports.defaults import TIME_LIMIT
from .growth import Growth, fitted
from .port import open_reference
from .run import ReferenceRun


@dataclass(frozen=True)
class Horizon:
    """How far free runs of a case are comparable.

    Attributes
    ----------
    case : str
    steps : int
        Steps that were run.
    comparable_steps : int
        Before this step every quantity of every step can be judged.
    declared_steps : int or None
        What the case says of itself.
    quantities : dict of int
        The same for each quantity.
    growth : Growth or None
        Of the distance to runs that were disturbed at each step.
    """

    case: str
    steps: int
    comparable_steps: int
    declared_steps: int | None
    quantities: dict[str, int]
    growth: Growth | None

    @property
    def is_declared_too_far(self) -> bool:
        """Whether the case promises more than its problem allows."""
        declared = self.declared_steps
        return declared is not None and declared > self.comparable_steps

    def to_dict(self) -> dict[str, object]:
        """Everything, ready for JSON."""
        return asdict(self)


def find_horizon(
    case: TrainingCase,
    steps: int | None = None,
    progress: Callable[[int], None] = lambda done: None,
) -> Horizon:
    """Disturb the reference at each step, and compare.

    Parameters
    ----------
    case : TrainingCase
    steps : int, optional
        All steps of the case by default.
    progress : callable
        Told the number of done steps.

    Raises
    ------
    InputError
        If the reference cannot run the case.
    """
    limit = min(case.steps, steps or case.steps)
    with open_reference(TIME_LIMIT) as port:
        port.open_case(case)
        run = ReferenceRun(port, case, limit, measure=True, progress=progress)
        distances = run.measured().distances()
    quantities = {n: comparable(d) for n, d in distances.items()}
    first = min(quantities.values())
    largest = np.max(list(distances.values()), axis=0)
    return Horizon(
        case.id,
        limit,
        first,
        case.fields.get("comparable_steps"),
        quantities,
        fitted([largest], min(first, limit - 1)),
    )


def comparable(distances: np.ndarray) -> int:
    """Steps before the envelope of these distances passes the horizon."""
    growth = ENVELOPE_FACTOR * np.maximum.accumulate(distances)
    beyond = ~(growth <= HORIZON)
    return int(np.argmax(beyond)) if beyond.any() else len(distances)
