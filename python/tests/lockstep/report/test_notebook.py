"""Results as a notebook shows them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from lockstep import Results, RunResult
from lockstep.compare.findings import WorstError
from lockstep.judge.results.tables import HEADINGS, MOST_ROWS

RUN = RunResult("a", "r", "free", values=7, steps=10)
BAD = replace(RUN, verdict="diverged", message="<b>&</b> at step 3")


def shown(*runs: RunResult, **told: object) -> ET.Element:
    """The HTML as a tree: it must be well formed."""
    results = replace(Results("0", "1", {}, list(runs)), **told)
    return ET.fromstring(f"<div>{results._repr_html_()}</div>")


def cells(tree: ET.Element) -> list[list[str]]:
    return [
        ["".join(cell.itertext()) for cell in row]
        for row in tree.findall("table/tbody/tr")
    ]


def test_what_failed_stands_first_and_text_is_text() -> None:
    tree = shown(RUN, BAD)
    first, second = cells(tree)
    assert first[3] == "\u2717 diverged"
    assert first[-1] == "<b>&</b> at step 3"
    assert second[3] == "\u2713 equal"
    assert len(first) == len(HEADINGS) == len(tree.findall("table/thead//th"))
    said = "".join(tree.find("p").itertext())
    assert said.startswith("\u2717 diverged: 2 runs (1 equal, 1 diverged); 14")


@pytest.mark.parametrize(
    ("fraction", "headroom"),
    [(0.25, "4"), (0.0, "exact"), (float("nan"), "nan")],
)
def test_headroom_is_told(fraction: float, headroom: str) -> None:
    near = replace(RUN, max_error={"W1": WorstError(fraction=fraction)})
    assert cells(shown(near))[0][-2] == headroom


def test_what_was_not_compared_has_no_headroom() -> None:
    assert cells(shown(replace(RUN, values=0, verdict="error")))[0][-2] == ""


def test_a_long_table_says_how_much_it_leaves_out() -> None:
    tree = shown(*[replace(RUN, case=str(n)) for n in range(MOST_ROWS + 5)])
    assert len(cells(tree)) == MOST_ROWS
    assert tree.findall("p")[1].text == "and 5 more runs"


def test_a_run_that_was_stopped_is_no_pass() -> None:
    said = "".join(shown(RUN, is_complete=False).find("p").itertext())
    assert said.startswith("! error")
    assert said.endswith("the run is not complete")


def test_no_runs_are_no_pass() -> None:
    said = "".join(shown().find("p").itertext())
    assert said.startswith("! error: 0 runs (none)")
