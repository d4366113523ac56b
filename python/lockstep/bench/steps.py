"""What a training step costs, against a C program, PyTorch and the course.

Every program trains the same network on the same samples and prints the
processor's time of batches of steps; the programs take turns, and the best
batch of each counts.  So other work on the machine hardly shows.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from ctypes.util import find_library
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np

from ..cases.load import TrainingCase, load_case
from ..console.progress import Progress
from ..errors import PortUnavailable
from ..files.paths import repository_root
from ..languages import LANGUAGES
from ..ports.environment import pinned

PROGRAMS = Path(__file__).with_name("programs")
SPIRAL = "spiral-2x100x3_relu-gd"
ROUNDS = 3
BATCHES = 6  # a round
STEPS = 100  # a batch: a run checks its arguments once
SYSTEM_PYTHON = "/usr/bin/python3"  # of Debian's python3-torch
AGREE = 1e-6  # of the losses after the same steps, relative


@dataclass(frozen=True)
class Problem:
    """A network of one hidden layer and its samples.

    Attributes
    ----------
    name : str
    sizes : tuple of int
    values : dict of ndarray
        X, labels, W1, b1, W2, b2.
    """

    name: str
    sizes: tuple[int, ...]
    values: dict[str, np.ndarray]

    @property
    def n_samples(self) -> int:
        """Number of samples."""
        return int(self.values["X"].shape[1])


@dataclass(frozen=True)
class Timing:
    """Microseconds a step of one program: of its batches."""

    best: float
    median: float
    loss: float


@dataclass(frozen=True)
class Line:
    """A line of R, what it does, and its microseconds."""

    what: str
    line: str
    best: float


def problems() -> list[Problem]:
    """The spiral of the course, and a network the size of its digits."""
    spiral = load_case(SPIRAL)
    assert isinstance(spiral, TrainingCase)
    given = {**spiral.parameters, "X": spiral.X, "labels": spiral.labels[None]}
    draw, sizes = np.random.default_rng(15), (64, 128, 10)
    digits = {
        "X": draw.random((64, 256)),
        "labels": draw.integers(0, 10, (1, 256)).astype(float),
        "W1": draw.normal(0, 0.15, (128, 64)),
        "b1": np.zeros((128, 1)),
        "W2": draw.normal(0, 0.1, (10, 128)),
        "b2": np.zeros((10, 1)),
    }
    return [
        Problem("2-100-3, 300 samples", (2, 100, 3), given),
        Problem("64-128-10, 256 samples", sizes, digits),
    ]


def time_lines() -> list[Line]:
    """Time lines of R that do the same; none without R."""
    command = _program("r", "lines")
    if shutil.which(command[0]) is None:
        return []
    rows = [line.split("\t") for line in _printed(command)]
    return [Line(what, line, float(best)) for what, line, best in rows]


def time_steps(
    problem: Problem, progress: Progress, rounds: int = ROUNDS
) -> dict[str, Timing]:
    """Time every program that this machine can run.

    Raises
    ------
    PortUnavailable
        If two programs do not train the same network, or one fails.
    """
    with TemporaryDirectory(prefix="lockstep-") as name:
        folder = Path(name)
        for entry, value in problem.values.items():
            text = "\n".join(",".join(map(repr, row)) for row in value.tolist())
            (folder / f"{entry}.csv").write_text(text + "\n")
        programs = dict(_programs(problem, folder))
        advance = progress.add(problem.name, rounds * len(programs))
        found: dict[str, list[list[float]]] = {n: [] for n in programs}
        for turn in range(rounds):
            for number, (program, command) in enumerate(programs.items(), 1):
                found[program].append(_run(command))
                advance(turn * len(programs) + number)
    timings = {program: _timing(runs) for program, runs in found.items()}
    _check_equal(timings)
    return timings


def _programs(
    problem: Problem, folder: Path
) -> Iterator[tuple[str, list[str]]]:
    """Commands, of what is installed."""
    sizes = ",".join(map(str, problem.sizes))
    root = repository_root()
    floor = _compiled(folder)
    if floor is not None:
        numbers = map(str, (*problem.sizes, problem.n_samples, STEPS, BATCHES))
        yield "floor", [str(floor), str(folder), *numbers]
    python = [sys.executable, str(PROGRAMS / "step.py")]
    torch = [_python_with_torch(), python[1]]
    r, octave = _program("r", "step"), _program("octave", "step")
    scripts = {
        "python": (python, "package", STEPS),
        "python, course": (python, "course", STEPS),
        "torch": (torch, "torch", STEPS),
        "r": (r, "package", STEPS),
        "r, course": (r, "course", 1),
        "octave": (octave, "package", STEPS),
        "octave, course": (octave, "course", STEPS),
    }
    for name, (program, kind, steps) in scripts.items():
        told = [*program, kind, str(folder), sizes, str(steps), str(BATCHES)]
        if shutil.which(program[0]):
            # R and Octave load the package from its sources.
            package = str(root / name.split(",")[0])
            yield name, [*told, package] if program in (r, octave) else told


def _python_with_torch() -> str:
    """A Python that has PyTorch: this one or the system's; empty for none."""
    for python in (sys.executable, SYSTEM_PYTHON):
        with suppress(OSError, subprocess.CalledProcessError):
            subprocess.run(
                [python, "-c", "import torch, numpy"],
                capture_output=True,
                check=True,
            )
            return python
    return ""


