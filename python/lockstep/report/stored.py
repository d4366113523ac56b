"""Read results back that `lockstep run --json` wrote."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

import jsonschema

from ..compare.findings import Cause, Divergence, TruthDistance, WorstError
from ..errors import InputError
from ..files.plain_text import one_line
from ..files.strict_json import JsonObject
from ..judge.results import Results, RunResult
from ..reference.growth import Growth

Record = TypeVar("Record")
FOREIGN = "not a file that 'lockstep run --json' wrote"


def read_results(file: Path) -> Results:
    """Read results.

    Raises
    ------
    InputError
        If the file cannot be read or was not written by `lockstep`.
    """
    try:
        found = json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}") from None
    except RecursionError:
        raise InputError(f"{file}: too many nested brackets") from None
    except ValueError as error:
        raise InputError(f"{file}: not JSON: {one_line(str(error))}") from None
    try:
        jsonschema.validate(found, _schema())
    except jsonschema.ValidationError as error:
        raise InputError(
            f"{file}: {FOREIGN}: {one_line(error.json_path, 120)}: "
            f"{one_line(error.message, 120)}"
        ) from None
    try:
        runs = [run_of(run) for run in found["runs"]]
    except (TypeError, ValueError, AttributeError) as error:
        reason = one_line(str(error), 120)
        raise InputError(f"{file}: {FOREIGN}: {reason}") from None
    return Results(
        found["lockstep"],
        found["fixtures"],
        found["environment"],
        runs,
        found.get("is_complete", True),
    )


@cache
def _schema() -> JsonObject:
    text = files(__package__).joinpath("results.schema.json").read_text("utf-8")
    return dict(json.loads(text))


def run_of(told: JsonObject) -> RunResult:
    """Make a run of its JSON."""
    run = _record(RunResult, told)
    errors = told.get("max_error", {}).items()
    truths = told.get("truth", {}).items()
    place, growth = told.get("divergence"), told.get("growth")
    return replace(
        run,
        max_error={name: _record(WorstError, e) for name, e in errors},
        truth={name: _record(TruthDistance, t) for name, t in truths},
        divergence=_divergence(place) if place else None,
        growth=_record(Growth, growth) if growth else None,
    )


def _divergence(told: JsonObject) -> Divergence:
    causes = [_record(Cause, cause) for cause in told.get("causes", [])]
    return replace(_record(Divergence, told), causes=causes)


def _record(kind: type[Record], told: JsonObject) -> Record:
    """Fill a dataclass; unknown fields are left out, NaN was a text."""
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    return kind(
        **{
            name: float(value) if value in ("nan", "inf", "-inf") else value
            for name, value in told.items()
            if name in known
        }
    )


def merged(parts: list[Results]) -> Results:
    """Put results of several calls together; the first names the machine.

    Parameters
    ----------
    parts : list of Results
        At least one.

    Raises
    ------
    InputError
        If they are of different versions of the fixtures.
    """
    first = parts[0]
    if len({part.fixtures for part in parts}) > 1:
        raise InputError("results of different versions of the fixtures")
    ports: JsonObject = {}
    for part in parts:
        ports |= part.environment.get("ports", {})
    runs = [run for part in parts for run in part.runs]
    environment = {**first.environment, "ports": ports}
    is_complete = all(part.is_complete for part in parts)
    return replace(
        first, environment=environment, runs=runs, is_complete=is_complete
    )
