"""Fetch the quantities of a run as arrays."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ..cases.load import TrainingCase, load_case
from ..errors import InputError
from ..traces.trace import Trace
from .defaults import TIME_LIMIT
from .port import PortSpec
from .start import check_trains, open_port, port_spec
from .train import free_run


def trace(
    case: str | Path,
    port: str | Path | PortSpec = "python",
    steps: int | None = None,
    time_limit: float = TIME_LIMIT,
) -> Trace:
    """Let a port train a case and return all quantities of all steps.

    Parameters
    ----------
    case : str or path
        Id of a fixture or a case file.
    port : str, path or PortSpec
        Its name, its port.json or the folder of it.
    steps : int, optional
        All steps of the case by default.
    time_limit : float
        Seconds for one chunk of steps.

    Returns
    -------
    dict of ndarray
        loss, dW2, db2, ..., W1, b1, ...; the step is the first axis.

    Raises
    ------
    InputError
        If the case or the port cannot be used.
    """
    loaded = load_case(case)
    if not isinstance(loaded, TrainingCase):
        raise InputError(f"{loaded.id} is an operation: it has no trace")
    spec = port if isinstance(port, PortSpec) else port_spec(port)
    check_trains(spec)
    with open_port(spec, time_limit) as running:
        limit = min(loaded.steps, steps or loaded.steps)
        running.open_case(loaded, limit)
        chunks = [c.trace for c in free_run(running, loaded, limit)]
    return {
        name: np.concatenate([chunk[name] for chunk in chunks])
        for name in chunks[0]
    }
