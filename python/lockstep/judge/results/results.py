"""What a run of the judge found, as plain data; the one place that makes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING

from ...compare.findings import (
    Cause,
    Comparison,
    Divergence,
    TruthDistance,
    WorstError,
)
from ...errors.libraries import optional
from ...files.plain_text import printable
from ...files.strict_json import JsonObject
from ...reference.growth import Growth
from .. import DIVERGED, EQUAL, ERROR, KNOWN_FAILURE, NOT_SUPPORTED
from .tables import as_html, frame_rows

if TYPE_CHECKING:
    import pandas as pd

FORMAT = 1  # of the JSON: fixtures/schema/results.schema.json


@dataclass(frozen=True)
class Outcome:
    """What was found of a port on a case in one mode.

    Attributes
    ----------
    seen : Comparison
    steps : int
        Steps that were judged.
    seconds : float
        That the port itself took.
    failure : str
        Why the port could not be run to its end, if so.
    note : str
        What is to be said of a run that is equal.
    matched_steps, drift, unexplained, growth
        Where and why a free run leaves the reference's own, and the first
        place that rounding does not explain.
    diagnosis : str
        Bug or rounding, in words.
    output : str
        The end of what the port printed, where it failed.
    history, predictions : dict
        Curves, and what the trained network predicts; for reports.
    """

    seen: Comparison = field(default_factory=Comparison)
    steps: int = 0
    seconds: float = 0.0
    failure: str = ""
    note: str = ""
    matched_steps: int | None = None
    drift: str = ""
    unexplained: Divergence | None = None
    growth: Growth | None = None
    diagnosis: str = ""
    output: str = ""
    history: JsonObject = field(default_factory=dict)
    predictions: JsonObject = field(default_factory=dict)

    @property
    def agrees(self) -> bool:
        """Whether nothing diverged or failed."""
        return self.seen.agrees and not self.failure


@dataclass(frozen=True)
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
        What diverges, why nothing could be run, or how a run drifts.
    max_error : mapping of WorstError
        By quantity.
    divergence : Divergence or None
    source : str
        File and line of the port that compute what diverges, `port.js:41`,
        if its port.json names them.
    command, explain : str
        What shows the result again, and its step as a table.
    matched_steps : int or None
        Steps that a free run stays with the reference's own run, as far as
        rounding lets it; None if all, or if it is no free run.
    drift : {"", "explained", "unexplained", "systematic"}
        Whether rounding explains that it leaves the reference's own run.
    truth : mapping of TruthDistance
        By quantity, where certified values are known.
    growth : Growth or None
        How the distance of a free run that drifts grew.
    diagnosis : str
        Bug or rounding, in words.
    level : int or None
        Of the protocol, where a port's claims are validated.
    output : str
        The end of what the port printed, where it failed.
    failure : str
        Why the port could not be run to its end, if so.
    of_steps : int
        Steps that the case has.
    is_fixture : bool
    has_lost_truth : bool
        The fixture was edited: its certified values are not its own any more.
    is_own_code : bool
        The port is the reference's own code: what it agrees with is itself.
    is_earlier : bool
        It was found by an earlier run and still holds.
    history, predictions, explanation : dict
        For reports.
    """

    case: str
    port: str
    mode: str
    verdict: str = EQUAL
    steps: int = 0
    values: int = 0
    seconds: float = 0.0
    message: str = ""
    max_error: Mapping[str, WorstError] = field(default_factory=dict)
    divergence: Divergence | None = None
    source: str = ""
    command: str = ""
    explain: str = ""
    matched_steps: int | None = None
    drift: str = ""
    truth: Mapping[str, TruthDistance] = field(default_factory=dict)
    growth: Growth | None = None
    diagnosis: str = ""
    level: int | None = None
    output: str = ""
    failure: str = ""
    of_steps: int = 1
    is_fixture: bool = False
    has_lost_truth: bool = False
    is_own_code: bool = False
    is_earlier: bool = False
    history: JsonObject = field(default_factory=dict)
    predictions: JsonObject = field(default_factory=dict)
    explanation: JsonObject = field(default_factory=dict)

    @property
    def worst(self) -> tuple[str, WorstError]:
        """The quantity that comes nearest to its bound, and its error."""
        errors = self.max_error.items()
        worst = max(errors, key=lambda item: item[1].fraction, default=None)
        if worst is None or not worst[1].fraction:
            return "", WorstError()
        return worst

    @property
    def causes(self) -> list[Cause]:
        """Known mistakes, each of which explains where the port diverges."""
        return self.divergence.causes if self.divergence else []

    @property
    def headroom(self) -> float | None:
        """Bound over error where they are nearest; None if all is exact."""
        fraction = self.worst[1].fraction
        return 1 / fraction if fraction else None

    def with_outcome(self, outcome: Outcome, strict: bool = False) -> RunResult:
        """What was found of a port, as a result: the one fold.

        A divergence comes before a failure; both are told.

        Parameters
        ----------
        outcome : Outcome
        strict : bool
            Whether a drift that rounding does not explain is a divergence.
        """
        seen, steps = outcome.seen, outcome.steps
        verdict, message = EQUAL, outcome.note
        if strict and seen.divergence is None:
            seen = replace(seen, divergence=outcome.unexplained)
        if seen.divergence is not None:
            verdict, steps = DIVERGED, seen.divergence.step
            message = message or seen.divergence.message
            if outcome.failure:
                message += f"; and the port ended badly: {outcome.failure}"
        elif outcome.failure:
            verdict, message = ERROR, outcome.failure
        return replace(
            self,
            verdict=verdict,
            steps=steps,
            values=seen.values,
            seconds=outcome.seconds,
            message=printable(message),
            max_error=seen.errors,
            divergence=seen.divergence,
            matched_steps=outcome.matched_steps,
            drift=outcome.drift,
            truth=seen.truth,
            growth=outcome.growth,
            diagnosis=outcome.diagnosis,
            output=printable(outcome.output),
            failure=printable(outcome.failure),
            history=outcome.history,
            predictions=outcome.predictions,
        )

    def with_verdict(self, verdict: str, message: str) -> RunResult:
        """Another verdict, and why."""
        return replace(self, verdict=verdict, message=message)

    def with_explanation(self, explanation: JsonObject) -> RunResult:
        """The step of the divergence, explained."""
        return replace(self, explanation=explanation)


