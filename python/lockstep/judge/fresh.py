"""Judge a port on cases that nobody has seen: it may hold stored answers."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ..cases.drawn import draw_cases
from ..console.progress import NO_PROGRESS, Progress
from ..files.guard import scratch
from ..ports.defaults import TIME_LIMIT
from ..ports.description import capabilities
from ..ports.start import port_spec
from .results import Results
from .run import validate

N_CASES = 40
LARGEST_SEED = 2**32


def validate_fresh(
    file: str | Path,
    seed: int | None = None,
    level: int | None = None,
    time_limit: float = TIME_LIMIT,
    keep: str | Path | None = None,
    progress: Progress = NO_PROGRESS,
    strict: bool = False,
    detail: bool = False,
) -> Results:
    """Judge a port on drawn data, weights, networks and optimizers.

    Parameters
    ----------
    file : str or path
        Its name, its port.json or the folder of it.
    seed : int, optional
        Draws the same cases again; by default the judge draws the seed, and
        tells it when all is judged.
    level, time_limit, keep, progress, strict, detail
        As for `validate`.

    Returns
    -------
    Results
        A run for each case and level.

    Raises
    ------
    InputError
        If port.json or an option cannot be used, or the port declares no
        network that could be drawn.
    Interrupted, JudgeFailed, PortUnavailable
        As for `validate`.
    """
    port = port_spec(file).description
    able = port.capabilities if port else capabilities()
    drawn = secrets.randbelow(LARGEST_SEED) if seed is None else seed
    with TemporaryDirectory(prefix="fresh-", dir=scratch()) as folder:
        cases = draw_cases(Path(folder), drawn, N_CASES, able)
        results = validate(
            *(file, level, cases, None, time_limit, keep, progress, strict),
            detail=detail,
        )
    again = f"lockstep validate {file} --fresh --seed {drawn}"
    if level is not None:
        again += f" --level {level}"
    if strict:
        again += " --strict"
    # The cases are gone: no other command can look at them.
    results.runs = [
        replace(run, command=again, explain="") for run in results.runs
    ]
    results.environment["fresh"] = {"seed": drawn, "cases": N_CASES}
    return results
