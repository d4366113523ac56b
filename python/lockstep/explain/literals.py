"""Write values in the words of a language, so that every bit survives."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

WIDTH = 76


class Python:
    """Python, with NumPy as np and the package as fp."""

    continued = "\n"

    def number(self, value: float) -> str:
        """A double."""
        text = repr(float(value))
        return text if np.isfinite(value) else f'float("{text}")'

    def flag(self, value: bool) -> str:
        """A truth value."""
        return repr(value)

    def texts(self, values: Iterable[str]) -> str:
        """Several texts."""
        return f"[{', '.join(map(json.dumps, values))}]"

    def numbers(self, values: np.ndarray) -> str:
        """A vector."""
        return f"np.array([{_joined(self, values)}])"

    def matrix(self, value: np.ndarray) -> str:
        """A matrix, row by row."""
        if not value.size:
            return f"np.empty({value.shape})"
        rows = ",\n".join(f"[{_joined(self, row)}]" for row in value)
        return f"np.array([{rows}])"

    def record(self, fields: dict[str, str]) -> str:
        """Named values."""
        named = (f'"{name}": {text}' for name, text in fields.items())
        return "{" + ",\n".join(named) + "}"


class R:
    """R."""

    continued = "\n"

    def number(self, value: float) -> str:
        """A double."""
        return _plain(value)

    def flag(self, value: bool) -> str:
        """A truth value."""
        return str(value).upper()

    def texts(self, values: Iterable[str]) -> str:
        """Several texts."""
        return f"c({', '.join(map(json.dumps, values))})"

    def numbers(self, values: np.ndarray) -> str:
        """A vector."""
        return f"c({_joined(self, values)})" if len(values) else "numeric(0)"

    def matrix(self, value: np.ndarray) -> str:
        """A matrix, column by column."""
        n_rows, n_columns = value.shape
        flat = self.numbers(value.ravel(order="F"))
        return f"matrix({flat}, {n_rows}, {n_columns})"

    def record(self, fields: dict[str, str]) -> str:
        """Named values."""
        named = (f"{name} = {text}" for name, text in fields.items())
        return "list(" + ",\n".join(named) + ")"


class Octave:
    """Octave: a line that goes on ends with three dots."""

    continued = " ...\n"

    def number(self, value: float) -> str:
        """A double."""
        return _plain(value)

    def flag(self, value: bool) -> str:
        """A truth value."""
        return str(value).lower()

    def texts(self, values: Iterable[str]) -> str:
        """Several texts."""
        return f"{{{', '.join(map(json.dumps, values))}}}"

    def numbers(self, values: np.ndarray) -> str:
        """A vector: a column."""
        return f"[{_joined(self, values)}](:)"

    def matrix(self, value: np.ndarray) -> str:
        """A matrix, row by row."""
        if not value.size:
            return f"zeros ({value.shape[0]}, {value.shape[1]})"
        rows = "; ...\n".join(_joined(self, row) for row in value)
        return f"[{rows}]"

    def record(self, fields: dict[str, str]) -> str:
        """Named values; a cell array needs braces around its own."""
        wrapped = (
            f'"{name}", {{{text}}}' if text[:1] == "{" else f'"{name}", {text}'
            for name, text in fields.items()
        )
        return "struct (" + ", ...\n".join(wrapped) + ")"


LANGUAGES: dict[str, Any] = {"python": Python(), "r": R(), "octave": Octave()}


def literal(language: str, value: Any) -> str:
    """Write any value that an operation case may hand to a port.

    Parameters
    ----------
    language : {"python", "r", "octave"}
    value : bool, number, str, list, ndarray or dict of these

    Returns
    -------
    str
    """
    words = LANGUAGES[language]
    if isinstance(value, dict):
        fields = {name: literal(language, v) for name, v in value.items()}
        return str(words.record(fields))
    if isinstance(value, str):
        # Octave knows no \u; R knows it in any locale.
        return json.dumps(value, ensure_ascii=language != "octave")
    rule = _rule(words, value)
    return str(rule(value))


def _rule(words: Any, value: Any) -> Callable[[Any], str]:
    if isinstance(value, bool):
        return words.flag
    if isinstance(value, (list, tuple)) and isinstance(value[0], str):
        return words.texts
    array = np.asarray(value, dtype=float)
    rules = {0: words.number, 1: words.numbers, 2: words.matrix}
    return lambda _: rules[array.ndim](array)


def _joined(words: Any, values: np.ndarray) -> str:
    """Numbers in lines of a screen's width."""
    text = ", ".join(words.number(value) for value in values)
    lines = textwrap.wrap(text, WIDTH, break_on_hyphens=False)
    return str(words.continued).join(lines)


def _plain(value: float) -> str:
    """17 digits, which R and Octave read exactly; NaN and Inf as they say."""
    if np.isnan(value):
        return "NaN"
    if np.isinf(value):
        return "Inf" if value > 0 else "-Inf"
    return format(float(value), ".17g")
