"""Write the page: one file that needs nothing else."""

from __future__ import annotations

import base64
import gzip
import json
from pathlib import Path

from bokeh.resources import Resources
from markupsafe import Markup

from ...files.strict_json import JsonObject
from ...files.write import write_whole
from ...judge.results import Results
from ..formats.files import plain
from ..texts import words
from .case_view import STATISTICS, matched
from .listing import code_style
from .pace import paces, slowest_step, step_time
from .render import asset, rendered
from .standing import standings
from .view import machine_rows, make_view, port_rows, rows_by_link

SCRIPTS = (
    *("parts", "data", "pictures", "maps", "heat", "steps", "page", "filter"),
)
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
    data = {case.id: packed(case.data) for case in view.cases}
    html = rendered(
        "page.html.j2",
        STYLES,
        view=view,
        statistics=STATISTICS,
        rows=rows_by_link(view),
        standings=standings(results),
        paces=paces(results.runs),
        slowest_step=slowest_step,
        step_time=step_time,
        matched=matched,
        words=words(),
        machine=machine_rows(results),
        described=port_rows(results),
        libraries=Markup("\n".join(_libraries())),
        script=Markup("".join(asset(f"scripts/{n}.js") for n in SCRIPTS)),
        code_style=Markup(code_style()),
        data=Markup(embedded(data)),
    )
    write_whole(file, html)


def embedded(data: object) -> str:
    """Write JSON that can stand inside a script element."""
    text = json.dumps(plain(data), separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028")


def packed(data: JsonObject) -> str:
    """Compress a case for the page: it is read when somebody opens it.

    Returns
    -------
    str
        JSON in gzip, in base64.
    """
    text = json.dumps(plain(data), separators=(",", ":"), allow_nan=False)
    return base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode()


def _libraries() -> list[str]:
    """The plotting library's own files, to be written into the page."""
    resources = Resources(mode="inline", minified=True, components=["bokeh"])
    api = Resources(mode="inline", components=["bokeh-api"])
    raw = [*resources.js_raw, *api.js_raw]
    return [text.replace("</script", "<\\/script") for text in raw]
