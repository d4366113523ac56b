"""Source code as highlighted lines of HTML, with notes at some of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from markupsafe import Markup, escape
from pygments import highlight
from pygments.filter import simplefilter
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Name, Punctuation, Text, Whitespace
from pygments.util import ClassNotFound

from ...cases.contract import result_names
from ...languages import LANGUAGES
from ..side_by_side.sources import Source
from ..texts.notes import note_line, notes_of

LIGHT, DARK = "default", "github-dark"
Tokens = Iterator[tuple[Any, str]]  # of kinds that Pygments does not type
PLAIN = (Name, Punctuation, Whitespace)  # looks as other text does
LONG = 30  # characters: a line that may have to be folded


@dataclass(frozen=True)
class Line:
    """A line of code.

    Attributes
    ----------
    html : Markup
    indent : int or None
        Spaces before it, if it is so long that it may have to be folded.
    documentation : bool
        Whether it is documentation or a comment as a whole.
    note : int or None
        Number of the note that concerns it.
    makes : str
        The results that it computes, by name.
    """

    html: Markup
    indent: int | None
    documentation: bool
    note: int | None
    makes: str


@dataclass(frozen=True)
class Listing:
    """A function in one language, and the notes to its lines."""

    language: str
    file: str
    first_line: int
    lines: list[Line]
    notes: list[str]
    code: str


def make_listing(operation: str, source: Source) -> Listing:
    """Highlight a source."""
    shown = _html_lines(source.text, _lexer(LANGUAGES[source.language].lexer))
    notes = notes_of(operation, source.language)
    at = [note_line(note["at"], source) for note in notes]
    results = result_names(operation)
    makes = {name: result_lines(name, source) for name in results}
    lines = [
        Line(
            _line_html(number, html, source),
            indent_of(source.lines[number]),
            number in source.documentation,
            at.index(number) + 1 if number in at else None,
            " ".join(name for name in results if number in makes[name]),
        )
        for number, html in enumerate(shown)
    ]
    return Listing(
        source.language,
        source.file,
        source.first_line,
        lines,
        [note["note"] for note in notes],
        source.code,
    )


@cache
def _lexer(language: str) -> Lexer:
    lexer = get_lexer_by_name(language, stripnl=False)
    lexer.add_filter(_plain_text())
    return lexer


@simplefilter  # type: ignore[untyped-decorator]
def _plain_text(
    _self: object, _lexer: Lexer, stream: Tokens, _options: object
) -> Tokens:
    """Leave out what has no colour: half of the page would be its marks."""
    for kind, text in stream:
        yield (Text if kind in PLAIN else kind), text


def _html_lines(text: str, lexer: Lexer) -> list[str]:
    html = highlight(text, lexer, HtmlFormatter(nowrap=True))
    return str(html).rstrip("\n").split("\n")


def indent_of(line: str) -> int | None:
    """Spaces before a line that may have to be folded; None for others."""
    return _indent(line) if len(line) > LONG else None


def _line_html(number: int, html: str, source: Source) -> Markup:
    """Leave documentation as it is: it is text."""
    if number in source.documentation:
        return escape(source.lines[number])
    # A deep indent may be cut where there is no room, not the code.
    return Markup(re.sub(r"^ +", r'<span class="indent">\g<0></span>', html))


def result_lines(name: str, source: Source) -> set[int]:
    """Find the lines of code that compute a result.

    Lines that give it its name; else those that return; else the last
    statement.

    Parameters
    ----------
    name : str
        Of the result, as the contract has it.
    source : Source
    """
    code = {
        number: line
        for number, line in enumerate(source.lines)
        if number not in source.documentation
    }
    named = rf"(^\s*|\(){re.escape(name)}\s*(=|<-|\+=)\s"
    for pattern in (named, r"^\s*return\b"):
        found = {n for n, line in code.items() if re.search(pattern, line)}
        if found:
            return found
    return _last_statement(code)


def _last_statement(code: dict[int, str]) -> set[int]:
    """The last line that is indented as the first one of the body, and on."""
    body = [n for n, line in code.items() if re.match(r"\s+\w", line)]
    if not body:
        return set(code)
    least = min(_indent(code[n]) for n in body)
    first = max(n for n in body if _indent(code[n]) == least)
    return {n for n in code if n >= first and _indent(code[n]) >= least}


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def highlighted(text: str, language: str) -> Markup:
    """Highlight a program, in lines as those of a listing.

    Parameters
    ----------
    text : str
    language : str
        An unknown one is shown as it is.
    """
    try:
        lexer = _lexer(language)
    except ClassNotFound:
        return Markup('<span class="line">{}</span>').format(text)
    return Markup("").join(
        Markup(f'<span class="line">{line}\n</span>')
        for line in _html_lines(text, lexer)
    )


def code_style() -> str:
    """CSS of the highlighted code, light and dark."""
    light = HtmlFormatter(style=LIGHT).get_style_defs(".code")
    dark = HtmlFormatter(style=DARK).get_style_defs(".code")
    return f"{light}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}"
