"""Cases: find them, read them, refuse what cannot be used."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from firstprinciples import Network, Optimizer, read_case

from .errors import InputError
from .operation_arguments import read_arguments
from .paths import fixtures_root
from .schema import check_fields, suggestion
from .strict_json import read_object
from .user_files import missing_files


@dataclass(frozen=True)
class CaseHeader:
    """What a case is, without its arrays.

    Attributes
    ----------
    id, kind, title : str
        The kind is "training" or "operation".
    path : Path
    steps : int or None
        None for an operation.
    system : str
        The kind of network, as the course names it.
    operation : str
        Name of the function; nothing for a training case.
    missing : str
        Which files the user has to bring first; mostly nothing.
    """

    id: str
    kind: str
    title: str
    path: Path
    steps: int | None = None
    system: str = ""
    operation: str = ""
    missing: str = ""


@dataclass(frozen=True)
class Case:
    """A case, ready to run.

    Attributes
    ----------
    id, kind, title : str
    path : Path
        Absolute.
    reference : str
        How a user names it again: the id of a fixture, else the path.
    fields : dict
        As in the file.
    """

    id: str
    kind: str
    title: str
    path: Path
    reference: str
    fields: dict[str, Any]


@dataclass(frozen=True)
class TrainingCase(Case):
    """A training run, with everything that it starts from.

    `full_steps` is what the original run makes, `steps` what the suite does.
    """

    X: np.ndarray
    labels: np.ndarray
    parameters: dict[str, np.ndarray]
    network: Network
    optimizer: Optimizer
    steps: int
    full_steps: int
    seed: int
    batch_size: int


@dataclass(frozen=True)
class OperationCase(Case):
    """One function and its arguments, in the contract's order."""

    operation: str
    arguments: dict[str, Any]


def load_case(case: str | Path) -> TrainingCase | OperationCase:
    """Read a case and everything that it names.

    Parameters
    ----------
    case : str or path
        Id of a fixture, or a case file.

    Returns
    -------
    TrainingCase or OperationCase

    Raises
    ------
    InputError
        Says in a line what cannot be used, where, and what would be right.
    """
    path = _find(case)
    fields = read_object(path)
    check_fields(path, fields, "case")
    common = {
        "id": fields.get("id", path.stem),
        "kind": fields.get("kind", "training"),
        "title": fields.get("title", ""),
        "path": path.resolve(),
        "reference": _reference(path),
        "fields": fields,
    }
    if common["kind"] == "operation":
        return _operation(path, common)
    return _training(path, common)


def list_cases() -> list[CaseHeader]:
    """List the cases among the fixtures, training first, then by id.

    Returns
    -------
    list of CaseHeader

    Raises
    ------
    InputError
        If a case cannot be read.
    """
    headers = [_header(path) for path in _fixture_files()]
    return sorted(headers, key=lambda h: (h.kind != "training", h.id))


def _header(path: Path) -> CaseHeader:
    fields = read_object(path)
    check_fields(path, fields, "case")
    return CaseHeader(
        id=fields["id"],
        kind=fields["kind"],
        title=fields["title"],
        path=path,
        steps=fields.get("steps"),
        system=fields.get("system", ""),
        operation=fields.get("operation", ""),
        missing=missing_files(path, fields),
    )


def _training(path: Path, common: dict[str, Any]) -> TrainingCase:
    missing = missing_files(path, common["fields"])
    if missing:
        raise InputError(f"{path}: {missing}")
    try:
        case = read_case(path)
    except (ValueError, OSError) as error:
        raise InputError(f"{path}: {error}") from None
    full_steps = common["fields"].get("full_steps", case.steps)
    if full_steps < case.steps:
        raise InputError(
            f"{path}: full_steps: expected at least steps, {case.steps}, got "
            f"{full_steps}"
        )
    return TrainingCase(
        **common,
        X=case.X,
        labels=case.labels,
        parameters=case.parameters,
        network=case.network,
        optimizer=case.optimizer,
        steps=case.steps,
        full_steps=full_steps,
        seed=case.seed,
        batch_size=case.batch_size,
    )


def _operation(path: Path, common: dict[str, Any]) -> OperationCase:
    operation = common["fields"]["operation"]
    try:
        arguments = read_arguments(operation, common["fields"]["arguments"])
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
    return OperationCase(**common, operation=operation, arguments=arguments)


def _find(case: str | Path) -> Path:
    """Find a case's file by its id or path."""
    path = Path(case)
    try:
        fixture = _fixture(path.name) if len(path.parts) == 1 else None
        if fixture is not None:
            return fixture
        if path.is_file():
            return path
    except OSError as error:  # a name that no file can have
        raise InputError(f"{str(path)[:60]}...: {error.strerror}") from None
    if path.is_dir():
        raise InputError(f"{path}: a folder; name the case file in it")
    if path.suffix == ".json" or len(path.parts) > 1:
        raise InputError(f"{path}: no such file")
    asked = suggestion(str(case), (file.stem for file in _fixture_files()))
    raise InputError(f"no case '{case}'{asked} (`lockstep cases` lists all)")


def _reference(path: Path) -> str:
    known = _fixture(path.stem)
    is_fixture = known is not None and known.samefile(path)
    return path.stem if is_fixture else str(path)


def _fixture(name: str) -> Path | None:
    """File of the fixture with an id."""
    files = [folder / f"{name}.json" for folder in _folders()]
    return next((file for file in files if file.is_file()), None)


def _fixture_files() -> list[Path]:
    return [file for folder in _folders() for file in folder.glob("*.json")]


def _folders() -> tuple[Path, Path]:
    folder = fixtures_root() / "cases"
    return folder, folder / "operations"
