"""What the judge found, shortened to a table for a page."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from lockstep.cases.find import list_cases

PORTS = ("python", "r", "octave")
HEAD = """\
| what | runs | values | Python | R | Octave |
|---|---|---|---|---|---|
"""
WORDS = """

Each cell has the verdict, the largest relative error of a value, and in
brackets how much of its bound was used at most; Python is the reference. A
training case is run twice, by itself and step by step from the reference's
parameters. Written from runs of the judge on {date} or later, fixtures
{fixtures}."""


def shorten(results: Path, before: dict[str, Any]) -> dict[str, Any]:
    """Shorten the judge's JSON: one entry a training case or a function.

    Parameters
    ----------
    results : path
        From `lockstep run --json`.
    before : dict
        What was known of subjects that this run leaves out.

    Returns
    -------
    dict
        `runs`, by subject the date and the fixtures; `subjects`, by subject
        and port what stands in the table.
    """
    found = json.loads(results.read_text("utf-8"))
    functions = {case.id: case.operation for case in list_cases()}
    groups: defaultdict[str, defaultdict[str, list]] = defaultdict(
        lambda: defaultdict(list)
    )
    for run in found["runs"]:
        subject = functions[run["case"]] or run["case"]
        groups[subject][run["port"]].append(run)
    new = {
        subject: {port: _summary(runs) for port, runs in ports.items()}
        for subject, ports in groups.items()
    }
    run = [found["environment"]["date"][:10], found["fixtures"]]
    runs = before["runs"] | dict.fromkeys(new, run)
    return {
        "runs": dict(sorted(runs.items())),
        "subjects": dict(sorted((before["subjects"] | new).items())),
    }


def _summary(runs: list[dict[str, Any]]) -> dict[str, Any]:
    errors = [error for run in runs for error in run["max_error"].values()]
    verdicts = {run["verdict"] for run in runs}
    return {
        "verdict": " and ".join(sorted(verdicts)),
        "runs": len(runs),
        "values": sum(run["values"] for run in runs),
        "error": max((float(e["relative"]) for e in errors), default=0.0),
        "fraction": max((float(e["fraction"]) for e in errors), default=0.0),
    }


def parity_table(summary: dict[str, Any], subjects: list[str]) -> str:
    """Table of the judge's results.

    Parameters
    ----------
    summary : dict
        From `shorten`.
    subjects : list of str
        Training cases and functions.

    Returns
    -------
    str
        Markdown.

    Raises
    ------
    KeyError
        If the judge did not run a subject.
    """
    rows = [_row(name, summary["subjects"][name]) for name in subjects]
    date, fixtures = min(summary["runs"][name] for name in subjects)
    return HEAD + "\n".join(rows) + WORDS.format(date=date, fixtures=fixtures)


def _row(subject: str, found: dict[str, Any]) -> str:
    first = found["python"]
    cells = [f"`{subject}`", f"{first['runs']}", f"{first['values']:,}"]
    cells += [_cell(found[port]) for port in PORTS]
    return f"| {' | '.join(cells)} |"


def _cell(found: dict[str, Any]) -> str:
    error = f"{found['error']:.1e}" if found["error"] else "0"
    return f"{found['verdict']}, {error} ({100 * found['fraction']:.0f} %)"
