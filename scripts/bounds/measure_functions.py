"""Measure how far libraries' functions are off, against double-doubles.

Whatever of NumPy, the C library, R, Octave, Node.js, Java, Go and JAX is
installed computes the same random points; double-doubles, which ball
arithmetic has checked over all doubles, say what is right.  The table goes to
docs/measured-errors.md, between two marks; 1 if a library errs by more than
`lockstep.bounds.library` allows, or is known to.

    python scripts/bounds/measure_functions.py [--points 1000000] [--write]
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from function_programs import PROGRAMS, Program, version_of
from tables import head, put

from lockstep.bounds.library import ALLOWED, power_error
from lockstep.bounds.rounding import UNIT_ROUNDOFF
from lockstep.truth.arithmetic.double_double import DoubleDouble, Pair, whole

LARGEST_COUNT = 3000
CALM = 2.0**-960  # below it double-doubles lose their second half
FUNCTIONS = tuple(ALLOWED)
# Largest errors of functions that err by more than is allowed: XLA takes a
# rational function for tanh, up to 20, where it is still 7 u below 1.
OUTSIDE = {("JAX", "tanh"): 7.0}
MULTIPLY = ("repeated squaring", "Go")  # take powers by products
Points = dict[str, np.ndarray]


def drawn(n: int) -> Points:
    """Points where training needs them, and a whole power of each base."""
    stream = np.random.RandomState(12)
    near = stream.choice([-1.0, 1.0], n) * np.exp2(-stream.uniform(0, 60, n))
    half = np.arange(n) % 2 == 0
    return {
        "exp": np.where(half, stream.uniform(-708, 709, n), -np.abs(near)),
        "log": np.where(
            half, 1.0 + 99.0 * stream.rand(n), np.exp(stream.uniform(-7, 7, n))
        ),
        "log1p": np.where(half, stream.rand(n), np.abs(near)),
        "tanh": np.where(half, stream.uniform(-20, 20, n), near),
        "pow": 1.0 - 10.0 ** stream.uniform(-4, -0.5, n),
        "count": stream.randint(1, LARGEST_COUNT, n).astype(float),
    }


def right(points: Points) -> dict[str, Pair]:
    """What the functions are, in double-doubles."""
    arithmetic = DoubleDouble()
    x = {name: whole(value) for name, value in points.items()}
    one = whole(np.ones_like(points["log"]))
    return {
        "exp": arithmetic.exp(x["exp"]),
        "log": arithmetic.log1p(x["log"] - one),
        "log1p": arithmetic.log1p(x["log1p"]),
        "tanh": arithmetic.tanh(x["tanh"]),
        "pow": _powers(points["pow"], points["count"]),
    }


def _powers(base: np.ndarray, count: np.ndarray) -> Pair:
    """Each base to its own count, by the bits of the counts."""
    result, factor = whole(np.ones_like(base)), whole(base)
    rest = count.astype(int)
    while rest.any():
        grown, odd = result * factor, rest % 2 == 1
        result = Pair(
            np.where(odd, grown.hi, result.hi),
            np.where(odd, grown.lo, result.lo),
        )
        factor, rest = factor * factor, rest // 2
    return result


def worst(found: Points, wanted: dict[str, Pair]) -> dict[str, float]:
    """Largest relative error of each function, in units of u."""
    errors = {}
    for name, truth in wanted.items():
        off = np.abs((found[name] - truth.hi) - truth.lo)
        ordinary = np.abs(truth.hi) >= CALM
        assert np.isfinite(found[name]).all(), name
        share = off[ordinary] / np.abs(truth.hi[ordinary])
        errors[name] = float(share.max() / UNIT_ROUNDOFF)
    return errors


def by_numpy(points: Points) -> Points:
    """NumPy's kernels on whole arrays."""
    found = {n: getattr(np, n)(points[n]) for n in FUNCTIONS if n != "pow"}
    return {**found, "pow": points["pow"] ** points["count"]}


def by_c_library(points: Points) -> Points:
    """The C library, through Python's math."""
    found = {
        name: np.array([*map(getattr(math, name), points[name])])
        for name in FUNCTIONS
        if name != "pow"
    }
    pairs = zip(points["pow"], points["count"], strict=True)
    return {**found, "pow": np.array([math.pow(x, n) for x, n in pairs])}


