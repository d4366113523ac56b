"""Ports: the implementations under judgement, and how to reach them."""

from typing import Any

from ..errors import InputError
from ..files.paths import repository_root
from .bridge.session import Session
from .port import PortSpec

PORT_NAMES = ("python", "r", "octave")
BRIDGES = "lockstep.ports.bridge"
REFERENCE = PortSpec("reference", f"{BRIDGES}.reference:ReferenceAdapter")


def port_spec(name: str) -> PortSpec:
    """Find a port by its name.

    Raises
    ------
    InputError
        If there is no such port; the message names those that exist.
    """
    if name == "python":
        return PortSpec(name, f"{BRIDGES}.python:PythonAdapter")
    if name == "r":
        source = {"source": str(repository_root() / "r")}
        return PortSpec(name, f"{BRIDGES}.r:RAdapter", source)
    if name == "octave":
        source = {"source": str(repository_root() / "octave")}
        return PortSpec(name, f"{BRIDGES}.octave:OctaveAdapter", source)
    if name.endswith(".json"):
        from .program.session import process_spec

        return process_spec(name)
    known = ", ".join(PORT_NAMES)
    raise InputError(f"unknown port '{name}': choose from {known}")


def open_session(spec: PortSpec, time_limit: float) -> Any:
    """Start a port: behind a bridge, or a program of its own."""
    from .program.session import ADAPTER, ProcessSession

    kind = ProcessSession if spec.adapter == ADAPTER else Session
    return kind(spec, time_limit)
