"""The static site: its pages, its links, in a real browser."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote

import pytest
from chromium import SCHEMES, Opened, barriers, started
from missing import need
from playwright.sync_api import Browser
from ruamel.yaml import YAML

from lockstep.judge.results import Results, RunResult
from lockstep.report.formats.files import write_json

ROOT = Path(__file__).resolve().parents[4]
need(find_spec("mdit_py_plugins"), "no mdit-py-plugins: type 'make setup'")


def built(folder: Path, verdict: str) -> subprocess.CompletedProcess[str]:
    """Build the site of a run of this verdict."""
    runs = [
        RunResult("softmax-ordinary", port, "operation", verdict, 1, values=6)
        for port in ("python", "r", "octave")
    ]
    write_json(folder / "results.json", Results("0", "3", {}, runs))
    script = ROOT / "scripts" / "site" / "build.py"
    told = ["--results", folder / "results.json", "--output", folder / "site"]
    command = [sys.executable, script, *map(str, told)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    ended = built(folder, "equal")
    assert (ended.returncode, ended.stderr) == (0, "")
    return folder / "site"


def test_a_run_that_diverges_has_a_site_that_says_so(tmp_path: Path) -> None:
    assert built(tmp_path, "diverged").returncode == 1
    html = (tmp_path / "site/index.html").read_text("utf-8")
    assert "The last run: No. In 1 of 1 cases a port diverges." in html
    assert (
        'class="card diverged"' in (tmp_path / "site/results.html").read_text()
    )


@pytest.mark.parametrize(
    ("ended", "is_built"),
    [(0, True), (1, True), (3, True), (2, False), (4, False), (130, False)],
)
def test_only_a_run_that_judged_gets_a_site(
    tmp_path: Path, ended: int, is_built: bool
) -> None:
    """A run that ends badly has results that nobody should be shown."""
    scripts = {
        "lockstep": f"exit {ended}",
        "python": f"touch '{tmp_path}/built'",
    }
    for name, script in scripts.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / name).chmod(0o755)
    told = ["--old-file=setup", "site", f"BIN={tmp_path}"]
    made = subprocess.run(
        ["make", *told], cwd=ROOT, capture_output=True, check=False
    )
    assert (tmp_path / "built").exists() == is_built
    assert (made.returncode == 0) == is_built


def test_a_site_is_published_though_its_run_diverges() -> None:
    """Its job fails; what shows why is uploaded before."""
    file = ROOT / ".github/workflows/pages.yml"
    jobs = YAML(typ="safe").load(file)["jobs"]
    (upload,) = [s for s in jobs["build"]["steps"] if s.get("id") == "site"]
    asked = [upload["if"], jobs["publish"]["if"]]
    assert all("!cancelled()" in condition for condition in asked)
    assert jobs["build"]["outputs"] == {"site": "${{ steps.site.outcome }}"}
    assert "needs.build.outputs.site == 'success'" in asked[1]


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


def test_gallery_tells_what_was_measured(site: Path) -> None:
    text = (site / "ports.html").read_text("utf-8")
    ports = json.loads((ROOT / "docs/measured/ports.json").read_text("utf-8"))
    for name, found in ports["ports"].items():
        assert f"{found['equal']} of {found['cases']} cases equal" in text
        assert (site / f"docs/figures/ports/{name}.svg").is_file()


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


KINDS = ["index.html", "ports.html", "operations.html"]
KINDS += ["docs/course/softmax.html"]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", KINDS)
def test_a_page_needs_nothing_else_and_has_no_serious_barrier(
    browser: Browser, site: Path, name: str, scheme: str
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 900})
    opened = Opened(page, site / name)
    assert opened.said == []
    assert {url.partition(":")[0] for url in opened.asked} == {"file"}
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert barriers(page, scheme) == []
    page.close()


@pytest.mark.parametrize("name", KINDS)
def test_the_keyboard_skips_to_the_content(
    browser: Browser, site: Path, name: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((site / name).as_uri())
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = "document.activeElement.closest('main') !== null"
    assert page.evaluate(inside)
    outline = "one => getComputedStyle(one).outlineStyle"
    assert page.locator(":focus").evaluate(outline) == "solid"
    page.close()


def test_an_address_opens_its_operation(browser: Browser, site: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{(site / 'operations.html').as_uri()}#operation-softmax")
    opened = page.locator("#operation-softmax[open]")
    assert opened.locator(".listing:visible").count() == 3
    page.close()
