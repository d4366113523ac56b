"""Find case files: by id, by path, or all of the fixtures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError
from ..files.paths import fixtures_root
from .files import read_fields
from .schema import suggestion
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


def listed_cases(
    cases: Sequence[str | Path] | str | Path | None,
) -> tuple[list[str | Path], list[CaseHeader]]:
    """Name the cases to run, and those of all whose files are missing."""
    if cases is None:
        headers = list_cases()
        ready: list[str | Path] = [h.path for h in headers if not h.missing]
        return ready, [header for header in headers if header.missing]
    if isinstance(cases, (str, Path)):
        return [cases], []
    return list(cases), []


def _header(path: Path) -> CaseHeader:
    fields = read_fields(path)
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


def find_case(case: str | Path) -> Path:
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


def case_name(path: Path) -> str:
    """How a user names a case again: a fixture's id, else its path."""
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
