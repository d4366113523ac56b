"""The equation of each operation, as MathML."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from latex2mathml.converter import convert
from markupsafe import Markup


@cache
def equations() -> dict[str, str]:
    """LaTeX of the equation of each operation that has one."""
    text = files(__package__).joinpath("equations.json").read_text("utf-8")
    return dict(json.loads(text))


def equation(operation: str) -> Markup | None:
    """Give the equation of an operation as MathML.

    Parameters
    ----------
    operation : str

    Returns
    -------
    Markup or None
        None if the operation is no formula (it reads a file, say).
    """
    latex = equations().get(operation)
    return None if latex is None else Markup(convert(latex, display="block"))
