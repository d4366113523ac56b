"""Write the static site: start page, course, operations, ports, last results.

    python scripts/site/build.py --results FILE --output build/site

Every page stands alone: no server, nothing to download at view time.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from course import PAGES, PICTURES, ROOT, course_html, page_of, title_of
from jinja2 import ChoiceLoader, FileSystemLoader
from markupsafe import Markup

from lockstep.cli.app import EXIT_CODES, EXIT_EQUAL
from lockstep.judge.results import Results
from lockstep.ports.description import PortDescription, read_port
from lockstep.report.page import write_page
from lockstep.report.page.listing import code_style
from lockstep.report.page.render import asset, environment, style_of
from lockstep.report.page.view import View, make_view, rows_by_link
from lockstep.report.stored import read_results
from lockstep.report.texts import words

TEMPLATES = Path(__file__).parent / "templates"
STYLES = ("page", "overview", "steps", "times")
SITE_STYLE = (TEMPLATES / "site.css").read_text("utf-8")


def build(results: Results, folder: Path) -> None:
    """Write all pages.

    Parameters
    ----------
    results : Results
        Of the last run.
    folder : path
        New, or with an earlier site, which is removed.
    """
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    view = make_view(results)
    write_page(folder / "results.html", results)
    ports = list(gallery())
    write(folder / "operations.html", "site_operations.html.j2", **known(view))
    judged = json.loads((ROOT / "docs/measured/ports.json").read_text("utf-8"))
    told = {"ports": ports, "judged": judged["ports"]}
    write(folder / "ports.html", "ports.html.j2", **told)
    for source in PAGES:
        target = folder / page_of(source)
        told = {"title": title_of(source), "body": course_html(source)}
        write(target, "course.html.j2", depth=depth(target, folder), **told)
    copy_pictures(folder)
    # The last: where it stands, the site is whole.
    start = {"view": view, "ports": ports, "lessons": lessons()}
    write(folder / "index.html", "index.html.j2", **start)


def write(file: Path, template: str, depth: str = "", **told: object) -> None:
    """Fill a template of the site; `depth` leads to the site's first folder."""
    made = environment()
    own = FileSystemLoader(TEMPLATES)
    made.loader = ChoiceLoader([own, made.loader] if made.loader else [own])
    style = style_of(STYLES) + Markup(SITE_STYLE + code_style())
    file.parent.mkdir(parents=True, exist_ok=True)
    page = made.get_template(template)
    html = page.render(style=style, depth=depth, words=words(), **told)
    file.write_text(html, "utf-8")


def known(view: View) -> dict[str, object]:
    """What the page of operations shows, and the scripts that it needs."""
    return {
        "view": view,
        "rows": rows_by_link(view),
        "page_of": page_of,
        "script": Markup(asset("scripts/parts.js") + asset("scripts/page.js")),
    }


def gallery() -> Iterator[PortDescription]:
    """Ports of the course, then the examples."""
    folders = [
        ROOT / name for name in ("python/firstprinciples", "r", "octave")
    ]
    examples = sorted((ROOT / "examples").glob("*/port.json"))
    for file in [*(f / "port.json" for f in folders), *examples]:
        if file.is_file():
            yield read_port(file)


def lessons() -> list[tuple[str, str]]:
    """Title and page of each part of the course, in its order."""
    index = ROOT / "docs" / "course" / "README.md"
    linked = re.findall(r"\]\(([a-z_]+\.md)\)", index.read_text("utf-8"))
    sources = [index.parent / name for name in dict.fromkeys(linked)]
    return [(title_of(source), page_of(source)) for source in sources]


def depth(file: Path, folder: Path) -> str:
    """The way from a page to the first folder of the site."""
    return "../" * (len(file.relative_to(folder).parts) - 1)


def copy_pictures(folder: Path) -> None:
    """Copy what the pages of docs/ show."""
    for file in (ROOT / "docs").rglob("*"):
        if file.suffix in PICTURES:
            target = folder / file.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)


def main() -> None:
    """Read the command line and build; end as `lockstep report` does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--results", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    wanted = parser.parse_args()
    results = read_results(wanted.results)
    build(results, wanted.output)
    print(f"wrote {wanted.output}/index.html: {results.verdict}")
    sys.exit(EXIT_CODES.get(results.verdict, EXIT_EQUAL))


if __name__ == "__main__":
    main()