@dataclass
class Results:
    """All runs of one call of the judge, and whether it came to its end."""

    lockstep: str
    fixtures: str
    environment: JsonObject
    runs: list[RunResult]
    is_complete: bool = True

    @property
    def verdict(self) -> str:
        """The worst verdict: diverged, then error, then equal.

        What was not judged counts only if nothing else is there, and is no
        pass even then.  A call that did not come to its end is no pass.
        """
        early = set() if self.is_complete else {ERROR}
        verdicts = {run.verdict for run in self.runs} | early
        order = (DIVERGED, ERROR, EQUAL, KNOWN_FAILURE, NOT_SUPPORTED)
        return next((v for v in order if v in verdicts), ERROR)

    @property
    def values(self) -> int:
        """Numbers compared with another implementation's."""
        return sum(run.values for run in self.runs if not run.is_own_code)

    @property
    def own_values(self) -> int:
        """Numbers of the reference's own code, which count for nothing."""
        return sum(run.values for run in self.runs if run.is_own_code)

    def to_dict(self) -> JsonObject:
        """Everything, ready for JSON."""
        return {
            "lockstep": self.lockstep,
            "format": FORMAT,
            "fixtures": self.fixtures,
            "verdict": self.verdict,
            "is_complete": self.is_complete,
            "environment": self.environment,
            "runs": [{**asdict(r), "headroom": r.headroom} for r in self.runs],
        }

    def to_frame(self) -> pd.DataFrame:
        """One row for each quantity of each run.

        Returns
        -------
        DataFrame
            Columns case, port, mode, verdict, steps, values, seconds,
            quantity, relative, ulp, fraction, step; then the distance from
            certified values: digits, element_digits, truth_ulp, truth_step.

        Raises
        ------
        InputError
            If pandas is not installed.
        """
        rows = [row for run in self.runs for row in frame_rows(run)]
        return optional("pandas").DataFrame(rows)  # it loads slowly

    def _repr_html_(self) -> str:
        """What a notebook shows: the verdict, and a row a run."""
        return as_html(self)
