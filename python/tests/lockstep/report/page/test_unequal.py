"""The page of ports that are wrong, or hostile."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from chromium import Opened
from playwright.sync_api import Browser

import firstprinciples
from lockstep.compare.findings import Comparison, Divergence
from lockstep.files.paths import fixtures_root
from lockstep.judge.results import Outcome, Results, RunResult
from lockstep.judge.run import run
from lockstep.ports.port import PortSpec
from lockstep.report.formats.files import write_json
from lockstep.report.page import write_page
from lockstep.report.stored import read_results

CASE = "spiral_shuffled-2x3_softmax-gd"


@pytest.fixture(scope="module")
def wrong_results(tmp_path_factory) -> Results:
    """Results of a port whose bias gradients are twice too large."""
    source = tmp_path_factory.mktemp("wrong")
    package = Path(firstprinciples.__file__).parent
    shutil.copytree(package, source / package.name)
    shutil.copy(fixtures_root() / "contract.json", source / package.name)
    layers = source / package.name / "layers.py"
    right = "dZ.sum(axis=1, keepdims=True)"
    assert right in layers.read_text()
    layers.write_text(layers.read_text().replace(right, f"2 * {right}"))
    adapter = "lockstep.ports.bridge.python:PythonAdapter"
    wrong = PortSpec("python", adapter, {"source": str(source)})
    return run(CASE, [wrong], steps=5, detail=True)


def test_a_divergence_shows_the_whole_step(
    browser: Browser, wrong_results: Results, tmp_path: Path
) -> None:
    json_file, file = tmp_path / "results.json", tmp_path / "wrong.html"
    write_json(json_file, wrong_results)
    write_page(file, read_results(json_file))
    page = browser.new_page()
    opened = Opened(page, file)
    opened.open_all("details.case")
    free, replay = (page.locator(".fault").nth(n) for n in (0, 1))
    assert "diverged Python, free" in free.inner_text()
    assert free.locator("tr.first th").inner_text() == "db1"
    assert "beyond" in free.locator("tr.first").inner_text()
    assert "lockstep explain" in free.inner_text()
    assert free.locator(".listing").count() >= 1
    # The same step is not told twice.
    assert "diverged Python, replay" in replay.inner_text()
    assert "The whole step is shown above" in replay.inner_text()
    assert replay.locator("tr, .listing").count() == 0
    assert opened.said == [t for t in opened.said if "[bokeh" in t]
    page.close()


HOSTILE = [
    "<script>document.title = 'taken'</script>",
    "</script><img src=x onerror=\"document.title='taken'\">",
    "\"'><b>{{ 7 * 7 }}</b>",
    "x" * 10_000,
    "\u202eright to left",
]


@pytest.fixture(scope="module")
def hostile_file(tmp_path_factory) -> Path:
    """A page on which every word of a port or a case is hostile."""
    good = RunResult("relu-ordinary", "r", "operation", values=1)
    runs = []
    for text in HOSTILE:
        place = Divergence(0, text, [0], 1.0, 2.0, 1.0, 0.0, message=text)
        bad = replace(good, port=text, case=text, command=text, mode="free")
        runs.append(bad.with_outcome(Outcome(Comparison(divergence=place))))
    environment = {text: text for text in HOSTILE}
    file = tmp_path_factory.mktemp("hostile") / "hostile.html"
    write_page(file, Results("0", "1", environment, runs))
    return file


def test_hostile_text_is_text(browser: Browser, hostile_file: Path) -> None:
    """A port's name, message or command must not become part of the page."""
    page = browser.new_page(viewport={"width": 360, "height": 900})
    opened = Opened(page, hostile_file)
    opened.open_all("details.case, #more-failures")
    assert page.title() == "Lockstep: diverged"
    faults = page.locator(".fault").all_inner_texts()
    assert len(faults) == len(HOSTILE)
    for text, fault in zip(HOSTILE, faults, strict=True):
        assert text in fault
        assert text in page.inner_text("#environment")
        assert text in page.inner_text(".unequal")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator("img").count() == 0
    assert opened.said == [t for t in opened.said if "[bokeh" in t]
    page.close()
