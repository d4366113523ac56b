"""Results on a CI page: a Markdown summary, and an annotation a failure."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ..judge.results import (
    DIVERGED,
    EQUAL,
    ERROR,
    NOT_SUPPORTED,
    Results,
    RunResult,
)
from .levels import level_counts

MOST = 50  # failures that a page shows


def report_to_page(results: Results) -> list[str]:
    """Add a summary to $GITHUB_STEP_SUMMARY, if it is set.

    Returns
    -------
    list of str
        Annotations to print, where GitHub reads them.
    """
    file = os.environ.get("GITHUB_STEP_SUMMARY")
    if file:
        with Path(file).open("a", encoding="utf-8") as page:
            page.write(markdown(results) + "\n")
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return []
    return [_annotation(run) for run in _failures(results)]


def markdown(results: Results) -> str:
    """Write results as a page of Markdown."""
    names = ", ".join(results.environment["ports"])
    lines = [
        f"## lockstep: {names}: {results.verdict}",
        "",
        f"lockstep {results.lockstep}, fixtures {results.fixtures}",
        *_level_table(results),
        *_failure_table(results),
        *_skipped(results),
    ]
    return "\n".join(lines) + "\n"


def _level_table(results: Results) -> list[str]:
    counts = level_counts(results)
    if not counts:
        equal = sum(run.verdict == EQUAL for run in results.runs)
        return ["", f"{equal} of {len(results.runs)} runs are equal."]
    rows = [
        f"| {c.level} | {'yes' if c.passes else 'no'} | {c.words} |"
        for c in counts
    ]
    return ["", "| level | reached | cases |", "|---|---|---|", *rows]


def _failure_table(results: Results) -> list[str]:
    failures = list(_failures(results))
    if not failures:
        return []
    rows = [
        f"| {run.case} | {_mode(run)} | {run.verdict} | "
        f"{_cell(run.message)} | `{_cell(run.command)}` |"
        for run in failures[:MOST]
    ]
    head = ["", "| case | mode | verdict | first fault | see it again |"]
    more = len(failures) - MOST
    tail = ["", f"and {more} more"] if more > 0 else []
    return [*head, "|---|---|---|---|---|", *rows, *tail]


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


def _failures(results: Results) -> Iterable[RunResult]:
    return (r for r in results.runs if r.verdict in (DIVERGED, ERROR))


def _annotation(run: RunResult) -> str:
    """Write a line that GitHub shows beside the change."""
    title = f"{run.case}, {run.port}, {_mode(run)}: {run.verdict}"
    text = f"{run.message} ({run.command})"
    return f"::error title={_escaped(title, ',:')}::{_escaped(text)}"


def _escaped(text: str, more: str = "") -> str:
    for letter in "%\r\n" + more:
        text = text.replace(letter, f"%{ord(letter):02X}")
    return text


def _mode(run: RunResult) -> str:
    level = "" if run.level is None else f"level {run.level} "
    return level + run.mode


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
