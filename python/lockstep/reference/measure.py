"""Measure the envelope of a free run once, and keep it as a fixture."""

from __future__ import annotations

import json
from typing import Any

from ..cases.find import list_cases
from ..cases.load import load_case
from ..environment import describe_machine
from ..errors import InputError
from ..files.write import write_whole
from ..fixtures import write
from ..ports.bridge.session import TIME_LIMIT, Session
from ..ports.start import REFERENCE
from ..progress import NO_PROGRESS, Progress
from .envelope import N_RUNS, envelope_file, fingerprint, stored_envelope
from .run import ReferenceRun


def measure_envelope(case: Any, progress: Progress = NO_PROGRESS) -> bool:
    """Write a case's envelope, unless the stored one is still its own.

    Parameters
    ----------
    case : Case
        A training case.
    progress : Progress

    Returns
    -------
    bool
        Whether a new envelope was written.

    Raises
    ------
    InputError
        If the reference cannot run the case.
    """
    if stored_envelope(case, case.steps) is not None:
        return False
    with Session(REFERENCE, TIME_LIMIT) as session:
        session.call("open_case", case.path)
        run = ReferenceRun(session, case, case.steps)
        run.produce(progress.add(f"{case.id} envelope", case.steps))
        if run.failure:
            raise InputError(f"{case.id}: {run.failure}")
        envelope = run.moved.envelope()
        versions = session.call("describe")
        run.close()
    file = envelope_file(case)
    file.parent.mkdir(exist_ok=True)
    rows = envelope.rises.to_csv(index=False, lineterminator="\n")
    write_whole(file, rows)
    facts = _provenance(case, versions)
    write_whole(file.with_suffix(".json"), json.dumps(facts, indent=2) + "\n")
    return True


def write_fixtures(progress: Progress = NO_PROGRESS) -> list[str]:
    """Write all fixtures anew, and measure envelopes that are out of date.

    Parameters
    ----------
    progress : Progress

    Returns
    -------
    list of str
        Files that changed.
    """
    written = write(progress).written
    training = [
        c for c in list_cases() if c.kind == "training" and not c.missing
    ]
    measured = [
        header.id
        for header in training
        if measure_envelope(load_case(header.path), progress)
    ]
    files = [f"envelopes/{case}.csv" for case in measured]
    # Envelopes are recorded in the manifest.
    return written + files + (write(progress).written if measured else [])


def _provenance(case: Any, versions: dict[str, str]) -> dict[str, Any]:
    """Say how an envelope was measured, and what it belongs to."""
    machine = describe_machine()
    kept = ("date", "machine", "simd", "threads")
    return {
        "case": case.id,
        "fingerprint": fingerprint(case),
        "steps": case.steps,
        "method": f"{N_RUNS} reference runs from weights moved by one ULP",
        "reference": versions,
        **{name: machine[name] for name in kept},
    }
