"""Where the repository, its sources and its fixtures are."""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from ..errors import InputError


@cache
def repository_root() -> Path:
    """Folder that holds r/, octave/, docs/ and fixtures/.

    A clone of the repository; else what an installation brought along.
    """
    here = Path(__file__).resolve()
    clone = here.parents[3]
    is_clone = (clone / "fixtures" / "contract.json").is_file()
    return clone if is_clone else here.parents[1] / "bundled"


def source_path(name: str) -> Path:
    """Find a file or folder of a language's sources.

    Parameters
    ----------
    name : str
        From the root of the repository, such as "r/R".

    Returns
    -------
    Path
        Python's is where Python itself finds the package, if there is no
        clone: it is a distribution of its own.
    """
    path = repository_root() / name
    language, *rest = Path(name).parts
    if language != "python" or path.exists():
        return path
    package = find_spec("firstprinciples")
    origin = package.origin if package else None
    return Path(origin).parents[1].joinpath(*rest) if origin else path


def fixtures_root() -> Path:
    """Folder of the fixtures: $LOCKSTEP_FIXTURES, or the repository's.

    Raises
    ------
    InputError
        If there are no fixtures.
    """
    chosen = os.environ.get("LOCKSTEP_FIXTURES")
    root = Path(chosen).resolve() if chosen else repository_root() / "fixtures"
    if not (root / "contract.json").is_file():
        raise InputError(
            f"{root}: no fixtures here; set LOCKSTEP_FIXTURES to the folder "
            "that holds contract.json"
        )
    return root
