"""The page of what changed between two runs, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from chromium import SCHEMES, Opened, barriers
from playwright.sync_api import Browser, Page

from lockstep.compare.findings import WorstError
from lockstep.judge.results import Results, RunResult
from lockstep.report.diff.changes import find_changes
from lockstep.report.diff.page import write_changes

LONG = "spiral_shuffled-2x15x6x3_relu-adam"
MESSAGE = f"dW1[3, 12] at step 1,204 of {LONG} is 2.5 times its bound"


def run(case: str, verdict: str, **told: object) -> RunResult:
    return replace(RunResult(case, "octave", "replay", verdict), **told)


def results(slow: float, *verdicts: str) -> Results:
    """A run for each verdict, and two that are equal before and after."""
    runs = [
        run(f"{LONG}-{number}", verdict, message=MESSAGE)
        for number, verdict in enumerate(verdicts)
    ]
    error = {"W1": WorstError(1e-15, 4.0, slow / 10)}
    timed = run(LONG, "equal", steps=100, seconds=slow, max_error=error)
    facts = {"octave": f"{slow}", "processor": "a name of many words " * 4}
    ports = {"octave": facts}
    return Results("0", "1", {"ports": ports}, [*runs, timed])


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory) -> Iterator[Page]:
    old = results(1.0, "equal", "diverged", "error", "skipped")
    new = results(4.0, "diverged", "equal", "error", "not supported")
    file = tmp_path_factory.mktemp("diff") / "diff.html"
    write_changes(file, old, new, find_changes(old, new))
    opened = Opened(browser.new_page(), file)
    yield opened.page
    assert opened.said == []
    assert len(opened.asked) == 1
    opened.page.close()


def test_what_got_worse_stands_first(page: Page) -> None:
    assert page.inner_text(".answer") == "1 run is worse."
    titles = page.locator("h2").all_inner_texts()
    assert titles[:3] == ["Worse", "Better", "Other verdicts"]
    assert titles[3:] == ["Headroom", "Time a step", "Versions"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_serious_barrier(page: Page, scheme: str) -> None:
    assert barriers(page, scheme) == []


@pytest.mark.parametrize("width", [360, 1280, 2560])
def test_nothing_overflows(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_table_is_reached_by_keyboard(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 900})
    reached = []
    for _ in range(page.locator(".scroll").count()):
        page.keyboard.press("Tab")
        here = page.locator(":focus")
        outline = here.evaluate("one => getComputedStyle(one).outlineStyle")
        assert outline == "solid"
        reached.append(here.get_attribute("aria-label"))
    assert reached == page.locator("h2").all_inner_texts()


def test_times_are_bars_that_can_be_seen(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    before, after = page.locator(".bar-of i").all()
    widths = [one.bounding_box()["width"] for one in (before, after)]
    assert widths[1] == pytest.approx(4 * widths[0], rel=0.05)
    colour = "one => getComputedStyle(one).backgroundColor"
    assert after.evaluate(colour) == "rgb(0, 114, 178)"
