"""A language's own tests as the last jury: pytest, testthat, %! blocks."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from lockstep.files.paths import repository_root

from .mutants import Mutant
from .trees.sources import root
from .workers import Worker

# Stems whose tests go through a stem, beside its own.
TESTED_BY = {
    "search_space": ("tuning",),
    "powers": ("optimizers", "averages", "schedules"),
    "npy": ("fixtures", "port"),
    "fitting": ("model", "neural_network"),
    "fixtures": ("idx",),
    "own_tables": ("model", "neural_network"),
}
TIME_LIMIT = 300.0  # seconds; a busy machine may take some
PYTEST = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "-n0")
# What an assertion of pytest, unittest or NumPy leaves in the summary.
ASSERTION = re.compile(r"^E\s+(AssertionError|assert |Failed: DID NOT)", re.M)


def test_files(language: str, file: str) -> list[str]:
    """The tests that belong to a file, as the language names them."""
    stem = file.partition("/")[0]
    stems = (stem, *TESTED_BY.get(stem, ()))
    if language == "octave":
        inst = root("octave") / "inst"
        paths = [p for s in stems for p in sorted((inst / s).rglob("*.m"))]
        names = [str(p.relative_to(inst).with_suffix("")) for p in paths]
        tested = [n for n, p in zip(names, paths, strict=True) if _tests(p)]
        return sorted(tested, key=lambda name: name != file)
    folder, start, end = {
        "python": ("python/tests/firstprinciples", "test_", ".py"),
        "r": ("r/tests/testthat", "test-", ".R"),
    }[language]
    whole = repository_root() / folder
    return [
        str(path)
        for name in stems
        for path in sorted(whole.rglob(f"{start}{name}*{end}"))
    ]


def _tests(path: Path) -> bool:
    return "\n%!" in path.read_text("utf-8")


def own_tests(port: Worker, mutant: Mutant) -> tuple[str, str]:
    """What the tests say, and which of them: "passed", "failed", "broken"."""
    broken = ""
    for file in test_files(mutant.language, mutant.file):
        if mutant.language == "python":
            said = _pytest(port.folder, file)
        else:
            said = port.own_tests([file])
        if said == "failed":
            return said, Path(file).name
        if said == "broken":
            broken = broken or Path(file).name
    return ("broken", broken) if broken else ("passed", "")


def _pytest(folder: str, file: str) -> str:
    """Run pytest on a folder's package."""
    path = os.pathsep.join([folder, str(repository_root() / "python")])
    given = {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            [sys.executable, *PYTEST, file],
            cwd=repository_root(),
            env={**os.environ, **given},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=TIME_LIMIT,
        )
    except subprocess.TimeoutExpired:
        return "broken"
    if done.returncode == 0:
        return "passed"
    return "failed" if ASSERTION.search(done.stdout) else "broken"
