"""Ports: the implementations under judgement, and how to reach them."""

from typing import Any

from ..errors import InputError
from ..paths import repository_root
from .base import (
    PortCut,
    PortFailure,
    PortSpec,
    PortUnavailable,
    Reply,
    Request,
    RunningPort,
    Start,
    Trace,
)
from .session import TIME_LIMIT, Session

PORT_NAMES = ("python", "r", "octave")
REFERENCE = PortSpec("reference", "lockstep.ports.reference:ReferenceAdapter")


def port_spec(name: str) -> PortSpec:
    """Find a port by its name.

    Raises
    ------
    InputError
        If there is no such port; the message names those that exist.
    """
    if name == "python":
        return PortSpec(name, "lockstep.ports.python:PythonAdapter")
    if name == "r":
        source = {"source": str(repository_root() / "r")}
        return PortSpec(name, "lockstep.ports.r:RAdapter", source)
    if name == "octave":
        source = {"source": str(repository_root() / "octave")}
        return PortSpec(name, "lockstep.ports.octave:OctaveAdapter", source)
    if name.endswith(".json"):
        from .process import process_spec

        return process_spec(name)
    known = ", ".join(PORT_NAMES)
    raise InputError(f"unknown port '{name}': choose from {known}")


def open_session(spec: PortSpec, time_limit: float) -> Any:
    """Start a port: behind a bridge, or a program of its own."""
    from .process import ADAPTER, ProcessSession

    kind = ProcessSession if spec.adapter == ADAPTER else Session
    return kind(spec, time_limit)


__all__ = [
    "PORT_NAMES",
    "REFERENCE",
    "TIME_LIMIT",
    "PortCut",
    "PortFailure",
    "PortSpec",
    "PortUnavailable",
    "Reply",
    "Request",
    "RunningPort",
    "Session",
    "Start",
    "Trace",
    "open_session",
    "port_spec",
]
