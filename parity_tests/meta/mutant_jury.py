"""Who must see a mutant: the judge in R and Octave, the reference's own trial.

R and Octave are held to the reference, on operation cases and short training.
The reference itself is tried without it, and without its neighbours: by its
unit tests (slopes, published numbers, worked examples), and by the formulas of
`independent`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

from bench import Bench
from independent import (
    NETWORKS,
    WrongError,
    gradients_are_slopes,
    rates_follow_the_formula,
    updates_follow_the_formulas,
)
from mutants import SHOWN_BY, Mutant
from planting import broken_copy

from lockstep.cases.contract import contract
from lockstep.cases.find import CaseHeader, list_cases
from lockstep.cases.load import load_case
from lockstep.errors import PortFailure, PortUnavailable
from lockstep.files.paths import repository_root
from lockstep.ports.port import Port

STEPS = 3
FAILS = "it does not run: "  # seen by everybody, so by no judge
# Few and small: each activation, both losses, ties, a state, a batch, a mask.
TRAINING = (
    "spiral_shuffled-2x15x6x3_relu-adam",
    "circles-2x11x1_relu-dropout",
    "spiral_shuffled-2x9x3x3_sigmoid-gd",
    "spiral_shuffled-2x5x3_relu_ties-gd",
    "spiral_shuffled-2x15x6x3_tanh-gd",
    "circles-2x11x1_relu-l2",
)
LONG = ("circles-2x5x1_tanh-dropout_long", "free", 1100)  # more than a chunk


@cache
def operation_cases() -> dict[str, list[CaseHeader]]:
    """Comparable operation cases by the stem of their function."""
    found: dict[str, list[CaseHeader]] = {}
    for case in list_cases():
        if case.kind == "operation":
            entry = contract()[case.operation]
            if entry["comparison"] in ("equal", "bounded"):
                found.setdefault(entry["stem"], []).append(case)
    return found


def seen_by_the_judge(bench: Bench, mutant: Mutant) -> str:
    """Say which case shows a mutant of R or Octave; "" if none does."""
    language, edits = mutant.language, mutant.edits
    try:
        port = bench.plant(language, edits)
        stem = SHOWN_BY.get(mutant.stem, mutant.stem)
        own = operation_cases().get(stem, [])
        rest = [
            case
            for other, cases in operation_cases().items()
            if other != stem
            for case in cases
        ]
        seen = _operations(bench, port, own)
        if not seen:
            training = [(case, "free", STEPS) for case in TRAINING]
            runs = bench.judge(language, edits, [*training, LONG])
            other = next((r for r in runs if r.verdict != "equal"), None)
            if other is not None and other.verdict == "error":
                return f"{FAILS}{other.message[:60]}"
            seen = other.case if other else ""
        return seen or _operations(bench, bench.plant(language, edits), rest)
    except (PortUnavailable, PortFailure) as error:
        return f"{FAILS}{str(error)[:60]}"


def _operations(bench: Bench, port: Port, headers: list[CaseHeader]) -> str:
    cases = [load_case(header.path) for header in headers]
    outcomes = bench.judge_operations(port, cases)
    found = zip(cases, outcomes, strict=True)
    return next((case.id for case, outcome in found if not outcome.agrees), "")


def seen_by_its_own_tests(bench: Bench, mutant: Mutant) -> str:
    """Say what shows a mutant of the reference, R and Octave left aside."""
    return _unit_tests(mutant) or _formulas(bench, mutant)


def _unit_tests(mutant: Mutant) -> str:
    root = repository_root()
    folder = root / "python" / "tests" / "firstprinciples"
    copy = broken_copy("python", str(root / "python"), mutant.edits)
    own = sorted(map(str, folder.glob(f"test_{mutant.stem}*.py")))
    rest = [f for f in sorted(map(str, folder.glob("*.py"))) if f not in own]
    slow = ("test_plots", "test_fixtures", "test_idx", "test_pictures")
    rest = [f for f in rest if not Path(f).name.startswith(slow)]
    for files in (own, rest):
        said = _pytest(copy, files) if files else ""
        if said.startswith(FAILS):
            return said
        if said:
            return f"unit tests of {mutant.stem if files is own else 'others'}"
    return ""


def _pytest(copy: str, files: list[str]) -> str:
    """Say what some tests find; nothing if they pass."""
    path = os.pathsep.join([copy, str(repository_root() / "python")])
    given = {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    tests = ["-m", "pytest", "-q", "-x", "--timeout=60"]
    tests += ["-p", "no:cacheprovider", *files]
    for words in (["-c", "import firstprinciples"], tests):
        done = subprocess.run(
            [sys.executable, *words],
            cwd=repository_root(),
            env={**os.environ, **given},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode and ("-c" in words or "Timeout" in done.stdout):
            return f"{FAILS}{done.stdout.strip()[-60:]}"
    return "tests fail" if done.returncode else ""


def _formulas(bench: Bench, mutant: Mutant) -> str:
    port = bench.plant("python", mutant.edits)
    try:
        for name in NETWORKS:
            gradients_are_slopes(port, name, "mean")
        updates_follow_the_formulas(port)
        rates_follow_the_formula(port)
    except (WrongError, AssertionError, PortFailure, PortUnavailable):
        return "independent formulas"
    return ""
