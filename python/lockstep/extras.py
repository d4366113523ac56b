"""Optional libraries, and how to install one that is missing.

Each belongs to an extra of pyproject.toml.  A command asks for those it needs
before it begins.
"""

from __future__ import annotations

from functools import cache, partial
from importlib import import_module
from types import ModuleType

from .errors import InputError

EXTRAS = {
    "bokeh": "report",
    "flint": "certify",
    "jinja2": "report",
    "latex2mathml": "report",
    "matplotlib": "plots",
    "oct2py": "octave",
    "pandas": "table",
    "plotext": "plots",
    "pygments": "report",
    "rpy2.rinterface": "r",
}
# Their names for pip, where these are others.
DISTRIBUTIONS = {"flint": "python-flint", "rpy2.rinterface": "rpy2-rinterface"}


@cache
def optional(name: str) -> ModuleType:
    """Import an optional library.

    Parameters
    ----------
    name : str
        A module of `EXTRAS`.

    Raises
    ------
    InputError
        If it cannot be imported; the message says how to install it.
    """
    try:
        return import_module(name)
    except ImportError:
        package = DISTRIBUTIONS.get(name, name)
        raise InputError(
            f"{package} is not installed; type: {cure(EXTRAS[name])}"
        ) from None


flint = partial(optional, "flint")


def require(*names: str) -> None:
    """Refuse to begin without libraries; see `optional`."""
    for name in names:
        optional(name)


def cure(extra: str) -> str:
    """Give the command that installs an extra."""
    return f"pip install 'lockstep-parity[{extra}]', or in a clone: make setup"
