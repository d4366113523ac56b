"""Verdicts of earlier runs, kept in the user's cache for `lockstep cases`.

A verdict holds for what it was found with: it is kept with a fingerprint of
the judge, the reference, the port, every file of the case and the versions of
all programs, and is out of sight as soon as one of them changes.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
from collections.abc import Iterable
from contextlib import suppress
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .. import __version__
from ..cases.files import case_files
from ..cases.find import list_cases
from ..errors import InputError
from ..files.paths import fixtures_root, repository_root, source_path
from ..files.strict_json import JsonObject
from ..judge import EQUAL, SKIPPED
from ..languages import LANGUAGES
from .kept import changing, read_kept, write_kept

if TYPE_CHECKING:  # `lockstep cases` should be quick
    from ..judge.results import Results, RunResult

Verdicts = dict[str, dict[str, str]]  # by the case's path, then by mode
FILE = "verdicts.json"
LOCKSTEP = Path(__file__).resolve().parents[1]
OWN_ENDINGS = ("py", "R", "m")
LIBRARIES = Path("/etc/ld.so.cache")  # written when a library is installed
SETTINGS = (  # of the environment: what may change the last bits
    "LOCKSTEP_THREADS",
    "OPENBLAS_CORETYPE",
    "NPY_DISABLE_CPU_FEATURES",
    "LD_LIBRARY_PATH",
    "LD_PRELOAD",
)


class Lasting(NamedTuple):
    """A whole run of a fixture, and what its verdict holds for."""

    run: RunResult
    path: Path
    holds_for: str


def lasting(results: Results, before: dict[str, str]) -> list[Lasting]:
    """Choose the runs whose verdicts last.

    Parameters
    ----------
    results : Results
    before : dict of str
        The ports' `fingerprints` before the run; of a port that has changed
        since, nothing lasts.
    """
    now = fingerprints(before)
    paths = {case.id: case.path.resolve() for case in list_cases()}
    found = [
        run
        for run in results.runs
        if run.is_fixture
        and run.case in paths
        and run.port in now
        and now[run.port] == before[run.port]
        and run.verdict != SKIPPED
        and not (run.verdict == EQUAL and run.steps < run.of_steps)
    ]
    cases = {run.case: hash_of_case(paths[run.case]) for run in found}
    return [
        Lasting(run, paths[run.case], both(now[run.port], cases[run.case]))
        for run in found
    ]


def remember(runs: Iterable[Lasting]) -> None:
    """Keep verdicts.

    A folder that does not let us write only means that nothing is kept.
    """
    with suppress(InputError, OSError), changing():
        kept = {path: k for path, k in _read().items() if Path(path).is_file()}
        for run, path, holds_for in runs:
            ports = kept.setdefault(str(path), {})
            ports.setdefault(run.port, {})[run.mode] = {
                "verdict": run.verdict,
                "holds_for": holds_for,
            }
        write_kept(FILE, kept)


def recall(ports: Iterable[str]) -> dict[str, Verdicts]:
    """Give the verdicts that still hold, of each port.

    Parameters
    ----------
    ports : iterable of str
        Of `LANGUAGES`.

    Returns
    -------
    dict of dict of dict of str
        "equal", "diverged" or "error" by the port, the case's path and mode.
    """
    known, root = fingerprints(ports), fixtures_root()
    found: dict[str, Verdicts] = {port: {} for port in known}
    for path, kept in _read().items():
        is_here = Path(path).is_relative_to(root)  # not of another clone
        if not (is_here and known.keys() & kept.keys()):
            continue
        if not Path(path).is_file():
            continue
        case = hash_of_case(Path(path))
        for port in known.keys() & kept.keys():
            now = both(known[port], case)
            found[port][path] = {
                mode: entry["verdict"]
                for mode, entry in kept[port].items()
                if entry["holds_for"] == now
            }
    return {
        port: {path: modes for path, modes in of_one.items() if modes}
        for port, of_one in found.items()
    }


def fingerprints(ports: Iterable[str]) -> dict[str, str]:
    """Fingerprints of those of some ports that are languages of the course."""
    known = [port for port in ports if port in LANGUAGES]
    shared = _fingerprint_of_judge() if known else ""
    return {port: both(_fingerprint_of_port(port), shared) for port in known}


def _fingerprint_of_judge() -> str:
    """Hash the judge and the reference, with their versions, and settings."""
    reference = LANGUAGES["python"]
    files = [
        *chain(*(_sources(LOCKSTEP, ending) for ending in OWN_ENDINGS)),
        *_sources(source_path(reference.sources), reference.ending),
        *(fixtures_root() / "schema").glob("*.json"),
        fixtures_root() / "contract.json",
    ]
    versions = [__version__, platform.python_version(), version("numpy")]
    machine = [platform.node(), *_facts(LIBRARIES)]
    settings = [os.environ.get(name, "") for name in SETTINGS]
    return _hash([*versions, *machine, *settings], files)


def _fingerprint_of_port(port: str) -> str:
    """Hash a port, with its version."""
    language = LANGUAGES[port]
    files = [
        *_sources(source_path(language.sources), language.ending),
        repository_root() / port / "port.json",
    ]
    return _hash([port, *_program(language.program)], files)


def _hash(words: list[str], files: Iterable[Path]) -> str:
    """One hash of words and of the files that are there."""
    digest = hashlib.sha256(json.dumps(words).encode())
    digest.update(_hash_of_files(filter(Path.is_file, files)).encode())
    return digest.hexdigest()


def _sources(folder: Path, ending: str) -> list[Path]:
    return sorted(folder.rglob(f"*.{ending}"))


def _program(name: str) -> list[str]:
    """Where a language's program is, and what changes with its version."""
    found = shutil.which(name) if name else None
    if found is None:
        return []
    return _facts(Path(found).resolve())


def _facts(file: Path) -> list[str]:
    """What changes when a file is written anew; nothing if there is none."""
    if not file.is_file():
        return []
    facts = file.stat()
    return [str(file), str(facts.st_size), str(facts.st_mtime_ns)]


def _hash_of_files(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def hash_of_case(path: Path) -> str:
    """Hash all files that a case consists of."""
    return _hash_of_files(case_files(path))


def both(port: str, case: str) -> str:
    """One hash of a port's and a case's."""
    return hashlib.sha256(f"{port} {case}".encode()).hexdigest()


def _read() -> JsonObject:
    """Read what is kept; a damaged file, or an old one, counts as none."""
    try:
        kept = read_kept(FILE)
        for path, ports in kept.items():
            for modes in ports.values():
                for entry in modes.values():
                    _ = Path(path), entry["verdict"], entry["holds_for"]
    except (KeyError, TypeError, AttributeError):
        return {}
    return kept
