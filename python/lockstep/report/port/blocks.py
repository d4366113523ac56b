"""A paragraph for each case that a port does not pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from ...compare.findings import Divergence
from ...judge import EQUAL, NOT_SUPPORTED, SKIPPED
from ...judge.results import RunResult
from ..table import STYLES

PRINTED = 5  # lines of a failed port's output
LEFT_OUT = "..."
NUMBER = re.compile(r"\d+(\.\d+)?(e[-+]\d+)?")
INDENT = (0, 0, 0, 2)
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
        Other cases in which the port fails in the same way.
    """

    run: RunResult
    others: list[RunResult]
    alike: list[str]


def blocks(runs: Iterable[RunResult]) -> Iterator[RenderableType]:
    """A paragraph a case; one for all in which a port fails alike."""
    told: dict[tuple[str, ...], Failure] = {}
    for number, (run, others) in enumerate(most_telling(runs)):
        way = (run.port, *(_way_to_fail(run) or [str(number)]))
        first = told.setdefault(way, Failure(run, others, []))
        if first.run is not run:
            first.alike.append(run.case)
    return map(_explain, told.values())


def _way_to_fail(run: RunResult) -> list[str]:
    """What a failure has in common with those on other cases.

    The known mistakes, the operation, or the words in which it ends; empty
    if nothing tells.
    """
    place = run.divergence
    if place is not None and place.causes:
        return [run.verdict, *(cause.id for cause in place.causes)]
    if place is not None and place.expected is not None:
        if not place.operation:
            return []
        said = [run.verdict, place.operation, *place.hints]
    else:
        said = [run.mode, run.message, run.output]
    return [NUMBER.sub("", text.replace(run.case, "")) for text in said]


def _alike(run: RunResult) -> str:
    """In what other cases are like a run."""
    place = run.divergence
    is_numbers = place is not None and place.expected is not None
    is_known = place is not None and bool(place.causes)
    return "the same operation" if is_numbers and not is_known else "the same"


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
        if has_failed(run):
            failed.setdefault((run.case, run.port), []).append(run)
    found = []
    for group in failed.values():
        first = max(group, key=_tells)
        found.append((first, [run for run in group if run is not first]))
    return found


def has_failed(run: RunResult) -> bool:
    """Whether a run is told, be its failure known or not."""
    return run.verdict not in (EQUAL, SKIPPED, NOT_SUPPORTED)


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
    lines = [run.message, *_of_place(run.divergence)]
    if run.source:
        lines.append(f"your code: {run.source}")
    if run.diagnosis:
        lines.append(f"what it means: {run.diagnosis}")
    printed = _printed(run)
    if printed:
        lines.append("what it printed:")
        lines += [f"  {line[:200]}" for line in printed]
    if others:
        told = ", ".join(_where(other) for other in others)
        lines.append(f"fails as well: {told}")
    if alike:
        more = len(alike) - NAMED
        rest = f" and {more} more" if more > 0 else ""
        lines.append(f"{_alike(run)}: {', '.join(alike[:NAMED])}{rest}")
    commands = {"see it again": run.command, "look closer": run.explain}
    return Group(
        head,
        *(Padding(Text(line), INDENT, expand=False) for line in lines),
        *(_copied(f"  {to}: {line}") for to, line in commands.items() if line),
    )


def _of_place(place: Divergence | None) -> Iterator[str]:
    """What is known of a divergence."""
    if place is None:
        return
    for cause in place.causes:
        yield f"known mistake: {cause.words}; right: {cause.cure}"
    yield from (f"hint: {hint}" for hint in place.hints)
    steps, same = _steps_before(place.step), ", ".join(place.agreed)
    agreed = "; ".join(filter(None, [steps, same]))
    yield f"agreed before: {agreed or 'nothing'}"
    if place.also_wrong:
        yield f"also wrong at this step: {', '.join(place.also_wrong)}"


def _copied(line: str) -> Text:
    """A line that the terminal wraps itself, to be copied."""
    return Text(line, no_wrap=True, overflow="ignore")


def _steps_before(step: int) -> str:
    if step == 0:
        return ""
    return "step 0" if step == 1 else f"all {step} steps before it"


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
