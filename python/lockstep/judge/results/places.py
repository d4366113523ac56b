"""The line of a port's own sources that computes what fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ...compare.findings import Divergence
from ...files.strict_json import JsonObject
from .results import RunResult

# A port often has one function for a whole pass of a step.
PASSES = {
    "network_loss": r"loss",
    "network_forward": r"[ZAGM]\d+",
    "network_backward": r"d[ZAGWb]\d+",
    "optimizer_update": r"[vs]?[Wb]\d+",
}


def operations_of(place: Divergence) -> Iterator[str]:
    """Name what computes a quantity, the smallest function first."""
    if place.operation:
        yield from place.operation.split(" and ")
    for name, quantities in PASSES.items():
        if re.fullmatch(quantities, place.quantity):
            yield name


def placed(run: RunResult, facts: JsonObject) -> RunResult:
    """Add to a run where its port computes what diverges.

    Parameters
    ----------
    run : RunResult
    facts : dict
        What the port says of itself, with the `sources` of its port.json.
    """
    sources = facts.get("sources", {})
    if run.divergence is None or not sources:
        return run
    for name in operations_of(run.divergence):
        if name in sources:
            line = sources[name]["first_line"]
            return replace(run, source=f"{sources[name]['file']}:{line}")
    return run
