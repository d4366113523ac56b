"""Search, filter, keys and words of the page, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import SCHEMES, Opened, barriers
from playwright.sync_api import Browser, Page

from lockstep.compare.findings import Cause, Divergence, WorstError
from lockstep.judge.results import Results, RunResult
from lockstep.report.page import write_page

SPIRAL, TIES = "spiral_shuffled-2x3_softmax-gd", "spiral_shuffled-2x5x3_relu"
DROPOUT = "circles-2x11x1_relu-dropout"
CAUSE = Cause("relu-slope-at-0", "relu'(0) is 1", "0 at 0: Z > 0, not Z >= 0")
PLACE = Divergence(
    2, "dZ1", [0, 0], 0.5, 1.0, 0.5, 0.0, operation="relu", causes=[CAUSE]
)
WORDY = Divergence(0, "A", [0], 1.0, 2.0, 1.0, 0.0, hints=["twice too large"])


def found() -> Results:
    """Two ports: the one fails at a case, the other at an operation."""
    error = {"W1": WorstError(1e-15, 4.0, 0.5)}
    runs = [
        RunResult(case, port, mode, max_error=error, values=9)
        for port in ("mine", "theirs")
        for case, mode in [
            (SPIRAL, "free"),
            (DROPOUT, "free"),
            ("softmax-ties", "operation"),
            ("relu-zeros", "operation"),
        ]
        if (port, case) != ("theirs", "relu-zeros")
    ]
    runs += [
        RunResult(
            TIES,
            "mine",
            "replay",
            "diverged",
            divergence=PLACE,
            message="dZ1 is wrong",
            command="lockstep validate 'a b'",
        ),
        RunResult(
            "relu-zeros", "theirs", "operation", "diverged", divergence=WORDY
        ),
        RunResult(
            "mnist-a", "mine", "free", "skipped", message="files are missing"
        ),
    ]
    return Results("0", "1", {}, runs)


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("filter") / "report.html"
    write_page(file, found())
    return file


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    context = browser.new_context(
        permissions=["clipboard-read", "clipboard-write"]
    )
    opened = Opened(context.new_page(), file)
    yield opened.page
    assert [text for text in opened.said if "[bokeh" not in text] == []
    context.close()


def rows(page: Page) -> list[str]:
    """Cases and operations that the filter leaves."""
    shown = page.locator(".matrix tr[data-failing]:visible th a")
    return [text.partition(" ")[0] for text in shown.all_inner_texts()]


def test_what_failed_stands_above_all_else(page: Page) -> None:
    cards = page.locator(".card").all_inner_texts()
    assert "mine: relu'(0) is 1" in cards[0]
    assert "Right: 0 at 0: Z > 0, not Z >= 0" in cards[0]
    assert "theirs: relu() is wrong" in cards[1]
    assert "What it looks like: twice too large" in cards[1]
    tops = [
        page.locator(one).bounding_box()["y"]
        for one in (".answer", ".card >> nth=0", ".tiles", ".matrix")
    ]
    assert tops == sorted(tops)


@pytest.mark.parametrize("width", [360, 1280, 2560])
def test_the_first_screen_answers(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for seen in (".asked", ".answer", ".tally", ".card h3 >> nth=0"):
        box = page.locator(seen).bounding_box()
        assert box["y"] + box["height"] <= 800
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_tiles_count_by_system_and_port(page: Page) -> None:
    row = page.locator(".tiles tr[data-system=softmax] td")
    mine, theirs = row.all_inner_texts()
    assert "2 of 2" in mine
    assert "15.0 digits, headroom 2" in mine
    assert "2 of 2" in theirs
    assert "0 of 1" in page.inner_text(".tiles tr:last-child td >> nth=0")


def test_what_was_skipped_is_a_count_that_opens(page: Page) -> None:
    apart = page.locator("details.apart").first
    assert apart.inner_text().split() == ["1", "skipped"]
    apart.locator("summary").click()
    assert "files are missing" in apart.inner_text()
    assert "mnist-a" in apart.inner_text()


def test_filter_stands_in_the_address(page: Page, file: Path) -> None:
    everything = rows(page)
    assert len(everything) == 6
    page.get_by_label("failures only").check()
    assert sorted(rows(page)) == ["relu", TIES]
    page.locator("select[name=port]").select_option("mine")
    assert rows(page) == [TIES]
    assert page.url.endswith("#port=mine&only=failures")
    page.goto("about:blank")
    page.goto(f"{file.as_uri()}#port=mine&only=failures")
    assert rows(page) == [TIES]
    assert page.get_by_label("failures only").is_checked()
    assert not page.locator(".card", has_text="theirs").is_visible()


@pytest.mark.parametrize(
    ("mark", "left"),
    [
        ("kind=operation", ["softmax", "relu"]),
        ("text=SHUFFLED+softmax", [SPIRAL]),
        ("system=dropout", [DROPOUT]),
        ("text=no+such+thing", []),
    ],
)
def test_each_filter_leaves_what_it_names(
    page: Page, file: Path, mark: str, left: list[str]
) -> None:
    page.goto("about:blank")
    page.goto(f"{file.as_uri()}#{mark}")
    assert sorted(rows(page)) == sorted(left)


def test_a_link_to_a_case_keeps_the_filter(page: Page) -> None:
    page.click(".tiles a:text-is('dropout')")
    assert rows(page) == [DROPOUT]
    page.click(f".matrix a[href='#case-{DROPOUT}']")
    page.wait_for_selector(f"details[id='case-{DROPOUT}'][open]")
    assert page.url.endswith(f"#system=dropout&at=case-{DROPOUT}")


@pytest.mark.parametrize("mark", ["%", "%E0%A4%A", "at=x&system=", "case-no"])
def test_a_foreign_address_does_no_harm(
    page: Page, file: Path, mark: str
) -> None:
    page.goto("about:blank")
    page.goto(f"{file.as_uri()}#{mark}")
    assert len(rows(page)) == 6


def test_keys_lead_to_the_search_and_to_failures(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("np")  # letters of the search, no keys
    assert page.get_by_label("search").input_value() == "np"
    page.keyboard.press("Escape")
    assert len(rows(page)) == 6
    page.locator("h1").click()
    page.evaluate("document.activeElement.blur()")
    opened = "document.activeElement.closest('details')?.id"
    page.keyboard.press("n")
    page.wait_for_function(f"{opened} === 'case-{TIES}'")
    page.keyboard.press("n")
    page.wait_for_function(f"{opened} === 'operation-relu'")
    page.keyboard.press("p")
    page.wait_for_function(f"{opened} === 'case-{TIES}'")


def test_a_command_is_copied_whole(page: Page) -> None:
    page.click(".card .copy >> nth=0")
    page.wait_for_selector("text=copied")
    text = page.evaluate("navigator.clipboard.readText()")
    assert text == "lockstep validate 'a b'"


def test_a_word_is_explained_where_it_stands(page: Page) -> None:
    word = page.locator(".legend a.word", has_text="headroom")
    word.focus()
    page.keyboard.press("Enter")
    note = page.locator("#explained")
    assert note.inner_text().startswith("headroom: the bound divided by")
    page.keyboard.press("Escape")
    assert not note.is_visible()
    assert "#word" not in page.url


@pytest.mark.parametrize("scheme", SCHEMES)
def test_failures_have_no_serious_barrier(page: Page, scheme: str) -> None:
    page.locator(".legend a.word").first.click()
    assert barriers(page, scheme) == []
