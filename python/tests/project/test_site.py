"""The static site: its pages, its links, in a real browser."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from chromium import Opened, started
from missing import need
from playwright.sync_api import Browser

from lockstep.judge.results import Results, RunResult
from lockstep.report.formats.files import write_json

ROOT = Path(__file__).resolve().parents[3]
need(find_spec("mdit_py_plugins"), "no mdit-py-plugins: type 'make setup'")


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    runs = [
        RunResult("softmax-ordinary", port, "operation", values=6, steps=1)
        for port in ("python", "r", "octave")
    ]
    write_json(folder / "results.json", Results("0", "3", {}, runs))
    script = ROOT / "scripts" / "site" / "build.py"
    told = ["--results", folder / "results.json", "--output", folder / "site"]
    subprocess.run([sys.executable, script, *map(str, told)], check=True)
    return folder / "site"


class Page(HTMLParser):
    """What a page links to, and what can be linked to in it."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(file.read_text("utf-8"))

    def handle_starttag(
        self, tag: str, attrs: list[tuple[str, str | None]]
    ) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.add(value or "")
            if name in ("href", "src") and value:
                self.links.append(value)


def test_each_page_of_the_documentation_is_there(site: Path) -> None:
    names = {file.relative_to(site).as_posix() for file in site.rglob("*.html")}
    assert {"index.html", "operations.html", "ports.html"} <= names
    assert {"results.html", "docs/course/index.html"} <= names
    sources = [f for f in (ROOT / "docs").glob("*.md")]
    assert {f"docs/{file.stem}.html" for file in sources} <= names


def test_every_link_leads_somewhere(site: Path) -> None:
    pages = {file: Page(file) for file in site.rglob("*.html")}
    results = site / "results.html"  # its marks may hold a filter
    broken = []
    for file, page in pages.items():
        for link in page.links if file != results else []:
            if "://" in link or link.startswith(("data:", "mailto:")):
                continue
            path, _, anchor = unquote(link).partition("#")
            target = (file.parent / path).resolve() if path else file
            known = target in pages and anchor in {"", *pages[target].ids}
            if not (known or (target.is_file() and not anchor)):
                broken.append((file.name, link))
    assert broken == []


def test_formulas_are_mathml_and_code_is_code(site: Path) -> None:
    html = (site / "docs/course/softmax.html").read_text("utf-8")
    assert html.count("<math") > 20
    assert "$$" not in html
    assert 'class="code"' in html


def test_the_last_run_is_told_on_the_start_page(site: Path) -> None:
    html = (site / "index.html").read_text("utf-8")
    assert "The last run: Yes." in html
    assert "<strong>3</strong> runs" in html


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started() as browser:
        yield browser


@pytest.mark.parametrize(
    "name",
    ["index.html", "ports.html", "operations.html", "docs/course/softmax.html"],
)
def test_a_page_needs_nothing_else_and_has_no_serious_barrier(
    browser: Browser, site: Path, name: str
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 900})
    opened = Opened(page, site / name)
    assert opened.said == []
    assert {url.partition(":")[0] for url in opened.asked} == {"file"}
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    found = Axe().run(page).response["violations"]
    serious = [
        (one["id"], [node["html"][:120] for node in one["nodes"][:3]])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
    assert serious == []
    page.close()


def test_an_address_opens_its_operation(browser: Browser, site: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{(site / 'operations.html').as_uri()}#operation-softmax")
    opened = page.locator("#operation-softmax[open]")
    assert opened.locator(".listing:visible").count() == 3
    page.close()
