"""The source of an operation in each language, taken from the files."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...cases.contract import contract
from ...cases.schema import unknown
from ...errors import InputError
from ...files.paths import source_path
from ...languages import LANGUAGES
from ...languages.base import Language
from ...ports.description import PortDescription


@dataclass(frozen=True)
class Source:
    """A function as it stands in a file.

    Attributes
    ----------
    language : str
    file : str
        Relative to the repository.
    first_line : int
        Of the function in the file, from 1.
    lines : list of str
    documentation : frozenset of int
        Indices of the lines that are documentation, whole-line comments or
        empty.
    lexer : str
        What the highlighter calls the language.
    """

    language: str
    file: str
    first_line: int
    lines: list[str]
    documentation: frozenset[int]
    lexer: str = ""

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
        By language; a language that has no such function is left out.

    Raises
    ------
    InputError
        If the contract has no such operation.
    """
    if operation not in contract():
        raise InputError(unknown("operation", operation, list(contract())))
    stem = contract()[operation]["stem"]
    found = (_source(known, stem, operation) for known in LANGUAGES.values())
    return {source.language: source for source in found if source}


def port_source(port: PortDescription, operation: str) -> Source | None:
    """Give the code of an operation that a port names; None if it names none.

    Returns
    -------
    Source or None
        Its language is the port's name.
    """
    told = port.sources.get(operation)
    if told is None:
        return None
    return Source(
        *(port.name, told["file"], told["first_line"]),
        told["text"].splitlines(),
        frozenset(),
        port.language.partition(",")[0].lower(),
    )


def _source(language: Language, stem: str, operation: str) -> Source | None:
    file = language.source_file(stem, operation)
    if not source_path(file).is_file():
        return None
    lines = _read(file)
    span = language.find(lines, operation)
    if span is None:
        return None
    comments = {
        number
        for number in range(span.first, span.last + 1)
        if re.match(r"\s*#|$", lines[number - 1])
    }
    indices = frozenset(n - span.first for n in span.documented | comments)
    text = lines[span.first - 1 : span.last]
    return Source(
        *(language.name, file, span.first, text, indices), language.lexer
    )


def _read(file: str) -> list[str]:
    path = source_path(file)
    try:
        return path.read_text("utf-8").splitlines()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None
