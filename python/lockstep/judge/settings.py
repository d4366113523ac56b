"""How all ports of a call are judged, and what nobody is asked again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..cases.load import TrainingCase
from ..cases.quick import quick
from ..console.progress import NO_PROGRESS, Progress
from ..errors import InputError
from ..ports.defaults import LONGEST, TIME_LIMIT
from ..ports.port import Facts
from .results import RunResult

Key = tuple[Path, str, str]  # the case's path, the port, the mode


@dataclass(frozen=True)
class Known:
    """Results that still hold.

    Attributes
    ----------
    runs : mapping of RunResult
    facts : mapping of dict
        Versions of ports and of the reference, by name.
    """

    runs: Mapping[Key, RunResult] = field(default_factory=dict)
    facts: Mapping[str, Facts] = field(default_factory=dict)

    def of(
        self, case: Path, port: str, modes: Iterable[str]
    ) -> list[RunResult]:
        """The results of a port on a case; none unless of every mode."""
        found = [self.runs.get((case, port, mode)) for mode in modes]
        return [run for run in found if run] if all(found) else []


NOTHING = Known()


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
