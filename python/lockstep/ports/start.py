"""Ports: the implementations under judgement, and how to reach them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..cases.load import LoadedCase, TrainingCase
from ..errors import InputError, PortUnavailable
from ..files.paths import repository_root
from ..languages import LANGUAGES
from ..traces.quantities import TRAINED
from .bridge.session import BridgePort
from .defaults import PORT_NAMES
from .description import PortDescription, read_port, undeclared
from .port import PROGRAM, PortSpec

if TYPE_CHECKING:
    from .program.session import ProgramPort

ADAPTERS = {known.bridge: known.adapter for known in LANGUAGES.values()}


def port_spec(port: str | Path) -> PortSpec:
    """Find a port by its name, or by its port.json or the folder of it.

    Raises
    ------
    InputError
        If there is no such port, or its description cannot be used.
    """
    if str(port) in PORT_NAMES:
        return described_spec(read_port(repository_root() / port))
    if Path(port).suffix == ".json" or Path(port).exists():
        return replace(described_spec(read_port(port)), file=str(port))
    known = ", ".join(PORT_NAMES)
    raise InputError(
        f"unknown port '{port}': choose from {known}, or name a "
        "port.json or its folder"
    )


def described_spec(port: PortDescription) -> PortSpec:
    """How to reach a port that is described."""
    if port.bridge:
        options = {"source": str(port.source)} if port.source else {}
        return PortSpec(port.name, ADAPTERS[port.bridge], options, port)
    return PortSpec(port.name, PROGRAM, {"file": str(port.file)}, port)


def check_trains(spec: PortSpec) -> None:
    """Refuse a port that claims to read cases only.

    Raises
    ------
    InputError
        If its level is 0.
    """
    if spec.level < TRAINED:
        raise InputError(
            f"{spec.name} claims level {spec.level}, which reads cases and "
            "trains none; a port of level 1 trains"
        )


def check_declares(spec: PortSpec, case: LoadedCase) -> None:
    """Refuse a case that needs what a port does not declare.

    Raises
    ------
    PortUnavailable
        Names what is missing, as the judge does.
    """
    if isinstance(case, TrainingCase):
        lacking = ", ".join(undeclared(spec.description, case))
    else:
        port, name = spec.description, case.operation
        is_known = port is None or name in port.operations
        lacking = "" if is_known else f"operation {name}"
    if lacking:
        raise PortUnavailable(
            f"not supported: port.json does not declare {lacking}"
        )


def program_of(port: str) -> str:
    """The program that the port of a language needs in the PATH, if any."""
    return LANGUAGES[port].program if port in LANGUAGES else ""


def is_reference_code(spec: PortSpec) -> bool:
    """Whether a port is the very code that is the reference."""
    return spec.adapter == ADAPTERS["python"] and not spec.options


def open_port(spec: PortSpec, time_limit: float) -> BridgePort | ProgramPort:
    """Start a port: behind a bridge, or a program of its own.

    Parameters
    ----------
    spec : PortSpec
    time_limit : float
        Seconds for a call of a bridge, or for 1,000 steps of a program.

    Raises
    ------
    PortUnavailable
        If it does not start.
    """
    if spec.is_program:
        from .program.session import ProgramPort  # no bridge needs it

        return ProgramPort(spec, time_limit)
    return BridgePort(spec, time_limit)