def by_squaring(points: Points) -> Points:
    """Powers by repeated squaring, which Fortran and Rust compute so."""
    result, factor = np.ones_like(points["pow"]), points["pow"]
    rest = points["count"].astype(int)
    while rest.any():
        result = np.where(rest % 2 == 1, result * factor, result)
        factor, rest = factor * factor, rest // 2
    return {"pow": result}


def by_program(program: Program) -> Callable:
    """A program that reads and writes doubles in a folder."""

    def computed(points: Points) -> Points:
        with TemporaryDirectory(prefix="lockstep-") as name:
            folder = Path(name)
            text = program.text.replace("{n}", str(10**9))
            (folder / program.file).write_text(text)
            for point, value in points.items():
                value.astype("<f8").tofile(folder / point)
            command = [*program.command, program.file]
            subprocess.run(command, cwd=folder, check=True)
            return {f: np.fromfile(folder / f"{f}.out") for f in FUNCTIONS}

    return computed


def libraries() -> dict[str, Callable[[Points], Points]]:
    """What is installed, by a name with its version."""
    features = np.show_config("dicts")["SIMD Extensions"]  # type: ignore[index]
    simd = "without SIMD"
    if not os.environ.get("NPY_DISABLE_CPU_FEATURES"):
        simd = "SIMD up to " + features.get("found", ["none"])[-1]
    found: dict[str, Callable[[Points], Points]] = {
        f"NumPy {np.__version__}, {simd}": by_numpy,
        f"{' '.join(platform.libc_ver())}, Python's math": by_c_library,
    }
    for name, program in PROGRAMS.items():
        if version := version_of(program):
            found[f"{name} {version}"] = by_program(program)
    return found


def measured(n: int) -> dict[str, dict[str, float]]:
    """Largest errors of all libraries, and of powers by products."""
    points = drawn(n)
    with DoubleDouble().working():
        wanted = right(points)
    errors = {
        name: worst(compute(points), wanted)
        for name, compute in libraries().items()
    }
    squared = by_squaring(points)
    for most in (344, 1000, LARGEST_COUNT):
        rows = points["count"] <= most
        pair = wanted["pow"]
        errors[f"repeated squaring, count up to {most}"] = worst(
            {"pow": squared["pow"][rows]},
            {"pow": Pair(pair.hi[rows], pair.lo[rows])},
        )
    return errors


def allowed(library: str, function: str) -> float:
    """What the table allows: products may take a rounding for each factor."""
    if function == "pow" and library.startswith(MULTIPLY):
        last = library.split()[-1]
        return float(
            power_error(int(last) if last.isdigit() else LARGEST_COUNT)
        )
    return OUTSIDE.get((library.split()[0], function), ALLOWED[function])


def table(errors: dict[str, dict[str, float]], n: int) -> list[str]:
    """Lines of the table."""
    lines = [
        head("measure_functions.py", f"{n:,} points for each function"),
        "",
        f"| library | {' | '.join(FUNCTIONS)} |",
        f"|---|{'---|' * len(FUNCTIONS)}",
    ]
    for name, row in errors.items():
        cells = [f"{row[f]:.2f}" if f in row else "" for f in FUNCTIONS]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    cells = [f"{ALLOWED[f]:g}" for f in FUNCTIONS]
    cells[-1] += ", or count - 1"
    return [*lines, f"| **allowed** | {' | '.join(cells)} |"]


def main() -> int:
    """Measure, print and, if asked, write; 1 if an error is too large."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--points", type=int, default=1_000_000)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    errors = measured(options.points)
    lines = table(errors, options.points)
    print("\n".join(lines))
    if options.write:
        put("functions", lines)
    too_large = [
        f"{name}: {function} errs by {error:.1f} u"
        for name, row in errors.items()
        for function, error in row.items()
        if not error <= allowed(name, function)
    ]
    print("\n".join(too_large), end="")
    return 1 if too_large else 0


if __name__ == "__main__":
    sys.exit(main())
