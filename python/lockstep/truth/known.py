"""What is known to be true of a case: the certified values of its steps.

Free runs and operations are held against values proved in ball arithmetic,
which are kept in `fixtures/expected/`.  A replayed step starts from the
reference's own parameters, which no fixture can know: its truth is computed
on the spot, in double-double arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from ..traces.chunks import row_of
from ..traces.trace import Start, Trace
from .arithmetic.double_double import DoubleDouble
from .formulas.witness import Witness
from .proofs.trajectory import is_chosen
from .stored import Truth, stored_expected, truth

BALLS, DOUBLE_DOUBLE = "ball arithmetic", "double-double arithmetic"


class Known(NamedTuple):
    """Certified values of one quantity at some steps, the step first."""

    steps: np.ndarray
    hi: np.ndarray
    lo: np.ndarray

    def within(self, first_step: int, n_steps: int) -> Known:
        """Choose the steps of a chunk."""
        end = first_step + n_steps
        rows = (self.steps >= first_step) & (self.steps < end)
        return Known(self.steps[rows], self.hi[rows], self.lo[rows])


Certified = dict[str, Known]


def certified_run(case: Any) -> Certified:
    """Stored values of a free run; none if the case has none."""
    facts = stored_expected(case)
    if facts is None:
        return {}
    losses = truth(facts["losses"])
    known = {"loss": Known(np.arange(len(losses.hi)), *losses)}
    steps = sorted(facts["steps"], key=int)
    numbers = np.array([int(step) for step in steps])
    for name in facts["steps"][steps[0]] if steps else ():
        texts = [facts["steps"][step][name] for step in steps]
        known[name] = Known(numbers, *truth(texts))
    return known


def within(known: Certified, first_step: int, n_steps: int) -> Certified:
    """Choose the steps of a chunk, of quantities that have any."""
    chosen = {
        name: value.within(first_step, n_steps) for name, value in known.items()
    }
    return {name: value for name, value in chosen.items() if value.steps.size}


def replayed_truth(
    case: Any, first_step: int, n_steps: int, starts: Start
) -> Certified:
    """Truth of some steps of a chunk that each start from given doubles."""
    arithmetic, last = DoubleDouble(), case.steps - 1
    steps = [
        step
        for step in range(first_step, first_step + n_steps)
        if is_chosen(step) or step == last
    ]
    found: dict[str, list[Any]] = {}
    with arithmetic.working():
        run = Witness(case, arithmetic)
        for step in steps:
            start = row_of(starts, step - first_step)
            parameters, state = (_first(part) for part in start)
            result = run.step(step, *run.start(parameters, state))
            for name, value in result.recorded().items():
                found.setdefault(name, []).append(value)
    found["loss"] = [loss[0, 0] for loss in found.get("loss", [])]
    numbers = np.array(steps)
    return {
        name: Known(
            numbers,
            np.stack([value.hi for value in values]),
            np.stack([value.lo for value in values]),
        )
        for name, values in found.items()
        if values
    }


def _first(stack: Trace | None) -> Trace:
    return {name: value[0] for name, value in (stack or {}).items()}


def certified_operation(case: Any) -> Certified:
    """Stored results of an operation, by flat name, as one step."""
    facts = stored_expected(case)
    if facts is None:
        return {}
    return {
        name: Known(np.zeros(1, dtype=int), *(part[None] for part in value))
        for name, value in _flat("", facts["results"])
    }


def _flat(name: str, results: Any) -> Iterator[tuple[str, Truth]]:
    """Name nested results as the judge does: cache.Z1, gradients.dW1."""
    if not isinstance(results, dict):
        yield name, truth(results)
        return
    for entry, value in results.items():
        yield from _flat(f"{name}.{entry}" if name else entry, value)
