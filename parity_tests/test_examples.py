"""Every port among the examples reaches the level that it claims."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from lockstep.paths import repository_root
from lockstep.ports.description import read_port
from lockstep.results import EQUAL, NOT_SUPPORTED, SKIPPED
from lockstep.validate import validate

EXAMPLES = sorted((repository_root() / "examples").glob("*/port.json"))
STEPS = 8  # two epochs of the cases with batches
IN_CI = "CI" in os.environ  # where nothing may be missing


def skip_if_missing(file: Path) -> None:
    """Skip a language that is not installed; in CI that is an error."""
    program = read_port(file).command[0]
    if shutil.which(program) is None and not IN_CI:
        pytest.skip(f"{program} is not installed")


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.parent.name)
def test_example_reaches_its_level(file: Path) -> None:
    skip_if_missing(file)
    results = validate(file, steps=STEPS)
    wrong = {
        f"{run.case} level {run.level}": run.message
        for run in results.runs
        if run.verdict not in (EQUAL, NOT_SUPPORTED, SKIPPED)
    }
    assert wrong == {}
    assert results.verdict == EQUAL
    trained = {run.case for run in results.runs if run.level == 1}
    claimed = read_port(file).level
    for case in trained:
        levels = {run.level for run in results.runs if run.case == case}
        assert levels == set(range(claimed + 1)), case


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.parent.name)
def test_example_is_short(file: Path) -> None:
    sources = [
        source
        for source in file.parent.iterdir()
        if source.is_file() and source.suffix not in (".json", ".md")
    ]
    lines = [
        line
        for source in sources
        for line in source.read_text().splitlines()
        if line.strip()
    ]
    assert 20 < len(lines) < 150
