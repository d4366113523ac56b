"""Run the ports on other BLAS libraries, kernels, threads and instructions.

Honest ports must stay within every bound wherever they run.  Each setting
changes the processes of the ports, and of the reference, through their
environment; what they then report of themselves is written down.  The table
goes to docs/measured-errors.md, between two marks.

    python scripts/bounds/platforms.py [--steps 200] [--only NAME ...] --write
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from permuted_ports import is_permutable
from tables import head, put, renewed, row_of

import lockstep
from lockstep.cases.find import list_cases
from lockstep.cases.load import load_case
from lockstep.judge.results import Results, RunResult
from lockstep.ports.defaults import PORT_NAMES
from lockstep.ports.environment import simd_features
from lockstep.ports.start import port_spec

TIME_LIMIT = 1200.0  # seconds: a busy machine is no fault of a port
PERMUTED = {"python": "Python", "r": "R", "octave": "Octave"}


@dataclass(frozen=True)
class Setting:
    """What is changed, and through which variables."""

    name: str
    variables: Callable[[], dict[str, str]] = dict
    is_permuted: bool = False
    is_fused: bool = False


def settings() -> list[Setting]:
    """Every setting of the matrix."""
    kernels = ("Nehalem", "Sandybridge", "Haswell")
    return [
        Setting("as installed"),
        _with("2 threads", LOCKSTEP_THREADS="2"),
        *(_with(f"kernel {name}", OPENBLAS_CORETYPE=name) for name in kernels),
        Setting("reference BLAS", reference_blas),
        Setting("no SIMD in NumPy", no_simd),
        Setting("samples permuted", is_permuted=True),
        Setting("fused multiply-add, emulated", is_fused=True),
    ]


def _with(name: str, **variables: str) -> Setting:
    return Setting(name, lambda: variables)


def no_simd() -> dict[str, str]:
    """Take from NumPy all that this processor has."""
    return {"NPY_DISABLE_CPU_FEATURES": " ".join(simd_features())}


def reference_blas() -> dict[str, str]:
    """Put Debian's reference BLAS and LAPACK before all others."""
    files = [_library("libblas"), _library("liblapack")]
    folders = [str(Path(file).parent) for file in files]
    return {
        "LD_PRELOAD": " ".join(files),  # R names its folder itself
        "LD_LIBRARY_PATH": ":".join(folders),  # Octave
    }


def _library(name: str) -> str:
    listed = subprocess.run(
        ["dpkg", "-L", f"{name}3"], capture_output=True, text=True
    )
    found = [f for f in listed.stdout.split() if f.endswith(f"{name}.so.3")]
    if not found:
        sys.exit(f"platforms: no {name}; type: apt-get install {name}3")
    return found[0]


@contextmanager
def environment(variables: dict[str, str]) -> Iterator[None]:
    """Set variables that the processes of the ports inherit."""
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def ports_of(setting: Setting) -> list[lockstep.PortSpec]:
    """All ports, or those that stand for them in a setting."""
    ports = [port_spec(name) for name in PORT_NAMES]
    if setting.is_fused:
        return [lockstep.PortSpec("python", "fused_ports:FusedPython")]
    if not setting.is_permuted:
        return ports
    return [
        lockstep.PortSpec(
            port.name,
            f"permuted_ports:Permuted{PERMUTED[port.name]}",
            port.options,
        )
        for port in ports
    ]


def measured(setting: Setting, steps: int) -> Results:
    """Run all ports on all cases in one setting."""
    ports = ports_of(setting)
    cases = [c for c in list_cases() if not c.missing]
    if setting.is_permuted:
        cases = [c for c in cases if c.kind == "training"]
        cases = [c for c in cases if is_permutable(load_case(c.path).fields)]
    with environment(setting.variables()):
        files = [c.path for c in cases]
        return lockstep.run(
            files, ports, steps=steps, strict=True, time_limit=TIME_LIMIT
        )


def row(setting: Setting, results: Results, steps: int) -> str:
    """Describe a setting's results in a row of the table."""
    values = sum(run.values for run in results.runs)
    cells = [setting.name, used(results), steps, f"{values:,}"]
    for mode in ("operation", "replay", "free"):
        cells.append(nearest([r for r in results.runs if r.mode == mode]))
    return row_of(*cells)


def used(results: Results) -> str:
    """Say which BLAS each port had, as the port itself reports it."""
    ports = results.environment["ports"]
    told = [f"{name}: {ports[name]['kernel']}" for name in ports]
    told.append(f"NumPy's SIMD: {ports['python']['simd']}")
    return "; ".join(told)


def nearest(runs: list[RunResult]) -> str:
    """The least headroom, and where it is."""
    if not runs:
        return "-"
    inexact = [run for run in runs if run.headroom is not None]
    if not inexact:
        return "exact"
    run = min(inexact, key=lambda run: run.headroom or 0.0)
    return f"{run.headroom:.1f} ({run.case}, {run.port})"


def table(rows: list[str], numpy: str) -> list[str]:
    """The table of some rows, and of those that were measured before."""
    what = f"all cases, judged with --strict, NumPy {numpy}"
    return [
        f"{head('platforms.py', what)} After a kernel's name stands the number "
        "of threads.",
        "",
        "| setting | BLAS of each port | steps | values | operations | replay "
        "| free | measured |",
        "|---|---|---|---|---|---|---|---|",
        *renewed("platforms", rows, n_keys=1),
    ]


def parser_of(description: str, n_networks: int) -> argparse.ArgumentParser:
    """Make the options of a script that judges ports on random networks."""
    parser = argparse.ArgumentParser(description=description.splitlines()[0])
    parser.add_argument("--networks", type=int, default=n_networks)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ports", nargs="*", default=list(PORT_NAMES))
    return parser


def main() -> int:
    """Run the matrix; 1 if a port leaves a bound."""
    known = settings()
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--only", nargs="*", choices=[s.name for s in known])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    chosen = [s for s in known if s.name in (options.only or [s.name])]
    verdicts = set()
    for setting in chosen:
        results = measured(setting, options.steps)
        new = row(setting, results, options.steps)
        print(results.verdict, new, flush=True)
        verdicts.add(results.verdict)
        for run in results.runs:
            if run.verdict != "equal":
                print(run.verdict, run.case, run.port, run.mode, run.message)
        if options.write and results.verdict == "equal":
            put("platforms", table([new], results.environment["numpy"]))
    return 0 if verdicts == {"equal"} else 1


if __name__ == "__main__":
    sys.exit(main())
