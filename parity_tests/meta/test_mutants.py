"""Break any line of mathematics in R or Octave: the judge must name it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from mutants import CORE, OTHERS, SHOWN_BY, Mutant, mutants

import lockstep
from lockstep.cases import list_cases
from lockstep.operations import contract
from lockstep.paths import repository_root
from lockstep.ports import port_spec
from lockstep.results import RunResult

AT_ONCE = 6  # ports side by side; each is a process
STEPS = 3
LANGUAGES = ("r", "octave")
# Few and small: each activation, both losses, ties, a state, a batch, a mask.
TRAINING = (
    "circles-2x11x1_relu-dropout",
    "spiral_shuffled-2x15x6x3_relu-adam",
    "spiral_shuffled-2x15x6x3_tanh-gd",
    "spiral_shuffled-2x5x3_relu_ties-gd",
    "spiral_shuffled-2x9x3x3_sigmoid-gd",
)
# LOCKSTEP_MUTANTS=all breaks the stems beside training, too.
STEMS = CORE + (OTHERS if os.environ.get("LOCKSTEP_MUTANTS") else ())


def _mutants(language: str) -> list[Mutant]:
    package = repository_root() / language
    return [m for stem in STEMS for m in mutants(language, package, stem)]


def _cases(stems: Sequence[str]) -> list[Path]:
    """Operations of some stems, and short training if they are its core."""
    training = stems[0] in CORE
    shown_by = {SHOWN_BY.get(stem, stem) for stem in stems}
    return [
        case.path
        for case in list_cases()
        if (training and case.id in TRAINING)
        or (
            case.kind == "operation"
            and contract()[case.operation]["stem"] in shown_by
        )
    ]


@cache
def judged(language: str) -> dict[str, list[RunResult]]:
    """Judge all mutants of a language, some at a time."""
    found: dict[str, list[RunResult]] = {}
    for stems in (CORE, *((stem,) for stem in STEMS if stem in OTHERS)):
        members = [m for m in _mutants(language) if m.stem in stems]
        for run in _judge(members, _cases(stems)):
            found.setdefault(run.port, []).append(run)
    return found


def _judge(members: list[Mutant], cases: list[Path]) -> Iterator[RunResult]:
    with tempfile.TemporaryDirectory() as folder:
        for start in range(0, len(members), AT_ONCE):
            group = members[start : start + AT_ONCE]
            specs = [_broken_port(m, Path(folder)) for m in group]
            yield from lockstep.run(cases, specs, steps=STEPS).runs


def _broken_port(mutant: Mutant, folder: Path) -> lockstep.PortSpec:
    copy = Path(tempfile.mkdtemp(dir=folder))
    source = repository_root() / mutant.language
    shutil.copytree(source, copy, dirs_exist_ok=True)
    mutant.apply(copy)
    spec = port_spec(mutant.language)
    return lockstep.PortSpec(mutant.name, spec.adapter, {"source": str(copy)})


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_lines_to_break(language: str) -> None:
    assert len(_mutants(language)) >= 25


@pytest.mark.parametrize(
    ("language", "name"),
    [
        pytest.param(language, mutant.name, id=f"{language}-{mutant.name}")
        for language in LANGUAGES
        for mutant in _mutants(language)
    ],
)
def test_broken_line_is_caught_and_named(language: str, name: str) -> None:
    diverged = [r for r in judged(language)[name] if r.verdict == "diverged"]
    assert diverged, "no case shows it"
    assert all(run.divergence.quantity for run in diverged)
