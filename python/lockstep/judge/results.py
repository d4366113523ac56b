"""What a run of the judge found, as plain data."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ..compare.findings import Divergence, TruthDistance, WorstError
from ..errors import InputError
from ..reference.growth import Growth

if TYPE_CHECKING:
    import pandas as pd

    from .history import History

EQUAL, DIVERGED, ERROR = "equal", "diverged", "error"
# Of ports that declare what they can: neither is ever a pass.
NOT_SUPPORTED, KNOWN_FAILURE = "not supported", "known failure"
SKIPPED = "skipped"  # files of the user are missing; counted apart


@dataclass
class RunResult:
    """One case on one port in one mode.

    Attributes
    ----------
    case, port, mode, verdict : str
    steps : int
        Steps that agree.
    values : int
        Numbers compared.
    seconds : float
        That the port itself took.
    message : str
        What parts, or why nothing could be run.
    max_error : dict of WorstError
        By quantity.
    divergence : Divergence or None
    command, explain : str
        What shows the result again, and its step as a table.
    judged_steps : int or None
        The step from which on a free run is shown and not judged.
    growth : Growth or None
        How the distance of a free run grew, if it parts or is not judged
        to its end.
    diagnosis : str
        Bug or rounding, in words.
    level : int or None
        Of the protocol, where a port's claims are validated.
    output : str
        The end of what the port printed, where it failed.
    """

    case: str
    port: str
    mode: str
    verdict: str = EQUAL
    steps: int = 0
    values: int = 0
    seconds: float = 0.0
    message: str = ""
    max_error: dict[str, WorstError] = field(default_factory=dict)
    divergence: Divergence | None = None
    command: str = ""
    explain: str = ""
    judged_steps: int | None = None
    truth: dict[str, TruthDistance] = field(default_factory=dict)
    growth: Growth | None = None
    diagnosis: str = ""
    level: int | None = None
    output: str = ""
    recorder: History | None = field(default=None, repr=False)
    history: dict[str, Any] = field(default_factory=dict)
    portrait: dict[str, Any] = field(default_factory=dict)
    explanation: dict[str, Any] = field(default_factory=dict)

    @property
    def worst(self) -> tuple[str, WorstError]:
        """The quantity that comes nearest to its bound, and its error."""
        errors = [(n, w) for n, w in self.max_error.items() if w.relative > 0]
        if not errors:
            return "", WorstError()
        return max(errors, key=lambda item: item[1].share)

    @property
    def headroom(self) -> float | None:
        """Bound over error where they are nearest; None if all is exact."""
        share = max((w.share for w in self.max_error.values()), default=0.0)
        return 1 / share if share else None

    def diverge(self, divergence: Divergence, message: str) -> None:
        """Record the first divergence."""
        self.verdict, self.message = DIVERGED, message
        self.divergence = divergence

    def fail(self, message: str) -> None:
        """Record that the port could not be run."""
        self.verdict, self.message = ERROR, message

    def skip(self, message: str) -> None:
        """Record that the case was not run, and what it needs."""
        self.verdict, self.message = SKIPPED, message

    def not_supported(self, message: str) -> None:
        """Record that the port does not declare what this needs."""
        self.verdict, self.message = NOT_SUPPORTED, message


def _plain(run: RunResult) -> dict[str, Any]:
    told = asdict(replace(run, recorder=None))
    del told["recorder"]
    return {**told, "headroom": run.headroom}


@dataclass
class Results:
    """All runs of one call of the judge."""

    lockstep: str
    fixtures: str
    environment: dict[str, Any]
    runs: list[RunResult]

    @property
    def verdict(self) -> str:
        """The worst verdict: diverged, then error, then equal.

        What was not judged counts only if nothing else is there, and is no
        pass even then.
        """
        verdicts = {run.verdict for run in self.runs}
        order = (DIVERGED, ERROR, EQUAL, KNOWN_FAILURE, NOT_SUPPORTED)
        return next((v for v in order if v in verdicts), ERROR)

    def to_dict(self) -> dict[str, Any]:
        """Everything, ready for JSON."""
        return {
            "lockstep": self.lockstep,
            "fixtures": self.fixtures,
            "verdict": self.verdict,
            "environment": self.environment,
            "runs": [_plain(run) for run in self.runs],
        }

    def to_frame(self) -> pd.DataFrame:
        """One row for each quantity of each run.

        Returns
        -------
        DataFrame
            Columns case, port, mode, verdict, steps, values, seconds,
            quantity, relative, ulp, share, step; then the distance from
            certified values: digits, truth_ulp, truth_step.

        Raises
        ------
        InputError
            If pandas is not installed.
        """
        from .frame import results_frame

        return results_frame(self.runs)


def merged(parts: list[Results]) -> Results:
    """Put results of several calls together; the first names the machine.

    Parameters
    ----------
    parts : list of Results
        At least one.

    Returns
    -------
    Results

    Raises
    ------
    InputError
        If they are of different versions of the fixtures.
    """
    first = parts[0]
    if len({part.fixtures for part in parts}) > 1:
        raise InputError("results of different versions of the fixtures")
    ports: dict[str, Any] = {}
    for part in parts:
        ports |= part.environment.get("ports", {})
    runs = [run for part in parts for run in part.runs]
    environment = {**first.environment, "ports": ports}
    return Results(first.lockstep, first.fixtures, environment, runs)
