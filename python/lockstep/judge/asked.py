"""The cases and ports of a call, read and checked before anything runs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ..cases.find import CaseHeader, listed_cases
from ..cases.load import LoadedCase, load_case
from ..errors import InputError
from ..ports.defaults import PORT_NAMES
from ..ports.port import PortSpec
from ..ports.start import port_spec
from .claims import Claims


class Asked(NamedTuple):
    """Cases, those of which files are missing, and ports."""

    cases: list[LoadedCase]
    absent: list[CaseHeader]
    specs: list[PortSpec]


def asked_for(
    cases: Sequence[str | Path] | str | Path | None,
    ports: Sequence[str | PortSpec],
) -> Asked:
    """Read cases and ports as `run` is given them.

    Raises
    ------
    InputError
        If one cannot be used, or is named twice.
    """
    listed, absent = listed_cases(cases)
    loaded = [load_case(case) for case in listed]
    specs = [p if isinstance(p, PortSpec) else port_spec(p) for p in ports]
    _check_specs(specs, loaded)
    _refuse_twice("case", [case.id for case in loaded])
    return Asked(loaded, absent, specs)


def _check_specs(specs: list[PortSpec], cases: list[LoadedCase]) -> None:
    if not specs:
        raise InputError("no port given: choose from " + ", ".join(PORT_NAMES))
    _refuse_one_name_for_two(specs)
    _refuse_twice("port", [spec.name for spec in specs])
    for spec in specs:
        Claims(spec.description).check_known_failures(cases)


def _refuse_one_name_for_two(specs: list[PortSpec]) -> None:
    of_name: dict[str, str] = {}
    for spec in specs:
        first = of_name.setdefault(spec.name, spec.reference)
        if first != spec.reference:
            raise InputError(
                f"{first} and {spec.reference} are both named '{spec.name}': "
                "change `name` in one port.json"
            )


def _refuse_twice(noun: str, names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise InputError(f"{noun} '{name}' is given twice: name it once")
