"""Write the pages of the course from their templates.

    python docs/build.py                      # the pages
    python docs/build.py --check              # are they as written?
    python docs/build.py --results FILE       # with a new run of the judge
    python docs/build.py --pictures           # with the lessons' new pictures

A template holds the words and equations of a page; the code comes from the
sources, the tables from the judge, the pictures from the lessons.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import shutil
import sys
from pathlib import Path

import jinja2
from page_parts.drawings import draw_all
from page_parts.lessons import lesson, solution
from page_parts.parity_table import parity_table, shorten
from page_parts.snippets import side_by_side
from worked import TABLES

DOCS = Path(__file__).parent
ROOT = DOCS.parent
PARITY = DOCS / "parity.json"
PAGES = DOCS / "course"
LESSONS = ROOT / "build" / "examples"
INDEX = "README.md"


def render(template: Path) -> str:
    """Fill in one template.

    Parameters
    ----------
    template : path

    Returns
    -------
    str
        The page, in Markdown.
    """
    summary = json.loads(PARITY.read_text("utf-8"))
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(template.parent),
        variable_start_string="<<",  # {{ is LaTeX
        variable_end_string=">>",
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,
    )
    page = environment.get_template(template.name).render(
        code=side_by_side,
        picture=picture,
        drawing=drawing,
        lesson=lambda: lesson(template.stem),
        solution=lambda: solution(template.stem),
        worked=lambda name: TABLES[name](),
        parity=lambda *subjects: parity_table(summary, list(subjects)),
    )
    return page + next_page(template)


def picture(part: str, name: str, words: str, see: str) -> str:
    """Markdown of a lesson's picture, and what to see in it."""
    return f"![{words}](pictures/{part}-{name}.png)\n\n*{words}.* {see}"


def drawing(name: str, words: str) -> str:
    """Markdown of a drawing."""
    return f"![{words}](drawings/{name}.svg)"


def next_page(template: Path) -> str:
    """Line that leads to the page that follows in the index."""
    index = (template.parent / INDEX).read_text("utf-8")
    order = re.findall(r"\((\w+\.md)\)", index)
    if template.name not in order[:-1]:
        return ""
    name = order[order.index(template.name) + 1]
    title = (template.parent / name).read_text("utf-8").partition("\n")[0]
    return f"\nNext: [{title.removeprefix('# ')}]({name})\n"


def pages() -> dict[Path, str]:
    """All pages, by file."""
    templates = sorted((DOCS / "templates").glob("*.md"))
    return {PAGES / file.name: render(file) for file in templates}


def check(written: dict[Path, str]) -> int:
    """Compare pages with what they should be; 1 if one is stale."""
    stale = 0
    for file, wanted in written.items():
        got = file.read_text("utf-8") if file.exists() else ""
        if got != wanted:
            stale = 1
            name = str(file.relative_to(ROOT))
            lines = got.splitlines(), wanted.splitlines()
            sys.stdout.write(f"{name} is not as its sources say\n")
            shown = difflib.unified_diff(*lines, name, "sources", lineterm="")
            sys.stdout.write("\n".join(list(shown)[:20]) + "\n")
    if stale:
        sys.stdout.write("type: python docs/build.py\n")
    return stale


def copy_pictures(written: dict[Path, str]) -> None:
    """Take the pictures that pages show from the Python lessons."""
    for page in written.values():
        for name in re.findall(r"\(pictures/(.+?)\.png\)", page):
            part, _, rest = name.partition("-")
            file = LESSONS / part / "python" / f"{rest}.png"
            shutil.copy(file, PAGES / "pictures" / f"{name}.png")


def main() -> int:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--pictures", action="store_true")
    parser.add_argument("--results", type=Path)
    options = parser.parse_args()
    if options.results is not None:
        summary = shorten(
            options.results, json.loads(PARITY.read_text("utf-8"))
        )
        PARITY.write_text(json.dumps(summary, indent=1) + "\n", "utf-8")
    written = pages()
    if options.check:
        return check(written)
    (PAGES / "pictures").mkdir(parents=True, exist_ok=True)
    for file, text in written.items():
        file.write_text(text, "utf-8")
    if options.pictures:
        copy_pictures(written)
        draw_all(PAGES / "drawings")
    return 0


if __name__ == "__main__":
    sys.exit(main())
