"""Three sources side by side on a terminal, highlighted."""

from __future__ import annotations

from collections.abc import Mapping

from rich.columns import Columns
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.syntax import Syntax
from rich.text import Text

from ...languages import LANGUAGES
from .sources import Source
from .timings import Measured

LEAST_WIDTH = 46  # characters of code that are worth a column of their own


def print_side_by_side(
    console: Console,
    sources: Mapping[str, Source],
    measured: Mapping[str, Measured],
    comments: bool,
) -> None:
    """Print an operation's sources in the width at hand.

    Parameters
    ----------
    console : Console
    sources : mapping of Source
        By language.
    measured : mapping of Measured
        By language; may be empty.
    comments : bool
        Show documentation and comments, too.
    """
    n_columns = len(sources)
    if console.width // n_columns < LEAST_WIDTH:
        n_columns = 1
    width = console.width // n_columns - (1 if n_columns > 1 else 0)
    panels = [
        _panel(source, measured.get(language), comments, width)
        for language, source in sources.items()
    ]
    console.print(Columns(panels, padding=(0, 1, 0, 0)))


def _panel(
    source: Source, measured: Measured | None, comments: bool, width: int
) -> Panel:
    code = source.text if comments else source.code
    shown: RenderableType = Syntax(
        code,
        LANGUAGES[source.language].lexer,
        theme="ansi_dark",
        background_color="default",
        word_wrap=True,
    )
    if measured is not None:
        shown = Group(shown, Text(describe(measured), style="bold"))
    title = (
        f"{LANGUAGES[source.language].title}: {source.file}:{source.first_line}"
    )
    return Panel(shown, title=title, title_align="left", width=width)


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
