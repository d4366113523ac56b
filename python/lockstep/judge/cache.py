"""Verdicts of earlier runs, kept in the user's cache for `lockstep cases`.

A verdict holds for the sources that it was found with: it is kept under a
fingerprint of the port's files and of all fixtures, and is out of sight as
soon as one of them changes.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import platformdirs

from ..cases.find import list_cases
from ..errors import InputError
from ..files.paths import fixtures_root, source_path
from ..files.write import write_whole
from ..languages import LANGUAGES
from .results import EQUAL, SKIPPED, Results

KEPT = 24  # fingerprints; the oldest are forgotten
Verdicts = dict[str, dict[str, str]]  # by case, then by mode


def remember(results: Results) -> None:
    """Keep the verdicts of whole runs of fixtures.

    A folder that does not let us write only means that nothing is kept.

    Parameters
    ----------
    results : Results
    """
    kept = _read()
    n_steps = {case.id: case.steps or 1 for case in list_cases()}
    for run in results.runs:
        if run.port not in LANGUAGES or run.case not in n_steps:
            continue
        cut = run.verdict == EQUAL and run.steps < n_steps[run.case]
        if cut or run.verdict == SKIPPED:
            continue
        verdicts = kept.setdefault(fingerprint(run.port), {})
        verdicts.setdefault(run.case, {})[run.mode] = run.verdict
    latest = dict(list(kept.items())[-KEPT:])
    with suppress(InputError, OSError):
        _file().parent.mkdir(parents=True, exist_ok=True)
        write_whole(_file(), json.dumps(latest))


def recall(port: str) -> Verdicts:
    """Give a port's verdicts that still hold.

    Parameters
    ----------
    port : str
        Of `LANGUAGES`.

    Returns
    -------
    dict of dict of str
        "equal", "diverged" or "error" by case and mode.
    """
    return _read().get(fingerprint(port), {})


def fingerprint(port: str) -> str:
    """Hash a port's sources, together with the fixtures' manifest."""
    files = [fixtures_root() / "manifest.json"]
    folder = source_path(LANGUAGES[port].sources)
    files += sorted(
        file
        for file in folder.rglob("*")
        if file.suffix == f".{LANGUAGES[port].ending}"
    )
    digest = hashlib.sha256(port.encode())
    for file in filter(Path.is_file, files):
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _file() -> Path:
    return platformdirs.user_cache_path("lockstep") / "verdicts.json"


def _read() -> dict[str, Any]:
    """Read what is kept; a damaged file counts as none."""
    try:
        kept = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}
