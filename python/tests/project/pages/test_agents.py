"""What docs/agents.md says of the JSON is what the JSON has."""

from __future__ import annotations

import re
from dataclasses import fields

from build import ROOT

from lockstep.compare.findings import Cause, Divergence
from lockstep.judge.results import RunResult

PAGE = (ROOT / "docs" / "agents.md").read_text("utf-8")

ENVIRONMENT = {"quick"}  # what `environment` has for a quick run


def names(of: type) -> set[str]:
    """Fields of a record."""
    return {field.name for field in fields(of)}


def test_every_field_of_the_page_is_one_of_the_results() -> None:
    cells = re.findall(r"^\| (`.*?) \| ", PAGE, re.MULTILINE)
    found = {
        word
        for cell in cells
        for word in re.findall(r"`([\w.]+)`", cell)
        if not word.isdigit()
    }
    inner = {w.rpartition(".")[2] for w in found if "." in w} - ENVIRONMENT
    assert len(found) > 15
    assert inner <= names(Divergence)
    assert {w for w in found if "." not in w} <= names(RunResult)
    assert {"id", "words", "cure"} == names(Cause)


def test_every_column_of_a_divergence_is_told() -> None:
    told = set(re.findall(r"`(?:divergence)?\.(\w+)`", PAGE))
    assert names(Divergence) - {"message"} <= told
