"""The losses and boundaries of a port that is judged level by level."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from chromium import Opened
from own_port import write_port
from playwright.sync_api import Browser

import lockstep
from lockstep.judge.results import Results, RunResult
from lockstep.judge.run import validate
from lockstep.report.page import write_page
from lockstep.report.page.predicted import predicted, told_of
from lockstep.report.page.steps import steps_of

CASE = "spiral_shuffled-2x3_softmax-gd"
STEPS, STOPS = 20, 12
# Declares no operation: nobody can ask it what it predicts.
PORT = """
import firstprinciples.training as training
from firstprinciples.__main__ import main

right = training.train_step


def frozen(case, Y, parameters, state, step):
    found = right(case, Y, parameters, state, step)
    return found if step < {stops} else found._replace(parameters=parameters)


training.train_step = frozen
raise SystemExit(main())
"""


def port(folder: Path, stops: int, level: int) -> Path:
    """A port that learns nothing from a step on."""
    return write_port(folder, PORT.format(stops=stops), level)


def by_level(folder: Path, stops: int, level: int) -> dict[int, RunResult]:
    file = port(folder, stops, level)
    results = validate(file, cases=[CASE], steps=STEPS, detail=True)
    return {run.level or 0: run for run in results.runs}


@pytest.mark.parametrize("level", [1, 3])
def test_a_port_without_operations_has_losses_and_a_map(
    tmp_path: Path, level: int
) -> None:
    runs = by_level(tmp_path, STEPS, level)
    assert {run.verdict for run in runs.values()} == {"equal"}
    history, predicted = runs[1].history, runs[1].predictions
    assert len(history["losses"]) == STEPS
    assert np.allclose(
        history["losses"], history["reference_losses"], rtol=1e-8, atol=0
    )
    assert (predicted["by"], predicted["after"]) == ("reference", STEPS)
    (own,) = lockstep.run(CASE, ["r"], "free", STEPS, detail=True).runs
    assert predicted["map"] == own.predictions["map"]
    assert own.predictions["by"] == "r"
    # Told once: the levels share the free run.
    kept = {n for n, run in runs.items() if run.history}
    assert kept == ({1, 3} if level == 3 else {1})


def test_nothing_is_kept_that_nobody_asked_for(tmp_path: Path) -> None:
    results = validate(port(tmp_path, STEPS, 3), cases=[CASE], steps=STEPS)
    assert [(run.history, run.predictions) for run in results.runs] == [
        ({}, {})
    ] * 4


def test_where_a_port_diverges_its_losses_leave_the_reference_s(
    tmp_path: Path,
) -> None:
    runs = by_level(tmp_path, STOPS, level=1)
    assert runs[1].verdict == "diverged"
    history = runs[1].history
    losses, wanted = (
        np.array(history[name]) for name in ("losses", "reference_losses")
    )
    assert np.allclose(losses[: STOPS + 1], wanted[: STOPS + 1], rtol=1e-8)
    assert (losses[STOPS + 1 :] > wanted[STOPS + 1 :] * 1.001).all()
    predicted = runs[1].predictions
    right = predicted["reference"]
    (own,) = lockstep.run(CASE, ["r"], "free", STEPS, detail=True).runs
    assert right["map"] == own.predictions["map"]
    assert right["counts"] == own.predictions["counts"]
    assert (right["by"], right["after"]) == ("reference", STEPS)
    assert predicted["map"] != right["map"]


def test_the_page_tells_who_predicted(browser: Browser, tmp_path: Path) -> None:
    runs = by_level(tmp_path, STOPS, level=2)
    file = tmp_path / "page.html"
    results = Results("0", "1", {}, list(runs.values()))
    write_page(file, results)
    page = browser.new_page()
    opened = Opened(page, file)
    opened.open_all("details.case")
    captions = page.locator(".pictures figcaption").all_inner_texts()
    assert captions[1:3] == ["Loss", "Distance from the reference, free"]
    assert captions[-2:] == [
        f"{who} after {STEPS} steps" for who in ("reference", "Python")
    ]
    told = runs[1].predictions
    points = zip(told["map"], told["reference"]["map"], strict=True)
    n_differ = sum(one != other for one, other in points)
    told = f"Maps of reference and Python: different at {n_differ:,} of 2,304"
    assert told in page.inner_text("details.case")
    titles = page.locator(".predictions h3").all_inner_texts()
    assert [title.partition(":")[0] for title in titles] == [
        "reference",
        "Python",
    ]
    assert "computed by the reference" in page.inner_text("details.case")
    assert "free, level 1" in page.inner_text("details.case")
    assert [text for text in opened.said if "[bokeh" not in text] == []
    page.close()


def test_right_maps_are_shown_once_for_each_number_of_steps() -> None:
    def run(port: str, after: int, reference: bool, own: bool) -> RunResult:
        told = {"map": "01", "by": port, "after": after}
        right = {"map": "00", "by": "reference", "after": after}
        predictions = told | ({"reference": right} if reference else {})
        return RunResult(
            CASE, port, "free", predictions=predictions, is_own_code=own
        )

    runs = [
        run("python", 9, reference=False, own=True),
        run("a", 9, reference=True, own=False),
        run("b", 5, reference=True, own=False),
        run("c", 5, reference=True, own=False),
    ]
    shown = predicted(runs)
    assert [one.name for one in shown] == ["python", "a", "reference", "b", "c"]
    assert [one.after for one in shown] == [9, 9, 5, 5, 5]
    assert told_of(shown).startswith(
        "Maps of Python and a: equal at each of 2 points. "
        "Maps of reference, b and c: different at 1 of 2"
    )


def test_curves_of_long_runs_are_no_longer(tmp_path: Path) -> None:
    file = port(tmp_path, 10_000, level=1)
    sizes = []
    for steps in (100, 300):
        found = validate(file, cases=[CASE], steps=steps, detail=True)
        sizes.append(len(json.dumps(found.runs[1].history)))
    assert sizes[1] < 1.1 * sizes[0]
    (told,) = steps_of(found.runs)
    assert len(told["starts"]) <= 48
