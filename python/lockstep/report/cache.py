"""Verdicts of earlier runs, kept in the user's cache for `lockstep cases`.

A verdict holds for what it was found with: it is kept with a fingerprint of
the judge, the reference, the port, every file of the case and the versions of
all programs, and is out of sight as soon as one of them changes.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import platform
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import platformdirs

from .. import __version__
from ..cases.files import case_files
from ..cases.find import list_cases
from ..errors import InputError
from ..files.paths import fixtures_root, repository_root, source_path
from ..files.strict_json import JsonObject
from ..files.write import write_whole
from ..judge import EQUAL, SKIPPED
from ..languages import LANGUAGES

if TYPE_CHECKING:  # `lockstep cases` should be quick
    from ..judge.results import Results

Verdicts = dict[str, dict[str, str]]  # by the case's path, then by mode
LOCKSTEP = Path(__file__).resolve().parents[1]


def remember(results: Results, before: dict[str, str]) -> None:
    """Keep the verdicts of whole runs of fixtures.

    A folder that does not let us write only means that nothing is kept.

    Parameters
    ----------
    results : Results
    before : dict of str
        The ports' `fingerprints` before the run; of a port that has changed
        since, nothing is kept.
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
    cases = {
        run.case: _hash_of_files(case_files(paths[run.case])) for run in found
    }
    with suppress(InputError, OSError), _locked():
        kept = {path: k for path, k in _read().items() if Path(path).is_file()}
        for run in found:
            ports = kept.setdefault(str(paths[run.case]), {})
            ports.setdefault(run.port, {})[run.mode] = {
                "verdict": run.verdict,
                "holds_for": _both(now[run.port], cases[run.case]),
            }
        write_whole(_file(), json.dumps(kept))


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
        case = _hash_of_files(case_files(Path(path)))
        for port in known.keys() & kept.keys():
            now = _both(known[port], case)
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
    return {port: fingerprint(port) for port in ports if port in LANGUAGES}


def fingerprint(port: str) -> str:
    """Hash the judge, the reference and a port, with their versions."""
    language, reference = LANGUAGES[port], LANGUAGES["python"]
    files = [
        *_sources(LOCKSTEP, "py"),
        *_sources(source_path(reference.sources), reference.ending),
        *_sources(source_path(language.sources), language.ending),
        *(fixtures_root() / "schema").glob("*.json"),
        fixtures_root() / "contract.json",
        repository_root() / port / "port.json",
    ]
    versions = [__version__, platform.python_version(), np.__version__]
    words = [port, *versions, *_program(language.program)]
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
    file = Path(found).resolve()
    facts = file.stat()
    return [str(file), str(facts.st_size), str(facts.st_mtime_ns)]


def _hash_of_files(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _both(port: str, case: str) -> str:
    return hashlib.sha256(f"{port} {case}".encode()).hexdigest()


def _file() -> Path:
    return platformdirs.user_cache_path("lockstep") / "verdicts.json"


@contextmanager
def _locked() -> Iterator[None]:
    """Let one process at a time read, change and write what is kept."""
    folder = _file().parent
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "verdicts.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _read() -> JsonObject:
    """Read what is kept; a damaged file, or an old one, counts as none."""
    try:
        kept = json.loads(_file().read_text("utf-8"))
        for path, ports in kept.items():
            for modes in ports.values():
                for entry in modes.values():
                    _ = Path(path), entry["verdict"], entry["holds_for"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return dict(kept)
