"""The page in a real browser, as its readers use it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from chromium import SCHEMES, Opened, barriers
from playwright.sync_api import Browser, Page

from lockstep.cases.contract import contract
from lockstep.judge.results import Results
from lockstep.judge.run import run
from lockstep.report.page import write_page
from lockstep.report.stored import merged

CASES = [
    "spiral_shuffled-2x3_softmax-gd",
    "digits-64x15x9x10_relu-adam",
    "softmax-ordinary",
    "relu-ordinary",
]


@pytest.fixture(scope="module")
def results() -> Results:
    return run(CASES, steps=12, detail=True)


@pytest.fixture(scope="module")
def page_file(results: Results, tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("page") / "report.html"
    write_page(file, results)
    return file


AS_LOADED = """
() => {
  history.replaceState(null, "", location.pathname);
  for (const one of document.querySelectorAll("details")) one.open = false;
  for (const one of document.querySelectorAll("input")) {
    if (one.checked !== one.defaultChecked) one.click();
  }
}
"""


@pytest.fixture(scope="module")
def only_page(browser: Browser, page_file: Path) -> Iterator[Opened]:
    context = browser.new_context(
        permissions=["clipboard-read", "clipboard-write"]
    )
    yield Opened(context.new_page(), page_file)
    context.close()


@pytest.fixture
def opened(only_page: Opened) -> Iterator[Opened]:
    """The one page, as if it had just been loaded."""
    page = only_page.page
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate(AS_LOADED)
    yield only_page
    assert [text for text in only_page.said if "[bokeh" not in text] == []


def test_opens_without_a_word_and_without_the_network(opened: Opened) -> None:
    opened.open_all("details.case")
    assert {url.partition(":")[0] for url in opened.asked} == {"file"}
    assert len(opened.asked) == 1


def test_opens_quickly(browser: Browser, page_file: Path) -> None:
    started = time.perf_counter()
    page = browser.new_page()
    page.goto(page_file.as_uri())
    page.wait_for_function("document.readyState === 'complete'")
    # The issue is seconds, not milliseconds: a busy machine must not matter.
    assert time.perf_counter() - started < 20
    page.close()


def test_sources_and_libraries_leave_room_for_the_cases(
    page_file: Path,
) -> None:
    """A page of all cases is to stay below 5 MB."""
    assert page_file.stat().st_size < 3e6


def test_every_link_leads_somewhere(opened: Opened) -> None:
    targets = opened.page.eval_on_selector_all(
        "a[href^='#']:not([href^='#system='])",
        "all => all.map(a => a.getAttribute('href').slice(1))",
    )
    assert len(targets) > len(CASES)
    ids = opened.page.evaluate(
        "Array.from(document.querySelectorAll('[id]'), one => one.id)"
    )
    assert len(ids) == len(set(ids))
    assert set(targets) <= set(ids)


def test_a_click_in_the_matrix_opens_the_case(opened: Opened) -> None:
    case = f"details[id='case-{CASES[0]}']"
    assert opened.page.get_attribute(case, "open") is None
    opened.page.click(f"a[href='#case-{CASES[0]}']")
    opened.page.wait_for_selector(f"{case}[open] .bk-Figure")
    # Samples, losses, two distances, and a map for each of three ports.
    opened.page.wait_for_timeout(500)
    assert opened.page.locator(f"{case} figure").count() == 7


@pytest.mark.parametrize("width", [360, 1280, 2560])
def test_maps_stand_in_one_row_and_are_of_one_size(
    opened: Opened, width: int
) -> None:
    case = f"details[id='case-{CASES[0]}']"
    opened.page.set_viewport_size({"width": width, "height": 900})
    opened.open_all(case)
    boxes = opened.page.eval_on_selector_all(
        f"{case} .multiples .plot",
        "all => all.map(one => one.getBoundingClientRect().toJSON())",
    )
    assert len(boxes) == 3
    for side in ("top", "width", "height"):
        assert len({round(box[side], 1) for box in boxes}) == 1
    assert boxes[0]["width"] > 80


def test_losses_on_each_other_say_how_near_they_are(opened: Opened) -> None:
    case = f"details[id='case-{CASES[0]}']"
    opened.open_all(case)
    caption = opened.page.locator(case).get_by_text("Loss of all ports")
    told = re.fullmatch(
        r"Loss of all ports: within (.+) of the reference", caption.inner_text()
    )
    assert told is not None
    assert 0 < float(told[1]) < 1e-13


def test_quantity_can_be_chosen(opened: Opened) -> None:
    case = f"details[id='case-{CASES[0]}']"
    opened.open_all(case)
    choice = opened.page.locator(case).get_by_label(
        "Quantity of the free distances"
    )
    options = choice.locator("option").all_text_contents()
    assert options[:3] == ["loss", "dW1", "db1"]
    choice.select_option("db1")
    opened.page.wait_for_timeout(500)


@pytest.mark.parametrize("switch", ["documentation", "comments"])
def test_switch_hides_and_shows(opened: Opened, switch: str) -> None:
    opened.open_all("#operation-softmax")
    hidden = {"documentation": ".line.documentation", "comments": ".code .c1"}
    some = opened.page.locator(f"#operation-softmax {hidden[switch]}").first
    before = some.is_visible()
    assert before == (switch == "comments")
    opened.page.click(f"#{switch}")
    assert some.is_visible() != before


def test_copied_code_is_the_code_alone(opened: Opened) -> None:
    opened.open_all("#operation-relu")
    opened.page.click("#operation-relu .copy >> nth=0")
    opened.page.wait_for_selector("text=copied")
    text = opened.page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("@checked\ndef relu(")
    assert '"""' not in text


