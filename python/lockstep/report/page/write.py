"""Write the page: one file that needs nothing else."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import jinja2
from bokeh.resources import Resources
from markupsafe import Markup

from ...files.write import write_whole
from ...judge.results import Results
from ...languages import LANGUAGES
from ..formats.files import plain
from .case_view import STATISTICS, matched
from .listing import code_style, highlighted
from .overview import words
from .pace import paces, part_of, slowest_step, step_time
from .standing import standings
from .view import machine_rows, make_view, port_rows, rows_by_link

SCRIPTS = ("pictures", "maps", "heat", "steps", "page", "filter")
STYLES = ("page", "overview", "pictures", "steps", "times")


def write_page(file: Path, results: Results) -> None:
    """Write results as a self-contained HTML page.

    Parameters
    ----------
    file : Path
    results : Results
        With curves and predictions if they were kept.

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    view = make_view(results)
    data = {case.id: case.data for case in view.cases}
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("lockstep.report.page"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["language"] = _title
    environment.filters["duration"] = duration
    environment.filters["number"] = number
    environment.filters["ulp"] = ulp
    environment.globals["highlighted"] = highlighted
    html = environment.get_template("page.html.j2").render(
        view=view,
        statistics=STATISTICS,
        rows=rows_by_link(view),
        standings=standings(results),
        paces=paces(results.runs),
        slowest_step=slowest_step,
        step_time=step_time,
        part_of=part_of,
        matched=matched,
        words=words(),
        machine=machine_rows(results),
        described=port_rows(results),
        libraries=Markup("\n".join(_libraries())),
        script=Markup("".join(_asset(f"scripts/{n}.js") for n in SCRIPTS)),
        style=Markup(
            "".join(_asset(f"styles/{n}.css") for n in STYLES) + code_style()
        ),
        data=Markup(embedded(data)),
    )
    write_whole(file, html)


def _title(name: str) -> str:
    """Name a language for people; another port keeps its own name."""
    return LANGUAGES[name].title if name in LANGUAGES else name


def duration(seconds: float) -> str:
    """Write a time in the unit that suits it."""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-6:.3g} µs"


def number(value: object) -> str:
    """Write a number shortly; a word for one stays a word."""
    return f"{value:.3g}" if isinstance(value, (int, float)) else str(value)


def ulp(value: float) -> str:
    """Write units in the last place: two digits matter."""
    return f"{float(f'{value:.2g}'):,g}" if value < 1e6 else f"{value:.1e}"


def embedded(data: object) -> str:
    """Write JSON that can stand inside a script element."""
    text = json.dumps(plain(data), separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028")


def _libraries() -> list[str]:
    """The plotting library's own files, to be written into the page."""
    resources = Resources(mode="inline", minified=True, components=["bokeh"])
    api = Resources(mode="inline", components=["bokeh-api"])
    raw = [*resources.js_raw, *api.js_raw]
    return [text.replace("</script", "<\\/script") for text in raw]


def _asset(name: str) -> str:
    return (files(__package__) / "templates" / name).read_text("utf-8")
