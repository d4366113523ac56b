"""Whole results of earlier runs, so that what they answer need not run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path

from ..errors import InputError
from ..files.paths import fixtures_root
from ..files.strict_json import JsonObject
from ..judge import EQUAL
from ..judge.results import Results, RunResult
from ..judge.settings import Key, Known
from .cache import Lasting, both, hash_of_case
from .formats.files import plain
from .kept import changing, read_kept, write_kept
from .stored import run_of

EXPLAINED = ("", "explained")  # drifts that no option makes a divergence
REPORTS = ("history", "predictions", "explanation")


def keep_runs(
    runs: Iterable[Lasting], results: Results, before: Mapping[str, str]
) -> None:
    """Keep the runs that are equal, and the versions they were made with.

    Parameters
    ----------
    runs : iterable of Lasting
    results : Results
        That they are part of.
    before : mapping of str
        The ports' `fingerprints`.
    """
    told = results.environment
    facts = {**told["ports"], "reference": told["reference"]}
    with suppress(InputError, OSError), changing():
        kept = read_kept(_name())
        kept["facts"] = {**_part(kept, "facts"), **facts}
        found = kept["runs"] = _part(kept, "runs")
        for run, path, holds_for in runs:
            if run.verdict == EQUAL and run.drift in EXPLAINED:
                entry = {"holds_for": holds_for, "run": _written(run)}
                modes = found.setdefault(str(path), {}).setdefault(run.port, {})
                modes[run.mode] = entry
        write_kept(_name(), kept)


def recall_runs(ports: Mapping[str, str]) -> Known:
    """Give the runs that still hold.

    Parameters
    ----------
    ports : mapping of str
        The ports' `fingerprints`.
    """
    kept, runs = read_kept(_name()), {}
    try:
        for path, by_port in _part(kept, "runs").items():
            runs.update(_holding(Path(path), by_port, ports))
    except (KeyError, TypeError, ValueError, AttributeError):
        return Known()  # a damaged file counts as none
    return Known(runs, _part(kept, "facts"))


def _holding(
    path: Path, kept: JsonObject, ports: Mapping[str, str]
) -> dict[Key, RunResult]:
    """Runs of a case that hold for its files and the ports of today."""
    names = ports.keys() & kept.keys()
    if not names or not path.is_file():
        return {}
    case = hash_of_case(path)
    return {
        (path, port, mode): replace(run_of(entry["run"]), is_earlier=True)
        for port in names
        for mode, entry in kept[port].items()
        if entry["holds_for"] == both(ports[port], case)
    }


def _written(run: RunResult) -> JsonObject:
    fields = asdict(replace(run, is_earlier=False))
    return {
        name: plain(value)
        for name, value in fields.items()
        if name not in REPORTS
    }


def _part(kept: JsonObject, name: str) -> JsonObject:
    part = kept.get(name)
    return part if isinstance(part, dict) else {}


def _name() -> str:
    """A file for each place of fixtures: clones do not mix."""
    place = hashlib.sha256(str(fixtures_root()).encode()).hexdigest()
    return f"runs-{place[:16]}.json"
