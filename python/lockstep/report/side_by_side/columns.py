"""An operation on a terminal: equation, sources side by side, notes, times."""

from __future__ import annotations

from collections.abc import Mapping

from rich.columns import Columns
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.syntax import Syntax
from rich.text import Text

from ...languages import LANGUAGES
from ..texts import derivation, equations
from ..texts.notes import notes_of
from .sources import Source
from .timings import Measured

LEAST_WIDTH = 46  # characters of code that are worth a column of their own
LONGEST_BAR = 20  # characters


def print_heading(console: Console, operation: str) -> None:
    """Print the equation of an operation, and where it is derived."""
    latex, place = equations().get(operation), derivation(operation)
    if latex:
        console.print(Text(f"{operation}: {latex}"), soft_wrap=True)
    if place:
        console.print(Text(f"derived in docs/{place}", style="dim"))


def print_side_by_side(
    console: Console,
    operation: str,
    sources: Mapping[str, Source],
    measured: Mapping[str, Measured],
    comments: bool,
) -> None:
    """Print an operation's sources in the width at hand.

    Parameters
    ----------
    console : Console
    operation : str
    sources : mapping of Source
        By language, or by the name of a port.
    measured : mapping of Measured
        By the same; may be empty.
    comments : bool
        Show documentation and comments, too.
    """
    n_columns = len(sources)
    if console.width // n_columns < LEAST_WIDTH:
        n_columns = 1
    width = console.width // n_columns - (1 if n_columns > 1 else 0)
    slowest = max((one.seconds for one in measured.values()), default=0.0)
    panels = []
    for name, source in sources.items():
        parts = [_code(source, comments), *_notes(operation, source)]
        if name in measured:
            parts += _measured(measured[name], slowest)
        title = f"{_title(source)}: {source.file}:{source.first_line}"
        panels.append(
            Panel(Group(*parts), title=title, title_align="left", width=width)
        )
    console.print(Columns(panels, padding=(0, 1, 0, 0)))


def _title(source: Source) -> str:
    known = LANGUAGES.get(source.language)
    return known.title if known else source.language


def _code(source: Source, comments: bool) -> RenderableType:
    return Syntax(
        source.text if comments else source.code,
        source.lexer,
        theme="ansi_dark",
        background_color="default",
        word_wrap=True,
    )


def _notes(operation: str, source: Source) -> list[RenderableType]:
    """What differs in this language, and at which words."""
    return [
        Text.assemble((note["at"].strip(), "bold"), f": {note['note']}")
        for note in notes_of(operation, source.language)
    ]


def _measured(measured: Measured, slowest: float) -> list[RenderableType]:
    """How exact and how quick, with the time as a bar."""
    part = measured.seconds / slowest if slowest > 0 else 0.0
    bar = "\u2588" * max(1, round(LONGEST_BAR * part))
    return [Text(describe(measured), style="bold"), Text(bar, style="blue")]


def describe(measured: Measured) -> str:
    """Say in a line how exact and how quick a port is."""
    cases = "case" if measured.n_cases == 1 else "cases"
    truth = ""
    if measured.truth_ulp is not None:
        truth = f"; {measured.truth_ulp:.2g} ULP from the certified value"
    return (
        f"{measured.verdict} on {measured.n_cases} {cases}; "
        f"error {measured.ulp:.0f} ULP, {100 * measured.fraction:.0f} % of the "
        f"bound{truth}; {1e6 * measured.seconds:.0f} µs"
    )
