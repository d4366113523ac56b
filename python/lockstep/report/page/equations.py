"""The equation of each operation, as MathML."""

from __future__ import annotations

from latex2mathml.converter import convert
from markupsafe import Markup

from ..texts import equations


def equation(operation: str) -> Markup | None:
    """Give the equation of an operation as MathML.

    Returns
    -------
    Markup or None
        None if the operation is no formula (it reads a file, say).
    """
    latex = equations().get(operation)
    return None if latex is None else Markup(convert(latex, display="block"))
