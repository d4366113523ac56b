"""A paragraph for each case that a port does not pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text

from ...judge import EQUAL, ERROR, NOT_SUPPORTED, SKIPPED
from ...judge.results import RunResult
from ..table import STYLES

PRINTED = 5  # lines of a failed port's output
LEFT_OUT = "..."
NAMED = 3  # cases that end alike


class Failure(NamedTuple):
    """What a port fails on a case.

    Attributes
    ----------
    run : RunResult
        The one that tells most.
    others : list of RunResult
        That fail as well.
    alike : list of str
        Other cases in which the port ends in the same way.
    """

    run: RunResult
    others: list[RunResult]
    alike: list[str]


def blocks(runs: Iterable[RunResult]) -> Iterator[RenderableType]:
    """A paragraph a case; one for all in which a port ends alike."""
    told: dict[tuple[str, ...], Failure] = {}
    for number, (run, others) in enumerate(most_telling(runs)):
        way = _way_to_end(run) if run.verdict == ERROR else (str(number),)
        first = told.setdefault(way, Failure(run, others, []))
        if first.run is not run:
            first.alike.append(run.case)
    return map(_explain, told.values())


def _way_to_end(run: RunResult) -> tuple[str, ...]:
    """What a port's end has in common with those on other cases."""
    said = (run.message, run.output)
    ways = (re.sub(r"\d+", "", text.replace(run.case, "")) for text in said)
    return (run.port, run.mode, *ways)


def most_telling(
    runs: Iterable[RunResult],
) -> list[tuple[RunResult, list[RunResult]]]:
    """Of all that failed of a port on a case, the run that tells most.

    A wrong input comes first, for it explains the rest; then the level that
    diverges at the earliest step, for a later one may follow from it; of
    several the highest, for it names the operation; then what is no number.

    Returns
    -------
    list of (RunResult, list of RunResult)
        Each with the others that failed.
    """
    failed: dict[tuple[str, str], list[RunResult]] = {}
    for run in runs:
        if run.verdict not in (EQUAL, SKIPPED, NOT_SUPPORTED):
            failed.setdefault((run.case, run.port), []).append(run)
    found = []
    for group in failed.values():
        first = max(group, key=_tells)
        found.append((first, [run for run in group if run is not first]))
    return found


def _tells(run: RunResult) -> tuple[bool, bool, int, int]:
    place = run.divergence
    earlier = -place.step if place is not None else 0
    return (run.mode == "echo", place is not None, earlier, run.level or 0)


def _explain(failure: Failure) -> RenderableType:
    run, others, alike = failure
    head = Text.assemble(
        "\n",
        (run.verdict, STYLES[run.verdict]),
        f": {run.case}, {run.port}, {run.mode}",
    )
    lines: list[RenderableType] = [head, Text(f"  {run.message}")]
    place = run.divergence
    if place is not None:
        for cause in place.causes:
            lines.append(
                Text(f"  known mistake: {cause.words}; right: {cause.cure}")
            )
        lines += [Text(f"  hint: {hint}") for hint in place.hints]
        before = f"all {place.step} steps before it" if place.step else ""
        same = ", ".join(place.agreed)
        agreed = "; ".join(filter(None, [before, same]))
        lines.append(Text(f"  agreed before: {agreed or 'nothing'}"))
        if place.also_wrong:
            wrong = ", ".join(place.also_wrong)
            lines.append(Text(f"  also wrong at this step: {wrong}"))
    if run.source:
        lines.append(Text(f"  your code: {run.source}"))
    if run.diagnosis:
        lines.append(Text(f"  what it means: {run.diagnosis}"))
    printed = _printed(run)
    if printed:
        lines.append(Text("  what it printed:"))
        lines += [Text(f"    {line[:200]}") for line in printed]
    if others:
        told = ", ".join(_where(other) for other in others)
        lines.append(Text(f"  fails as well: {told}"))
    if alike:
        more = len(alike) - NAMED
        rest = f" and {more} more" if more > 0 else ""
        lines.append(Text(f"  the same: {', '.join(alike[:NAMED])}{rest}"))
    lines.append(Text(f"  see it again: {run.command}"))
    if run.explain:
        lines.append(Text(f"  look closer: {run.explain}"))
    return Group(*lines)


def _printed(run: RunResult) -> list[str]:
    """The first line of a port's output and the last ones.

    Nothing if the message has all of it.
    """
    lines = [line.rstrip() for line in run.output.strip().splitlines()]
    if len(lines) == 1 and lines[0][:200] in run.message:
        return []
    if len(lines) <= PRINTED:
        return lines
    return [lines[0], LEFT_OUT, *lines[1 - PRINTED :]]


def _where(run: RunResult) -> str:
    return run.mode if run.level is None else f"level {run.level}"