def test_every_operation_has_three_sources(opened: Opened) -> None:
    counts = opened.page.eval_on_selector_all(
        "details.operation",
        "all => all.map(o => [o.id, o.querySelectorAll('.listing').length])",
    )
    assert dict(counts) == {f"operation-{name}": 3 for name in contract()}


def test_below_three_columns_a_language_is_a_tab(opened: Opened) -> None:
    operation = opened.page.locator("#operation-softmax")
    opened.page.set_viewport_size({"width": 1280, "height": 900})
    opened.open_all("#operation-softmax")
    shown = operation.locator(".columns > div:visible")
    assert shown.count() == 3
    opened.page.set_viewport_size({"width": 800, "height": 900})
    assert shown.count() == 1
    operation.get_by_role("button", name="Octave", exact=True).click()
    assert "function P = softmax" in shown.inner_text()
    assert shown.locator(".bar-of").count() == 2


def test_nothing_overflows(opened: Opened) -> None:
    opened.open_all("details.case, #operation-softmax, #operation-adam")
    for width in (360, 1280, 2560):
        opened.page.set_viewport_size({"width": width, "height": 900})
        opened.page.wait_for_function(
            "document.documentElement.scrollWidth <= innerWidth"
        )


def test_code_is_folded_and_never_cut(opened: Opened) -> None:
    opened.page.set_viewport_size({"width": 360, "height": 900})
    opened.open_all("#operation-network_backward")
    cut = opened.page.eval_on_selector_all(
        "#operation-network_backward pre",
        "all => all.filter(one => one.scrollWidth > one.clientWidth).length",
    )
    assert cut == 0


def test_keyboard_leads_from_the_skip_link_to_a_case(opened: Opened) -> None:
    page = opened.page
    skip = page.locator("a, button, input, select, summary, [tabindex]").first
    assert skip.inner_text() == "Skip to the verdict"
    skip.focus()
    assert skip.bounding_box()["x"] >= 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#word-reference"
    outline = "one => getComputedStyle(one).outlineStyle"
    assert page.locator(":focus").evaluate(outline) == "solid"
    page.locator(f"a[href='#case-{CASES[0]}']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(f"details[id='case-{CASES[0]}'][open]")
    focus = "document.activeElement.parentElement.id"
    page.wait_for_function(f"{focus} === 'case-{CASES[0]}'")


@pytest.fixture(scope="module")
def examined(browser: Browser, page_file: Path) -> Iterator[Page]:
    """Everything that is made in another way is open, the rest away."""
    opened = Opened(browser.new_page(), page_file)
    opened.open_all("details.case, #operation-softmax, #operation-adam")
    opened.page.eval_on_selector_all(
        "details.operation:not([open])",
        "all => all.forEach(one => one.querySelector('.columns').remove())",
    )
    yield opened.page
    opened.page.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_serious_barrier(examined: Page, scheme: str) -> None:
    assert barriers(examined, scheme) == []


def test_another_port_is_a_fourth_column(
    browser: Browser, results: Results, tmp_path: Path
) -> None:
    source = {"file": "port.js", "first_line": 3, "text": "relu = 1 < 2"}
    facts = {"language": "JavaScript, mine 1.0", "sources": {"relu": source}}
    own = [replace(r, port="mine") for r in results.runs if r.port == "r"]
    theirs = Results("0", results.fixtures, {"ports": {"mine": facts}}, own)
    file = tmp_path / "fourth.html"
    write_page(file, merged([results, theirs]))
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    opened = Opened(page, file)
    opened.open_all("#operation-relu, #operation-softmax")
    column = page.locator("#operation-relu .other")
    assert column.is_visible()  # without choosing
    page.get_by_label("fourth column").select_option("none")
    assert not column.is_visible()
    page.get_by_label("fourth column").select_option("mine")
    assert "relu = 1 < 2" in column.inner_text()
    assert "port.js:3" in column.inner_text()
    assert "equal on 1 case" in column.inner_text()
    none = page.locator("#operation-softmax .other").inner_text()
    assert "names no source" in none
    page.close()
