"""Plant faults in single elements, and count how many the judge sees.

A fault of 1e-10 times the scale S of an element, S being the sum of the
magnitudes of the terms that the element is the sum of, is added to one
random element of a random quantity at a random step of each training case.
The table goes to docs/measured-errors.md, between two marks.

    python scripts/bounds/single_elements.py [--faults 400] [--seed 1] [--write]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from tables import head, put

from lockstep.bounds.rounding import between
from lockstep.cases.find import list_cases
from lockstep.cases.load import TrainingCase, load_case
from lockstep.compare.compare import compare_values
from lockstep.reference.adapter import ReferenceAdapter
from lockstep.reference.steps import ReferenceSteps
from lockstep.traces.chunks import row_of, starts_of
from lockstep.traces.trace import Start, Trace
from lockstep.truth.arithmetic.double_double import DoubleDouble
from lockstep.truth.formulas.witness import Witness

FAULT = 1e-10
LAST = 100  # faults are planted in one of so many first steps
N_STEPS = 4  # different steps of a case
KINDS = ("loss", "Z", "A", "G", "dZ", "dA", "dG", "dW", "db", "v", "s")


@dataclass(frozen=True)
class Planted:
    """A fault, and whether the judge names the quantity that has it."""

    case: str
    step: int
    quantity: str
    index: tuple[int, ...]
    is_caught: bool


def kind_of(quantity: str) -> str:
    """Z of Z1, dW of dW2, W or b of a parameter."""
    return quantity.rstrip("0123456789")


def scales(expected: Trace, bounds: Trace, starts: Start, X: Any) -> Trace:
    """S of each element: the magnitudes of the terms that make it."""
    parameters = {n: np.abs(v[0]) for n, v in starts.parameters.items()}
    sizes = {n: np.abs(v[0]) for n, v in expected.items()}
    n_layers = sum(name[0] == "W" for name in parameters)
    found: Trace = {}
    for layer in range(1, n_layers + 1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A = np.abs(X) if layer == 1 else sizes[f"A{layer - 1}"]
        dZ = sizes[f"dZ{layer}"]
        found[f"Z{layer}"] = W @ A + b
        found[f"dW{layer}"] = dZ @ A.T
        found[f"db{layer}"] = dZ.sum(axis=1, keepdims=True)
        if layer > 1:
            found[f"dA{layer - 1}"] = W.T @ dZ
    return {name: found.get(name, sizes[name])[None] for name in bounds}


def steps_of(
    case: TrainingCase, stream: np.random.RandomState
) -> Iterator[tuple[int, Trace, Trace, Trace]]:
    """Random steps: every quantity, its bounds and its scales."""
    reference: Any = ReferenceAdapter()
    reference.open_case(case.path)
    judge = ReferenceSteps(reference, case)
    n_steps = min(case.steps, LAST)
    trace, _ = reference.take_up(0, n_steps, None)
    all_starts = starts_of(trace, Start(case.parameters, None))
    chosen = stream.choice(n_steps, min(N_STEPS, n_steps), replace=False)
    for step in map(int, sorted(chosen)):
        starts = row_of(all_starts, step)
        expected, _ = reference.replay(step, starts, True)
        names = [n for n in expected if kind_of(n) in KINDS[:9]]
        errors = reference.errors([step], starts.parameters, names)
        bounds = judge.bounds([step], expected, errors, starts)
        bounds.update({n: between(error) for n, error in errors.items()})
        updates = judge.update_bounds(step, starts, _updated(expected, starts))
        bounds = {n: bounds[n] for n in expected if n[0] != "M"} | updates
        X = _samples(case, step)
        yield step, expected, bounds, scales(expected, bounds, starts, X)


def _updated(expected: Trace, starts: Start) -> Trace:
    """Gradients, and the state and parameters that they make."""
    names = [*starts.parameters]
    kept = {letter + name for name in names for letter in ("d", "v", "s", "")}
    return {name: expected[name] for name in expected if name in kept}


def _samples(case: TrainingCase, step: int) -> np.ndarray:
    chosen = Witness(case, DoubleDouble()).samples(step)
    return case.X[:, chosen]


def faults(
    case: TrainingCase, n_faults: int, stream: np.random.RandomState
) -> Iterator[Planted]:
    """Plant faults in a case, quantities in turn."""
    steps = list(steps_of(case, stream))
    for _ in range(n_faults):
        step, expected, bounds, sizes = steps[stream.randint(len(steps))]
        name = str(stream.choice([*bounds]))
        value = expected[name]
        index = tuple(int(stream.randint(n)) for n in value.shape)
        fault = FAULT * sizes[name][index]
        if fault == 0.0:
            continue  # a sum of zeros: the same in every program
        known = {n: expected[n] for n in bounds}
        wrong = value.copy()
        wrong[index] += stream.choice([-1.0, 1.0]) * fault
        seen = is_caught(known, {**known, name: wrong}, bounds, name)
        yield Planted(case.id, step, name, index[1:], seen)


def is_caught(expected: Trace, actual: Trace, bounds: Trace, name: str) -> bool:
    """Whether the judge names the quantity in which a fault is."""
    found = compare_values(expected, actual, bounds).divergence
    return found is not None and found.quantity == name


def planted(n_faults: int, seed: int, every: int = 1) -> list[Planted]:
    """Plant faults in the training cases that are here, or in every nth."""
    stream = np.random.RandomState(seed)
    found: list[Planted] = []
    for header in list_cases()[::every]:
        if header.kind == "training" and not header.missing:
            case = load_case(header.path)
            assert isinstance(case, TrainingCase)
            found += faults(case, n_faults, stream)
    return found


def table(found: list[Planted], seed: int) -> list[str]:
    """Lines of the table, and the elements that nothing saw."""
    lines = [
        head("single_elements.py", f"seed {seed}"),
        "",
        "| quantity | faults | caught |",
        "|---|---|---|",
    ]
    kinds = [*KINDS, "W", "b"]
    kinds += sorted({kind_of(p.quantity) for p in found} - {*kinds})
    for kind in kinds:
        some = [p for p in found if kind_of(p.quantity) == kind]
        if some:
            lines.append(f"| {kind} | {len(some):,} | {share(some)} |")
    lines.append(f"| **all** | {len(found):,} | {share(found)} |")
    return lines


def share(found: list[Planted]) -> str:
    """Share of faults that were caught; 100 % only if all were."""
    caught = sum(p.is_caught for p in found)
    percent = 100 * caught / len(found)
    return "all" if caught == len(found) else f"{min(percent, 99.99):.2f} %"


def main() -> int:
    """Plant, print and, if asked, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--faults", type=int, default=400, help="in each case")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found = planted(options.faults, options.seed)
    lines = table(found, options.seed)
    print("\n".join(lines))
    for missed in found:
        if not missed.is_caught:
            print(missed)
    if options.write:
        put("single elements", lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
