"""Optional libraries, with the command that installs them."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from types import ModuleType

from ..errors import InputError


@cache
def flint() -> ModuleType:
    """Load python-flint, which has ball arithmetic.

    Raises
    ------
    InputError
        If it is not installed.
    """
    try:
        return import_module("flint")
    except ImportError:
        raise InputError(
            "certified values need python-flint, which is not installed; "
            "type: pip install 'lockstep-parity[certify]', or in a clone "
            "pip install --editable '.[certify]'"
        ) from None
