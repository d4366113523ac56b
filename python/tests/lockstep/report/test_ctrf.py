"""CTRF reports have the form that ctrf.io publishes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from lockstep.judge import (
    DIVERGED,
    EQUAL,
    ERROR,
    KNOWN_FAILURE,
    NOT_SUPPORTED,
    SKIPPED,
)
from lockstep.judge.results import Results, RunResult
from lockstep.report.formats.ctrf import write_ctrf

TEXT, WHOLE, OBJECT = (
    {"type": "string"},
    {"type": "integer"},
    {"type": "object"},
)


def closed(required: str, **properties: Any) -> dict[str, Any]:
    """An object that has the required keys, and none but the named."""
    return {
        "type": "object",
        "required": required.split(),
        "properties": properties,
        "additionalProperties": False,
    }


STATUSES = ("passed", "failed", "skipped", "pending", "other")
# What the specification 0.0.0 demands of the parts that lockstep writes.
SCHEMA = closed(
    "reportFormat specVersion results",
    reportFormat={"const": "CTRF"},
    specVersion={"type": "string", "pattern": r"^\d+\.\d+\.\d+$"},
    generatedBy=TEXT,
    results=closed(
        "tool summary tests",
        tool=closed("name", name={**TEXT, "minLength": 1}, version=TEXT),
        summary=closed(
            "tests passed failed skipped pending other start stop",
            tests=WHOLE,
            start=WHOLE,
            stop=WHOLE,
            **dict.fromkeys(STATUSES, WHOLE),
        ),
        tests={
            "type": "array",
            "items": closed(
                "name status duration",
                name={**TEXT, "minLength": 1},
                status={"enum": list(STATUSES)},
                rawStatus=TEXT,
                duration=WHOLE,
                suite={"type": "array", "items": TEXT, "minItems": 1},
                message=TEXT,
                trace=TEXT,
                filePath=TEXT,
                line=WHOLE,
                extra=OBJECT,
            ),
        },
        environment=closed("", reportName=TEXT, extra=OBJECT),
    ),
)
VERDICTS = {
    EQUAL: "passed",
    DIVERGED: "failed",
    ERROR: "failed",
    SKIPPED: "skipped",
    NOT_SUPPORTED: "skipped",
    KNOWN_FAILURE: "other",
}


@pytest.fixture
def report(tmp_path: Path) -> dict[str, Any]:
    runs = [
        RunResult(f"case-{n}", "mine", "free", verdict, level=1, seconds=0.25)
        for n, verdict in enumerate(VERDICTS)
    ]
    ended = {"message": "it ended with 1", "output": "Segmentation fault"}
    runs[2] = replace(runs[2], **ended)
    machine = {"threads": 1, "date": "2026-11-28T12:00:00+00:00"}
    ports = {"mine": {"file": "/elsewhere/port.json"}}
    results = Results("0.2.0", "1", {**machine, "ports": ports}, runs)
    write_ctrf(tmp_path / "ctrf.json", results, 1000.0, 1002.5)
    return json.loads((tmp_path / "ctrf.json").read_text())


def test_a_report_follows_the_schema(report: dict[str, Any]) -> None:
    jsonschema.validate(report, SCHEMA)


def test_each_verdict_has_its_status(report: dict[str, Any]) -> None:
    tests = report["results"]["tests"]
    assert [test["status"] for test in tests] == list(VERDICTS.values())
    assert [test["rawStatus"] for test in tests] == list(VERDICTS)


def test_counts_add_up_and_times_are_milliseconds(
    report: dict[str, Any],
) -> None:
    summary = report["results"]["summary"]
    assert summary["tests"] == sum(summary[status] for status in STATUSES) == 6
    assert (summary["start"], summary["stop"]) == (1_000_000, 1_002_500)
    assert report["results"]["tests"][0]["duration"] == 250


def test_an_error_tells_what_the_port_printed(report: dict[str, Any]) -> None:
    failed = report["results"]["tests"][2]
    assert failed["message"] == "it ended with 1"
    assert failed["trace"] == "Segmentation fault"