def _program(name: str, stem: str) -> list[str]:
    language = LANGUAGES[name]
    return [*language.script, str(PROGRAMS / f"{stem}.{language.ending}")]


def _compiled(folder: Path) -> Path | None:
    """The floor, compiled for this machine; None without compiler or BLAS."""
    compiler, program = shutil.which("cc"), folder / "floor"
    if compiler is None:
        return None
    flags = ["-O3", "-march=native", "-o", str(program)]
    command = [compiler, *flags, str(PROGRAMS / "floor.c")]
    for blas in _libraries():
        done = subprocess.run(
            [*command, *blas, "-lm"], capture_output=True, check=False
        )
        if done.returncode == 0:
            return program
    return None


def _libraries() -> Iterator[list[str]]:
    """How to link with NumPy's own BLAS, or with the system's."""
    libraries = Path(np.__file__).parents[1] / "numpy.libs"
    for file in libraries.glob("libscipy_openblas64_*"):
        # Others that it needs stand beside it.
        yield [
            *("-DGEMM=scipy_dgemm_64_", "-DINT=long", str(file)),
            *(f"-Wl,-rpath,{libraries}", "-Wl,--allow-shlib-undefined"),
        ]
    system = find_library("openblas") or find_library("blas")
    if system is not None:
        yield [f"-l:{system}"]


def _run(command: list[str]) -> list[float]:
    """Seconds a step of each batch, and the last loss."""
    *seconds, loss = _printed(command)
    return [*map(float, seconds), float(loss.removeprefix("loss"))]


def _printed(command: list[str]) -> list[str]:
    """Lines that a program prints, with its libraries held to one thread."""
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **pinned()},
    )
    if done.returncode != 0:
        said = (done.stderr.strip() or "nothing").splitlines()[-1]
        raise PortUnavailable(f"{' '.join(command[:2])}: {said}")
    return done.stdout.splitlines()


def _timing(runs: list[list[float]]) -> Timing:
    # The first batch of a program is its warm-up.
    seconds = [value for run in runs for value in run[1:-1]]
    return Timing(1e6 * min(seconds), 1e6 * median(seconds), runs[0][-1])


def _check_equal(timings: dict[str, Timing]) -> None:
    """Refuse to compare the speed of different networks."""
    # As the course wrote it, R trains fewer steps: it would take an hour.
    losses = {n: t.loss for n, t in timings.items() if n != "r, course"}
    wanted = losses["python"]
    for name, loss in losses.items():
        if not abs(loss - wanted) <= AGREE * abs(wanted):
            raise PortUnavailable(
                f"{name}: expected the loss {wanted!r}, got {loss!r}"
            )
