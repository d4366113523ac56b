"""Results for machines: JSON and JUnit XML, written whole or not at all."""

from __future__ import annotations

import json
import math
import xml.etree.ElementTree as ET
from pathlib import Path

from ...files.write import write_whole
from ...judge import (
    DIVERGED,
    ERROR,
    KNOWN_FAILURE,
    NOT_SUPPORTED,
    SKIPPED,
)
from ...judge.results import Results, RunResult
from ..levels import levels_reached

TAGS = {DIVERGED: "failure", ERROR: "error", SKIPPED: "skipped"}


def write_json(file: Path, results: Results) -> None:
    """Write results as JSON; numbers that JSON lacks become strings.

    Those of a validation begin with what is claimed and what is reached.
    """
    found, levels = results.to_dict(), levels_reached(results)
    runs = found.pop("runs")
    told = {"levels": levels._asdict()} if levels else {}
    write_plain(file, {**found, **told, "runs": runs})


def write_plain(file: Path, value: object) -> None:
    """Write lists, dicts, numbers and text as JSON, like `write_json`."""
    text = json.dumps(plain(value), indent=2, allow_nan=False)
    write_whole(file, text + "\n")


def write_junit(file: Path, results: Results) -> None:
    """Write results as JUnit XML, one test case a run."""
    suite = ET.Element(
        "testsuite",
        name="lockstep",
        tests=str(len(results.runs)),
        failures=str(sum(r.verdict == DIVERGED for r in results.runs)),
        errors=str(sum(r.verdict == ERROR for r in results.runs)),
        skipped=str(sum(r.verdict == SKIPPED for r in results.runs)),
    )
    for run in results.runs:
        case = ET.SubElement(
            suite,
            "testcase",
            classname=run.case,
            name=_name(run),
            time=f"{run.seconds:.3f}",
        )
        _add_truth(case, run)
        if run.verdict in (NOT_SUPPORTED, KNOWN_FAILURE):
            message = f"{run.verdict}: {_printable(run.message)}"
            ET.SubElement(case, "skipped", message=message)
        tag = TAGS.get(run.verdict)
        if tag is not None:
            fault = ET.SubElement(case, tag, message=_printable(run.message))
            fault.text = run.command
    write_whole(file, ET.tostring(suite, "unicode", xml_declaration=True))


def _add_truth(case: ET.Element, run: RunResult) -> None:
    """Add the distance of each quantity from its certified values."""
    if not run.truth:
        return
    properties = ET.SubElement(case, "properties")
    for name, distance in run.truth.items():
        numbers = {
            "digits": distance.digits,
            "element_digits": distance.element_digits,
            "ulp": distance.ulp,
        }
        for word, number in numbers.items():
            ET.SubElement(
                properties,
                "property",
                name=f"{word}.{name}",
                value=f"{number:.6g}",
            )


def _name(run: RunResult) -> str:
    level = "" if run.level is None else f"-level-{run.level}"
    return f"{run.port}{level}-{run.mode}"


def plain(value: object) -> object:
    """Replace NaN and infinities, which are not JSON, by their names."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value


def _printable(text: str) -> str:
    """Drop control characters, which XML forbids."""
    return "".join(c if c.isprintable() else " " for c in text)
