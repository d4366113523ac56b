"""docs/ports.md tells what `lockstep validate` found of each example."""

from __future__ import annotations

import json
from pathlib import Path

import ports_page as ports
import pytest

from lockstep.judge.results import Results, RunResult

ROOT = Path(__file__).resolve().parents[4]
TOLD = json.loads(ports.MEASURED.read_text("utf-8"))["ports"]


def test_the_page_is_as_measured() -> None:
    """`python docs/ports_page.py` renews it."""
    assert ports.PAGE.read_text("utf-8") == ports.page()


def test_every_example_is_told() -> None:
    folders = {f.parent.name for f in ROOT.glob("examples/*/port.json")}
    assert set(TOLD) == folders


@pytest.mark.parametrize("name", TOLD)
def test_nothing_that_diverged_is_praised(name: str) -> None:
    described = json.loads(
        (ROOT / "examples" / name / "port.json").read_text("utf-8")
    )
    assert TOLD[name]["level"] == described["level"]
    assert TOLD[name]["headroom"] > 1
    assert not TOLD[name]["badge"]["isError"]
    label = f"lockstep level {described['level']}"
    assert label in (ports.BADGES / f"{name}.svg").read_text("utf-8")


def test_a_level_that_fails_is_not_told_as_reached() -> None:
    runs = [
        RunResult("a", "perl", "echo", level=0, steps=1),
        RunResult("a", "perl", "free", "diverged", level=1, steps=1),
    ]
    found = ports.measured("perl", Results("0", "3", {}, runs))
    assert found["level"] == 0
    assert found["badge"]["isError"]
