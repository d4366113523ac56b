"""How all ports of a call are judged."""

from __future__ import annotations

from dataclasses import dataclass

from ..cases.load import TrainingCase
from ..cases.quick import quick
from ..console.progress import NO_PROGRESS, Progress
from ..errors import InputError
from ..ports.defaults import LONGEST, TIME_LIMIT
from .known import NOTHING, Known


@dataclass(frozen=True)
class Settings:
    """The options of a call, for all of its ports.

    Attributes
    ----------
    time_limit : float
        Seconds that a port may take for one chunk of steps.
    steps : int or None
        Stop each training case after this many steps.
    full, detail, certified, strict, quick : bool
        As for `run`.
    progress : Progress
    known : Known
        What is not to be asked again.
    """

    time_limit: float = TIME_LIMIT
    steps: int | None = None
    full: bool = False
    detail: bool = False
    certified: bool = True
    strict: bool = False
    progress: Progress = NO_PROGRESS
    known: Known = NOTHING
    quick: bool = False

    def check(self) -> None:
        """Refuse numbers that make no sense.

        Raises
        ------
        InputError
            Names the option.
        """
        steps, limit = self.steps, self.time_limit
        if self.quick and (steps is not None or self.full):
            raise InputError(
                "--quick chooses the steps of each case: leave out --steps "
                "and --full"
            )
        if steps is not None and not steps >= 1:
            raise InputError(f"--steps must be at least 1, got {steps}")
        if not 0 < limit <= LONGEST:
            raise InputError(
                f"--time-limit must be above 0 and at most {LONGEST:,}, got "
                f"{limit:g}"
            )

    def steps_of(self, case: TrainingCase) -> int:
        """How many steps of a case are judged."""
        if self.quick:
            return min(case.steps, quick().steps[case.id])
        planned = case.full_steps if self.full else case.steps
        return min(planned, self.steps or planned)
