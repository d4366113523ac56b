"""Results for machines: JSON and JUnit XML, written whole or not at all."""

from __future__ import annotations

import json
import math
import os
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..results import (
    DIVERGED,
    ERROR,
    KNOWN_FAILURE,
    NOT_SUPPORTED,
    SKIPPED,
    Results,
    RunResult,
)

TAGS = {DIVERGED: "failure", ERROR: "error", SKIPPED: "skipped"}


def write_json(file: Path, results: Results) -> None:
    """Write results as JSON; numbers that JSON lacks become strings."""
    write_plain(file, results.to_dict())


def write_plain(file: Path, value: Any) -> None:
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
        numbers = {"digits": distance.digits, "ulp": distance.ulp}
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


def check_writable(file: Path) -> None:
    """Refuse a file that cannot be written, before any work is done.

    Raises
    ------
    InputError
        If its folder does not exist or does not let us write.
    """
    folder = file.parent
    if not folder.is_dir():
        raise InputError(f"cannot write {file}: no folder {folder}; make it")
    if file.is_dir() or not os.access(folder, os.W_OK):
        raise InputError(f"cannot write {file}: choose another place")


def make_folder(folder: Path) -> None:
    """Make a folder for results, before any work is done.

    Raises
    ------
    InputError
        If it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"cannot make the folder {folder}: {error.strerror}; choose "
            "another place"
        ) from None


def write_whole(file: Path, text: str) -> None:
    """Write a file in one move, so that nobody sees half of it.

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=file.parent or Path())
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        os.chmod(name, 0o644)
        os.replace(name, file)
    except OSError as error:
        raise InputError(f"cannot write {file}: {error.strerror}") from error


def plain(value: Any) -> Any:
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
