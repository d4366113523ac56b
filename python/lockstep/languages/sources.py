"""The source of an operation in each language, taken from the files."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

from ..cases.contract import contract
from ..cases.schema import unknown
from ..errors import InputError
from ..files.paths import source_path

LANGUAGES = ("python", "r", "octave")


@dataclass(frozen=True)
class Source:
    """A function as it stands in a file.

    Attributes
    ----------
    language : {"python", "r", "octave"}
    file : str
        Relative to the repository.
    first_line : int
        Of the function in the file, from 1.
    lines : list of str
    documentation : frozenset of int
        Indices of the lines that are documentation, whole-line comments or
        empty.
    """

    language: str
    file: str
    first_line: int
    lines: list[str]
    documentation: frozenset[int]

    @property
    def text(self) -> str:
        """All lines."""
        return "\n".join(self.lines)

    @property
    def code(self) -> str:
        """The lines without documentation and whole-line comments."""
        kept = [
            line
            for number, line in enumerate(self.lines)
            if number not in self.documentation
        ]
        return "\n".join(kept).strip("\n")


def operation_sources(operation: str) -> dict[str, Source]:
    """Find an operation's function in each language.

    Parameters
    ----------
    operation : str
        As the contract names it.

    Returns
    -------
    dict of Source
        By language.

    Raises
    ------
    InputError
        If the contract has no such operation, or a language no such
        function.
    """
    if operation not in contract():
        raise InputError(unknown("operation", operation, list(contract())))
    stem = contract()[operation]["stem"]
    return {
        "python": _python(f"python/firstprinciples/{stem}.py", operation),
        "r": _r(f"r/R/{stem}.R", operation),
        "octave": _octave(f"octave/inst/{stem}/{operation}.m", operation),
    }


def _python(file: str, name: str) -> Source:
    lines = _read(file)
    for node in ast.parse("\n".join(lines)).body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
            documented: set[int] = set()
            if ast.get_docstring(node, clean=False) is not None:
                text = node.body[0]
                documented = set(range(text.lineno, _end(text) + 1))
            return _source("python", file, lines, first, _end(node), documented)
    raise _no_function(file, name)


def _end(node: ast.stmt) -> int:
    return node.end_lineno or node.lineno


def _r(file: str, name: str) -> Source:
    lines = _read(file)
    start = _find(file, lines, rf"{re.escape(name)} <- function\(", name)
    end = _next(lines, start, r"\}$")
    first = start
    while first > 0 and lines[first - 1].startswith("#'"):
        first -= 1
    return _source("r", file, lines, first + 1, end + 1, set())


def _octave(file: str, name: str) -> Source:
    lines = _read(file)
    start = _find(file, lines, "function ", name)
    if not re.search(rf"\b{re.escape(name)} \(", " ".join(lines[start:])):
        raise _no_function(file, name)
    end = _next(lines, start, "endfunction")
    first = start - 1 if start > 0 and not lines[start - 1] else start
    while first > 0 and lines[first - 1].startswith("##"):
        first -= 1
    return _source("octave", file, lines, first + 1, end + 1, set())


def _read(file: str) -> list[str]:
    path = source_path(file)
    try:
        return path.read_text("utf-8").splitlines()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None


def _find(file: str, lines: list[str], pattern: str, name: str) -> int:
    found = (n for n, line in enumerate(lines) if re.match(pattern, line))
    number = next(found, None)
    if number is None:
        raise _no_function(file, name)
    return number


def _next(lines: list[str], start: int, pattern: str) -> int:
    """Index of the next line that matches from its first column on."""
    numbers = range(start + 1, len(lines))
    return next(n for n in numbers if re.match(pattern, lines[n]))


def _source(
    language: str,
    file: str,
    lines: list[str],
    first: int,
    last: int,
    documented: set[int],
) -> Source:
    """Cut a function out; line numbers count from 1, both included."""
    comments = {
        number
        for number in range(first, last + 1)
        if re.match(r"\s*#|$", lines[number - 1])
    }
    indices = frozenset(n - first for n in documented | comments)
    return Source(language, file, first, lines[first - 1 : last], indices)


def _no_function(file: str, name: str) -> InputError:
    return InputError(f"{source_path(file)}: no function {name} in it")
