"""Optional libraries, and how to install one that is missing.

Each belongs to an extra of pyproject.toml.  A command asks for those it needs
before it begins.
"""

from __future__ import annotations

from functools import cache, partial
from importlib import import_module
from types import ModuleType

from . import InputError

EXTRAS = {
    "bokeh": "report",
    "distributed": "dask",
    "flint": "certify",
    "jinja2": "report",
    "latex2mathml": "report",
    "matplotlib": "plots",
    "pandas": "table",
    "plotext": "plots",
    "pygments": "report",
}
# Their names for pip, where these are others.
DISTRIBUTIONS = {"flint": "python-flint"}


@cache
def optional(name: str, extra: str = "", package: str = "") -> ModuleType:
    """Import an optional library.

    Parameters
    ----------
    name : str
        Of the module.
    extra, package : str
        What brings it, and its name for pip; left out for those of `EXTRAS`.

    Raises
    ------
    InputError
        If it cannot be imported; the message says how to install it.
    """
    try:
        return import_module(name)
    except ImportError:
        package = package or DISTRIBUTIONS.get(name, name)
        raise InputError(
            f"{package} is not installed; type: {cure(extra or EXTRAS[name])}"
        ) from None


flint = partial(optional, "flint")


def require(*names: str) -> None:
    """Refuse to begin without libraries; see `optional`."""
    for name in names:
        optional(name)


def cure(extra: str) -> str:
    """Give the command that installs an extra."""
    return f"pip install 'lockstep-parity[{extra}]', or in a clone: make setup"
