"""Results as tables: rows of a data frame, HTML for a notebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from html import escape
from typing import TYPE_CHECKING

from ...compare.findings import WorstError
from ...files.strict_json import JsonObject
from .. import DIVERGED, EQUAL, ERROR

if TYPE_CHECKING:
    from .results import Results, RunResult

_SHARED_COLUMNS = (
    "case",
    "port",
    "mode",
    "verdict",
    "steps",
    "values",
    "seconds",
)
_TRUTH_COLUMNS = {"digits": "digits", "truth_ulp": "ulp", "truth_step": "step"}


def frame_rows(run: RunResult) -> Iterator[JsonObject]:
    """A row for each quantity of a run, or one if it has none."""
    shared = {name: getattr(run, name) for name in _SHARED_COLUMNS}
    for name, error in (run.max_error or {"": WorstError()}).items():
        distance = run.truth.get(name)  # none where nothing is certified
        truth = {
            column: getattr(distance, field_name, None)
            for column, field_name in _TRUTH_COLUMNS.items()
        }
        yield {**shared, "quantity": name, **asdict(error), **truth}


MARKS = {EQUAL: "\u2713", DIVERGED: "\u2717", ERROR: "!"}
HEADINGS = (
    *("case", "port", "mode", "verdict", "steps", "values"),
    *("worst quantity", "headroom", "what it says"),
)
MOST_ROWS = 60  # a notebook is read, not searched


def as_html(results: Results) -> str:
    """Write results as HTML: what failed first.

    Returns
    -------
    str
        Without scripts or styles of its own: the notebook's serve.
    """
    ranked = sorted(results.runs, key=lambda run: run.verdict == EQUAL)
    rows = "".join(map(_html_row, ranked[:MOST_ROWS]))
    left_out = len(ranked) - MOST_ROWS
    more = f"<p>and {left_out:,} more runs</p>" if left_out > 0 else ""
    head = "".join(f"<th>{heading}</th>" for heading in HEADINGS)
    return (
        f"<p>{_html_verdict(results.verdict)}: {escape(_counts(results))}</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        f"{more}"
    )


def _counts(results: Results) -> str:
    verdicts = Counter(run.verdict for run in results.runs)
    told = ", ".join(f"{n:,} {word}" for word, n in verdicts.items())
    end = "" if results.is_complete else "; the run is not complete"
    return (
        f"{len(results.runs):,} runs ({told or 'none'}); "
        f"{results.values:,} values compared{end}"
    )


def _html_verdict(verdict: str) -> str:
    """A mark and a word: neither needs a colour."""
    words = f"{MARKS.get(verdict, '')} {verdict}".strip()
    return f"<strong>{escape(words)}</strong>"


def _html_row(run: RunResult) -> str:
    headroom = run.headroom
    mode = run.mode if run.level is None else f"{run.mode}, level {run.level}"
    cells = [
        escape(run.case),
        escape(run.port),
        escape(mode),
        _html_verdict(run.verdict),
        f"{run.steps:,}",
        f"{run.values:,}",
        escape(run.worst[0]),
        "exact" if headroom is None else f"{headroom:.2g}",
        escape(run.message),
    ]
    if not run.values:
        cells[-2] = ""
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
