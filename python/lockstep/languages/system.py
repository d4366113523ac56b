"""What to type where the system lacks something a language needs."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from ..files.paths import repository_root

# The columns of scripts/system-packages.txt, after role and need.
MANAGERS = ("apt-get", "dnf", "pacman", "brew")
COMMANDS = {
    "apt-get": "sudo apt-get install",
    "dnf": "sudo dnf install",
    "pacman": "sudo pacman -S",
    "brew": "brew install",
}
NONE = "-"  # this manager has no such package


class Need(NamedTuple):
    """Something that a language needs, and the packages that bring it."""

    what: str
    packages: dict[str, list[str]]


@cache
def needs() -> dict[str, Need]:
    """Read the table of what is needed, by short name."""
    table = repository_root() / "scripts" / "system-packages.txt"
    found = {}
    for line in table.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            _, name, *cells, what = line.split(None, 2 + len(MANAGERS))
            packages = zip(MANAGERS, cells, strict=True)
            found[name] = Need(what, {m: c.split(",") for m, c in packages})
    return found


def install_command(names: Iterable[str], inside: str = "") -> str:
    """Give the commands that install what is needed, on this system.

    Parameters
    ----------
    names : iterable of str
        Short names of the table, such as octave or r_jsonlite.
    inside : str
        Command by which a language installs its own packages, if it can.

    Returns
    -------
    str
        In words, where no package manager is known.
    """
    wanted = list(names)
    if _is_clone():
        return "make setup-run"
    manager = next((m for m in MANAGERS if shutil.which(m)), None)
    if manager is None:
        return f"install {', '.join(needs()[name].what for name in wanted)}"
    return " && ".join(_commands(manager, wanted, inside))


def _commands(manager: str, names: list[str], inside: str) -> Iterator[str]:
    packages, own = [], []
    for name in names:
        known = needs()[name].packages[manager]
        if known != [NONE]:
            packages += known
        elif inside:
            own.append(f'"{name.partition("_")[2]}"')
    if packages:
        yield f"{COMMANDS[manager]} {' '.join(dict.fromkeys(packages))}"
    if own:
        yield inside.format(", ".join(own))


def _is_clone() -> bool:
    """Whether this is a checkout, with make's targets."""
    return (repository_root() / "Makefile").is_file()
