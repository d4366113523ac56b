"""What it costs to judge: seconds and memory of the commands themselves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from ..cases.load import TrainingCase, load_case
from ..errors import PortUnavailable
from ..ports.defaults import PORT_NAMES, TIME_LIMIT
from ..ports.start import open_port, port_spec
from ..traces.trace import Start
from .drawn_case import write_case
from .steps import SPIRAL

COMMAND = [sys.executable, "-c", "from lockstep.cli import main; main()"]
OPTIONS = ["--mode", "free", "--time-limit", "3600", "--json"]
EQUAL = 0  # the exit code of a run that finds no divergence
POLL = 0.1  # seconds between two looks at the memory
CALLS = 20  # through the bridge
LARGE, LARGE_SAMPLES = (704, 700, 10), 50  # 500,510 parameters


@dataclass(frozen=True)
class JudgedRun:
    """A run of the judge, from outside.

    Attributes
    ----------
    problem : str
        What is trained.
    steps : int
    seconds : float
        Of the whole command.
    own_seconds : dict of float
        What each port took to train, as the results say.
    megabytes : float
        The largest memory of all its processes together.
    """

    problem: str
    steps: int
    seconds: float
    own_seconds: dict[str, float]
    megabytes: float

    @property
    def slowest(self) -> float:
        """Seconds of the slowest port."""
        return max(self.own_seconds.values())


def start_seconds(arguments: Sequence[str], repeats: int = 5) -> float:
    """The least time that a command takes from start to end."""
    seconds = []
    for _ in range(repeats):
        begun = time.perf_counter()
        subprocess.run(
            [*COMMAND, *arguments],
            capture_output=True,
            check=True,
            env={**os.environ, "LOCKSTEP_AGAIN": "1"},  # nothing from before
        )
        seconds.append(time.perf_counter() - begun)
    return min(seconds)


def judge_spiral(steps: int) -> JudgedRun:
    """Judge every value of free runs of the spiral, in all languages.

    Raises
    ------
    PortUnavailable
        If they are not found equal.
    """
    with TemporaryDirectory(prefix="lockstep-") as name:
        folder, case = Path(name), load_case(SPIRAL)
        assert isinstance(case, TrainingCase)
        if steps <= case.steps:
            asked = [SPIRAL, "--steps", str(steps)]
        else:  # more than the fixture has
            asked = [str(_longer(case, folder, steps))]
        return _judged("the spiral", asked, steps, folder)


def judge_large(steps: int) -> JudgedRun:
    """Judge free runs of a network of half a million parameters.

    Raises
    ------
    PortUnavailable
        If they are not found equal.
    """
    pairs = pairwise(LARGE)
    n_parameters = sum(n_out * (n_in + 1) for n_in, n_out in pairs)
    with TemporaryDirectory(prefix="lockstep-") as name:
        folder = Path(name)
        case = write_case(folder, 0, LARGE, LARGE_SAMPLES, steps)
        problem = f"{n_parameters:,} parameters"
        return _judged(problem, [str(case)], steps, folder)


def _judged(
    problem: str, asked: list[str], steps: int, folder: Path
) -> JudgedRun:
    results, log = folder / "results.json", folder / "log"
    begun, largest = time.perf_counter(), 0
    with log.open("w") as stream:
        process = psutil.Popen(
            [*COMMAND, "run", *asked, *OPTIONS, str(results)],
            stdout=subprocess.DEVNULL,
            stderr=stream,
        )
        while process.poll() is None:
            largest = max(largest, _memory(process))
            time.sleep(POLL)
    seconds = time.perf_counter() - begun
    if process.returncode != EQUAL:
        said = log.read_text(errors="replace").strip()
        raise PortUnavailable(f"lockstep run of {problem}: {said}")
    runs = json.loads(results.read_text())["runs"]
    own = {run["port"]: float(run["seconds"]) for run in runs}
    return JudgedRun(problem, steps, seconds, own, largest / 1e6)


def _longer(case: TrainingCase, folder: Path, steps: int) -> Path:
    """Write a case with another number of steps."""
    fields = {n: v for n, v in case.fields.items() if n != "$schema"}
    for name in ("data", "weights"):
        fields[name] = str((case.path.parent / fields[name]).resolve())
    file = folder / "spiral.json"
    file.write_text(
        json.dumps({**fields, "id": "spiral-longer", "steps": steps})
    )
    return file


def _memory(process: psutil.Process) -> int:
    """Bytes of a process and all that it has started.

    A library that several have loaded counts once, where the system tells.
    """
    total = 0
    with suppress(psutil.Error):
        for one in [process, *process.children(recursive=True)]:
            with suppress(psutil.Error):  # it may have ended
                facts = one.memory_full_info()
                total += getattr(facts, "pss", facts.rss)
    return total


def seconds_through_bridge() -> dict[str, float]:
    """Seconds a step where each step is a call through a bridge."""
    case = load_case(SPIRAL)
    assert isinstance(case, TrainingCase)
    stacks = {name: value[None] for name, value in case.parameters.items()}
    found = {}
    for name in PORT_NAMES:
        with open_port(port_spec(name), TIME_LIMIT) as port:
            port.open_case(case)
            seconds = []
            for step in range(CALLS):
                begun = time.perf_counter()
                port.replay(step, Start(stacks, {}), False)
                seconds.append(time.perf_counter() - begun)
        found[name] = min(seconds)
    return found


def n_cores() -> int:
    """Cores of this machine."""
    return os.cpu_count() or 1
