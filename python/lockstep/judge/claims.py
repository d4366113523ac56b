"""What a port is asked of a case, and what its description claims of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..cases.find import list_cases
from ..cases.load import Case, OperationCase, TrainingCase
from ..cases.schema import suggestion
from ..errors import InputError
from ..ports.description import KnownFailure, PortDescription, undeclared
from ..traces.quantities import (
    ECHO,
    EVERYTHING,
    GRADIENTS,
    LEVELS,
    TRAINED,
    Quantity,
)
from . import DIVERGED, EQUAL, ERROR, KNOWN_FAILURE
from .results import RunResult

READ_CASE = "read_case"  # the operation that reads a case's inputs
NEEDED = {
    "operation": ECHO,
    "echo": ECHO,
    "free": TRAINED,
    "replay": EVERYTHING,
}
PASSES = "port.json lists this as a known failure, but it passes: take it out"


class Question(NamedTuple):
    """What a port is asked of a case.

    Attributes
    ----------
    mode : {"operation", "echo", "free", "replay"}
    level : int or None
        Of the protocol, if its quantities are judged by themselves; None if
        all that the port shows is judged at once.
    """

    mode: str
    level: int | None = None

    @property
    def needed_level(self) -> int:
        """Lowest level of a port that can answer."""
        return NEEDED[self.mode] if self.level is None else self.level


def questions_of_levels(top: int) -> tuple[Question, ...]:
    """What is asked to judge levels 0 to one of them."""
    modes = ("echo", "free", "free", "replay")
    return tuple(Question(modes[level], level) for level in LEVELS[: top + 1])


class Claims:
    """What a port claims; one without a description claims everything.

    Parameters
    ----------
    port : PortDescription or None
    """

    def __init__(self, port: PortDescription | None) -> None:
        self._port = port

    @property
    def level(self) -> int:
        """Up to which the port shows its quantities."""
        return EVERYTHING if self._port is None else self._port.level

    def has_operation(self, name: str) -> bool:
        """Whether the port declares an operation."""
        return self._port is None or name in self._port.operations

    def unsupported(self, case: Case, question: Question) -> str:
        """What is asked and not declared, in words; nothing if all is."""
        if isinstance(case, OperationCase):
            known = self.has_operation(case.operation)
            return "" if known else f"operation {case.operation}"
        if question.needed_level == ECHO or not isinstance(case, TrainingCase):
            return ""
        lacking = ", ".join(undeclared(self._port, case))
        too_high = question.needed_level > self.level
        return lacking or (f"level {question.needed_level}" * too_high)

    def settled(self, question: Question, result: RunResult) -> RunResult:
        """Hold a result against the known failures of port.json.

        A port that crashes, hangs or breaks the protocol has no result that
        could be known to be wrong.
        """
        known = self._known_failure(question, result)
        if known is None or result.failure:
            return result
        if result.verdict == DIVERGED:
            where = f" ({known.link})" if known.link else ""
            message = f"{known.reason}{where}; {result.message}"
            return result.with_verdict(KNOWN_FAILURE, message)
        if result.verdict == EQUAL:
            return result.with_verdict(ERROR, f"{PASSES} of known_failures")
        return result

    def _known_failure(
        self, question: Question, result: RunResult
    ) -> KnownFailure | None:
        if self._port is None:
            return None
        levels = _levels_of(question, result)
        known = [self._port.known_failure(result.case, n) for n in levels]
        return next(filter(None, known), None)

    def check_known_failures(self, cases: Iterable[Case]) -> None:
        """Refuse known failures of cases that do not exist.

        Raises
        ------
        InputError
            Names the first, and the nearest case that exists.
        """
        if self._port is None or not self._port.known_failures:
            return
        known = {c.id for c in cases} | {c.id for c in list_cases()}
        for failure in self._port.known_failures:
            if failure.case not in known:
                asked = suggestion(failure.case, known)
                raise InputError(
                    f"{self._port.file}: known_failures: no case "
                    f"'{failure.case}'{asked}"
                )


def _levels_of(question: Question, result: RunResult) -> tuple[int, ...]:
    """Levels that a result shows to fail, or all that it shows to pass."""
    place = result.divergence
    if question.level is not None:
        return (question.level,)
    if question.mode == "operation":
        return (ECHO,)
    if place is None:
        return (ECHO, TRAINED, GRADIENTS) if question.mode == "free" else ()
    if place.operation == READ_CASE:
        return (ECHO,)
    if question.mode == "replay":
        return (EVERYTHING,)
    return (Quantity.parse(place.quantity).level,)
