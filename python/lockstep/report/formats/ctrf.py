"""Results as CTRF, the JSON form of test reports of ctrf.io."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from ...files.strict_json import JsonObject
from ...judge import (
    DIVERGED,
    EQUAL,
    ERROR,
    KNOWN_FAILURE,
    NOT_SUPPORTED,
    SKIPPED,
)
from ...judge.results import Results, RunResult
from .annotations import NOWHERE, failed_at
from .files import write_plain
from .summary import mode_words

SPECIFICATION = "0.0.0"  # the version that ctrf.io names, a draft
STATUSES = ("passed", "failed", "skipped", "pending", "other")
STATUS = {
    EQUAL: "passed",
    DIVERGED: "failed",
    ERROR: "failed",
    SKIPPED: "skipped",
    NOT_SUPPORTED: "skipped",
    KNOWN_FAILURE: "other",
}


def write_ctrf(
    file: Path, results: Results, started: float, stopped: float
) -> None:
    """Write results as CTRF, one test a run.

    Parameters
    ----------
    file : Path
    results : Results
    started, stopped : float
        Seconds since 1970, of the whole call.
    """
    write_plain(file, ctrf(results, started, stopped))


def ctrf(results: Results, started: float, stopped: float) -> JsonObject:
    """Put results into the form of CTRF.

    Returns
    -------
    dict
        Ready for JSON.
    """
    tests = [_test(run, results) for run in results.runs]
    counts = Counter(test["status"] for test in tests)
    summary = {
        "tests": len(tests),
        **{status: counts[status] for status in STATUSES},
        "start": _milliseconds(started),
        "stop": _milliseconds(stopped),
    }
    ports = results.environment.get("ports", {})
    facts = {k: v for k, v in results.environment.items() if k != "ports"}
    return {
        "reportFormat": "CTRF",
        "specVersion": SPECIFICATION,
        "generatedBy": f"lockstep {results.lockstep}",
        "results": {
            "tool": {"name": "lockstep", "version": results.lockstep},
            "summary": summary,
            "tests": tests,
            "environment": {
                "reportName": f"lockstep: {', '.join(ports)}",
                "extra": {"fixtures": results.fixtures, **facts},
            },
        },
    }


def _test(run: RunResult, results: Results) -> JsonObject:
    test: JsonObject = {
        "name": f"{run.case}, {mode_words(run)}",
        "status": STATUS[run.verdict],
        "rawStatus": run.verdict,
        "duration": _milliseconds(run.seconds),
        "suite": [run.port, run.case],
        "extra": {"command": run.command, "steps": run.steps},
    }
    if run.message:
        test["message"] = run.message
    if run.output:
        test["trace"] = run.output
    place = failed_at(run, results)
    if STATUS[run.verdict] == "failed" and place != NOWHERE:
        test |= {"filePath": place.file, "line": place.line}
    return test


def _milliseconds(seconds: float) -> int:
    return round(1000 * seconds)
