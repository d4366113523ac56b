"""Break any line of mathematics in R or Octave: the judge must name it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from mutants import Mutant, mutants

import lockstep
from lockstep.cases import list_cases
from lockstep.paths import repository_root
from lockstep.ports import port_spec
from lockstep.results import RunResult

AT_ONCE = 6  # ports side by side; each is a process
STEPS = 3


def _mutants(language: str) -> list[Mutant]:
    return mutants(language, repository_root() / language)


def _cases() -> list[Path]:
    return [c.path for c in list_cases() if "2x100" not in c.id]


@cache
def judged(language: str) -> dict[str, list[RunResult]]:
    """Judge all mutants of a language, some at a time."""
    found: dict[str, list[RunResult]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for group in _groups(_mutants(language)):
            specs = [_broken_port(m, Path(folder)) for m in group]
            for run in lockstep.run(_cases(), specs, steps=STEPS).runs:
                found.setdefault(run.port, []).append(run)
    return found


def _groups(items: Sequence[Mutant]) -> Iterator[Sequence[Mutant]]:
    for start in range(0, len(items), AT_ONCE):
        yield items[start : start + AT_ONCE]


def _broken_port(mutant: Mutant, folder: Path) -> lockstep.PortSpec:
    copy = Path(tempfile.mkdtemp(dir=folder))
    source = repository_root() / mutant.language
    shutil.copytree(source, copy, dirs_exist_ok=True)
    mutant.apply(copy)
    spec = port_spec(mutant.language)
    return lockstep.PortSpec(mutant.name, spec.adapter, {"source": str(copy)})


@pytest.mark.parametrize("language", ["r", "octave"])
def test_there_are_lines_to_break(language: str) -> None:
    assert len(_mutants(language)) >= 25


@pytest.mark.parametrize(
    ("language", "name"),
    [
        pytest.param(language, mutant.name, id=f"{language}-{mutant.name}")
        for language in ("r", "octave")
        for mutant in _mutants(language)
    ],
)
def test_broken_line_is_caught_and_named(language: str, name: str) -> None:
    diverged = [r for r in judged(language)[name] if r.verdict == "diverged"]
    assert diverged, "no case shows it"
    assert all(run.divergence.quantity for run in diverged)
