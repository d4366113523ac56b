"""Results as a page of Markdown, for the summary that CI shows."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ...cases.quick import quick_words
from ...errors import JudgeError
from ...judge import DIVERGED, EQUAL, ERROR, NOT_SUPPORTED
from ...judge.results import Results, RunResult
from ..levels import LevelCount, level_counts, levels_reached

MOST = 50  # failures that a page shows
UNFINISHED = "**The run ended before it was complete.**"


def add_summary(file: Path, results: Results) -> None:
    """Append results to a page: CI may have it from steps before.

    Raises
    ------
    JudgeError
        If the file cannot be written.
    """
    try:
        with file.open("a", encoding="utf-8") as page:
            page.write(markdown(results) + "\n")
    except OSError as error:
        raise JudgeError(f"cannot write {file}: {error.strerror}") from None


def markdown(results: Results) -> str:
    """Write results as a page of Markdown."""
    names = ", ".join(results.environment["ports"])
    lines = [
        f"## lockstep: {names}: {results.verdict}",
        "",
        f"lockstep {results.lockstep}, fixtures {results.fixtures}",
        *([] if results.is_complete else ["", UNFINISHED]),
        *_earlier(results),
        *_quick(results),
        *_level_table(results),
        *_failure_table(results),
        *_skipped(results),
    ]
    return "\n".join(lines) + "\n"


def _earlier(results: Results) -> list[str]:
    count = sum(run.is_earlier for run in results.runs)
    told = f"{count} of {len(results.runs)} taken from earlier runs."
    return ["", told] if count else []


def _quick(results: Results) -> list[str]:
    facts = results.environment.get("quick")
    return ["", quick_words(facts)] if facts else []


def _level_table(results: Results) -> list[str]:
    counts = level_counts(results)
    if not counts:
        equal = sum(run.verdict == EQUAL for run in results.runs)
        return ["", f"{equal} of {len(results.runs)} runs are equal."]
    rows = [f"| {c.level} | {_reached(c)} | {c.words} |" for c in counts]
    levels = levels_reached(results)
    told = (
        ["", f"{levels.words[0].upper()}{levels.words[1:]}."] if levels else []
    )
    return [*told, "", "| level | reached | cases |", "|---|---|---|", *rows]


def _reached(count: LevelCount) -> str:
    if not count.passes:
        return "no"
    return f"in {count.part}" if count.part else "yes"


def _failure_table(results: Results) -> list[str]:
    failed = list(failures(results))
    if not failed:
        return []
    rows = [
        f"| {run.case} | {mode_words(run)} | {run.verdict} | "
        f"{_cell(_fault(run))} | `{_cell(run.command)}` |"
        for run in failed[:MOST]
    ]
    head = ["", "| case | mode | verdict | first fault | see it again |"]
    more = len(failed) - MOST
    tail = ["", f"and {more} more"] if more > 0 else []
    return [*head, "|---|---|---|---|---|", *rows, *tail]


def _fault(run: RunResult) -> str:
    """What is wrong: the known mistake, if it is one, then its first place."""
    known = " or ".join(f"{c.words} (right: {c.cure})" for c in run.causes)
    told = f"**Known mistake:** {known}. " if known else ""
    return told + run.message


def _skipped(results: Results) -> list[str]:
    reasons = skipped_reasons(results)
    if not reasons:
        return []
    told = [f"- {reason}: {count} runs" for reason, count in reasons.items()]
    return ["", "Not supported, so not asked:", "", *told]


def skipped_reasons(results: Results) -> dict[str, int]:
    """How many runs lack which capabilities, the most frequent first."""
    counts: dict[str, int] = {}
    for run in results.runs:
        if run.verdict == NOT_SUPPORTED:
            counts[run.message] = counts.get(run.message, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: -item[1]))


def failures(results: Results) -> Iterable[RunResult]:
    """Runs that diverged or could not be run, and are not known to."""
    return (r for r in results.runs if r.verdict in (DIVERGED, ERROR))


def mode_words(run: RunResult) -> str:
    """Name the mode of a run, with its level if it has one."""
    level = "" if run.level is None else f"level {run.level} "
    return level + run.mode


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
