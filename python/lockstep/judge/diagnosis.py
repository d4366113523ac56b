"""Bug or rounding: what a free run and a replay together say, in words."""

from __future__ import annotations

from collections.abc import Mapping

from ..compare.findings import Divergence
from ..ports.port import Port, PortFailure, PortUnavailable
from ..reference.run import ReferenceRun
from .results import DIVERGED, EQUAL, RunResult
from .retrace import retrace


def diagnose(
    results: Mapping[str, RunResult],
    port: Port,
    reference: ReferenceRun,
) -> None:
    """Add to each result of one port on one case what it means.

    Parameters
    ----------
    results : mapping of RunResult
        By mode, "free" and "replay"; either may be missing.
    port : Port
    reference : ReferenceRun
    """
    free, replay = results.get("free"), results.get("replay")
    if replay is not None and replay.divergence is not None:
        replay.diagnosis = _bug(replay.divergence)
    if free is None:
        return
    if free.verdict == DIVERGED and free.divergence is not None:
        free.diagnosis = _of_free(free, replay, port, reference)
    elif free.judged_steps is not None and free.growth is not None:
        free.diagnosis = f"{_agreement(replay)}{free.growth}"


def _bug(place: Divergence) -> str:
    if place.operation == "read_case":
        return f"a bug: read_case gives another {place.quantity} than the file"
    by = f": {place.operation} computes it" if place.operation else ""
    return (
        f"a bug at {place.quantity}{by}, and nothing has accumulated: replay "
        f"starts step {place.step} from the reference's own parameters"
    )


def _agreement(replay: RunResult | None) -> str:
    if replay is None or replay.verdict != EQUAL:
        return ""
    return (
        "no operation disagrees in replay, so the problem amplifies rounding: "
    )


def _of_free(
    free: RunResult,
    replay: RunResult | None,
    port: Port,
    reference: ReferenceRun,
) -> str:
    """Say why a free run parts."""
    assert free.divergence is not None
    if free.divergence.operation == "read_case":
        return _bug(free.divergence)
    if free.divergence.expected is None:
        return ""  # a wrong form or an error: the message says it all
    if replay is None:
        return "a bug or rounding? Run replay, too, and compare (--mode both)"
    if replay.divergence is not None:
        place = replay.divergence
        return f"replay parts, too, at step {place.step}: {_bug(place)}"
    if replay.verdict != EQUAL:
        return "a bug or rounding? Replay could not be run"
    step = free.divergence.step
    try:
        parted, free.growth = retrace(port, reference)
    except (PortFailure, PortUnavailable) as error:
        return f"the free run cannot be traced again: {error}"
    if parted is not None:
        return (
            "a bug in the training loop: no operation disagrees in replay, "
            f"but step {parted.divergence.step} does not follow from the "
            f"port's own step before it: {parted}"
        )
    return (
        "rounding: no operation disagrees in replay, and every step follows "
        "from the port's own step before it. The problem amplifies rounding: "
        f"step {step} is the first beyond its bound; {free.growth}"
    )
