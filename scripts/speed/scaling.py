"""Measure how the judge's cost grows, and write docs/scaling.md's tables.

    .venv/bin/python scripts/speed/scaling.py --page docs/scaling.md

One thing grows by a factor of 10 at a time: steps, samples, cases, ports.  The
processor's time counts, of the command and all processes that it started: other
work on the machine disturbs it less than the clock's.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import resource
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from lockstep.bench.drawn_case import write_case
from lockstep.bench.show import write_figures
from lockstep.files.paths import repository_root
from lockstep.report.stored import read_results

FACTOR = 10
STEPS, SAMPLES = 500, 300
SIZES = (2, 100, 3)
CASES, PORTS = 10_000, 20  # of the plan
CORES = (2, 64, 1000)
COMMAND = [sys.executable, "-m", "lockstep", "run", "--mode", "both"]


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--page", type=Path, required=True)
    page = parser.parse_args().page
    with TemporaryDirectory(prefix="lockstep-") as folder:
        lines = list(measured(Path(folder)))
    print("\n".join(lines))
    write_figures(page, lines)


def measured(folder: Path) -> Iterator[str]:
    """Lines of the page."""
    start, base = judged(folder, steps=1)[0], judged(folder)
    grown = {
        "steps": judged(folder, steps=FACTOR * STEPS),
        "samples": judged(folder, samples=FACTOR * SAMPLES),
        "cases": judged(folder, cases=FACTOR),
        "ports": judged(folder, ports=FACTOR),
    }
    yield (
        f"Measured on {date.today()}, {os.cpu_count()} cores. One case of "
        f"{STEPS} steps and {SAMPLES} samples on one port, free run and "
        f"replay: {base[0]:.1f} s of a processor, of which {start:.1f} s to "
        f"start; its results are {base[1] / 1000:.1f} kB."
    )
    yield ""
    yield f"| {FACTOR} times as many | s | times the cost | without one start |"
    yield "| --- | --- | --- | --- |"
    for name, (seconds, _) in grown.items():
        over, bare = seconds / base[0], (seconds - start) / (base[0] - start)
        yield f"| {name} | {seconds:.1f} | {over:.1f} | {bare:.1f} |"
    n_tasks = CASES * PORTS
    total = n_tasks * base[0]
    yield from ("", f"Calculated: {n_tasks:,} such tasks, each by itself:", "")
    yield from ("| cores | hours | hours without starts |", "|---|---|---|")
    for cores in CORES:
        hours = total / cores / 3600
        bare = hours * (base[0] - start) / base[0]
        yield f"| {cores:,} | {hours:,.1f} | {bare:,.1f} |"
    yield from ("", f"Results of all: {n_tasks * base[1] / 1e9:.1f} GB.")


def judged(
    folder: Path,
    steps: int = STEPS,
    samples: int = SAMPLES,
    cases: int = 1,
    ports: int = 1,
) -> tuple[float, int]:
    """Seconds of the processor, and bytes of results that come back.

    Raises
    ------
    CalledProcessError
        If not everything is found equal.
    """
    files = [
        str(write_case(folder, seed, SIZES, samples, steps))
        for seed in range(cases)
    ]
    names = [write_port(folder, n) for n in range(ports)]
    results = folder / "results.json"
    before = processor_seconds()
    subprocess.run(
        [
            *(*COMMAND, *files, "--ports", ",".join(names)),
            *("--jobs", "1", "--json", str(results)),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    seconds = processor_seconds() - before
    return seconds, len(pickle.dumps(read_results(results)))


def processor_seconds() -> float:
    """What all processes took that this one started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def write_port(folder: Path, number: int) -> str:
    """Python's port, by a name of its own."""
    fields = json.loads(
        (repository_root() / "python" / "port.json").read_text("utf-8")
    )
    place = folder / f"port-{number}"
    place.mkdir(exist_ok=True)
    (place / "port.json").write_text(
        json.dumps({**fields, "name": f"python{number}"})
    )
    return str(place / "port.json")


if __name__ == "__main__":
    main()
