"""An explanation for people: a table, the worst element, two programs."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text

from ..explain.table import BEYOND, MISSING, Explanation, Row
from ..files.write import write_whole
from ..judge.diagnosis.locate import computes
from ..languages import LANGUAGES

HEADINGS = (
    "quantity",
    "operation",
    "shape",
    "error",
    "bound",
    "ULP",
    "ULP from truth",
    "reference's",
    "",
)
LEFT = ("quantity", "operation", "shape", "")
# Left out one by one, until the table fits.
SPARE = ("reference's", "shape", "ULP from truth", "operation", "ULP")
GAP = 2  # characters between columns
STYLES = {BEYOND: "bold red", MISSING: "bold red"}
TINY = 1e-300  # what underflow alone may do
SHOWN = 6  # numbers of a longer list


def print_explanation(console: Console, found: Explanation) -> None:
    """Print a whole explanation."""
    where = "" if found.step is None else f", step {found.step}"
    said = f"{found.case}, {found.port}{where}: {verdict(found)}"
    console.print(Text(said, style="bold"))
    console.print(_table(found, console.width))
    for said in filter(None, [found.note, found.certified]):
        console.print(Text(said, style="dim"))
    _print_worst(console, found)


def print_programs(console: Console, found: Explanation) -> None:
    """Print the programs that compute the worst element again."""
    for language, program in found.snippets.items():
        whose = "the reference's" if language == "python" else "the port's"
        title = f"\n{LANGUAGES[language].title}, prints {whose} number:\n"
        console.print(Text(title, style="bold"))
        print_code(console, program)


def verdict(found: Explanation) -> str:
    """Say in a sentence what the table shows."""
    if found.first_beyond is None:
        return "every quantity is within its bound"
    row = found.row(found.first_beyond)
    return (
        f"{row.quantity} is the first beyond its bound: "
        f"{computes(row.operation)}, and all before it agrees"
    )


def write_programs(folder: Path, found: Explanation) -> None:
    """Write the programs that show the worst element, a file a language."""
    stem = f"{found.case}-{found.focus}"
    for language, program in found.snippets.items():
        ending = LANGUAGES[language].ending
        write_whole(folder / f"{stem}.{ending}", program)


def print_code(console: Console, program: str) -> None:
    """Print a program as it is, to be copied."""
    console.print(Text(program), soft_wrap=True, highlight=False, markup=False)


def _table(found: Explanation, width: int) -> Table:
    """All rows, and the columns for which there is room."""
    rows = [
        dict(zip(HEADINGS, _cells(row, found.first_beyond), strict=True))
        for row in found.rows
    ]
    needed = {
        heading: max(len(heading), *(len(cells[heading]) for cells in rows))
        for heading in HEADINGS
    }
    shown = list(HEADINGS)
    for heading in SPARE:
        if sum(needed[name] + GAP for name in shown) - GAP <= width:
            break
        shown.remove(heading)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in shown:
        justify: JustifyMethod = "left" if heading in LEFT else "right"
        table.add_column(heading, justify=justify)
    for row, cells in zip(found.rows, rows, strict=True):
        style = STYLES.get(row.verdict)
        table.add_row(*(cells[name] for name in shown), style=style)
    return table


def _cells(row: Row, first: str | None) -> list[str]:
    mark = {BEYOND: "beyond", MISSING: "missing or misshapen"}
    said = mark.get(row.verdict, "")
    said += ", the first" if row.quantity == first else ""
    shape = " x ".join(map(str, row.shape))
    worst = row.worst
    if worst is None:
        return [row.quantity, row.operation, shape, *[""] * 5, said]
    return [
        row.quantity,
        row.operation,
        shape,
        f"{worst.error:.1e}" if worst.error else "0",
        f"{worst.bound:.1e}" if worst.bound > TINY else "equal bits",
        _ulp(worst.ulp),
        _ulp(row.certified_ulp),
        _ulp(row.reference_certified_ulp),
        said,
    ]


def _ulp(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.1f}" if value < 1e6 else f"{value:.0e}"


def _print_worst(console: Console, found: Explanation) -> None:
    worst = found.row(found.focus).worst
    if worst is None:
        return
    console.print(
        Text(
            f"\nworst element: {found.focus}{worst.index or ''}\n"
            f"  reference {worst.expected!r}\n"
            f"  {found.port:9} {worst.actual!r}"
        )
    )
    for name, value in found.inputs.items():
        console.print(Text(f"  from {name} = {_short(value)}"))


def _short(value: object) -> str:
    """A list's first numbers, and how many there are."""
    if isinstance(value, dict):
        return ", ".join(value)
    if not isinstance(value, list):
        return repr(value)
    if value and isinstance(value[0], list):
        return f"{len(value)} x {len(value[0])} numbers"
    if len(value) <= SHOWN:
        return repr(value)
    shown = ", ".join(map(repr, value[:SHOWN]))
    return f"[{shown}, ...], {len(value)} numbers"
