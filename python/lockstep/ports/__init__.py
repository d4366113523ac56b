"""Ports: the implementations under judgement, and how to reach them."""

from ..errors import InputError
from ..paths import repository_root
from .base import (
    PortFailure,
    PortSpec,
    PortUnavailable,
    Reply,
    Request,
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
    known = ", ".join(PORT_NAMES)
    raise InputError(f"unknown port '{name}': choose from {known}")


__all__ = [
    "PORT_NAMES",
    "REFERENCE",
    "TIME_LIMIT",
    "PortFailure",
    "PortSpec",
    "PortUnavailable",
    "Reply",
    "Request",
    "Session",
    "Start",
    "Trace",
    "port_spec",
]
