"""What is known to be true of a case: the certified values of its steps.

Free runs and operations are held against values proved in ball arithmetic,
which are kept in `fixtures/expected/`.  A replayed step starts from the
reference's own parameters, which no fixture can know: its truth is computed
on the spot, in double-double arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from ..cases.contract import undefined_results
from ..cases.load import OperationCase, TrainingCase
from ..files.strict_json import JsonValue
from ..traces.chunks import row_of
from ..traces.trace import Start, Trace
from .arithmetic.arithmetic import Undecided
from .arithmetic.double_double import DoubleDouble, Pair
from .formulas.witness import Witness
from .stored import Truth, is_chosen, stored_expected, truth


class Known(NamedTuple):
    """Certified values of one quantity at some steps, the step first.

    NaN stands where nothing is certified.  Only in a result that its own
    definition may leave undefined it is the certified value.
    """

    steps: np.ndarray
    hi: np.ndarray
    lo: np.ndarray
    may_be_undefined: bool = False

    def within(self, first_step: int, n_steps: int) -> Known:
        """Choose the steps of a chunk."""
        end = first_step + n_steps
        rows = (self.steps >= first_step) & (self.steps < end)
        return self._replace(
            steps=self.steps[rows], hi=self.hi[rows], lo=self.lo[rows]
        )


Certified = dict[str, Known]


def certified_run(case: TrainingCase) -> Certified:
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
    case: TrainingCase,
    first_step: int,
    n_steps: int,
    starts: Start,
    every: bool = False,
) -> Certified:
    """Truth of some, or all, steps that each start from given doubles.

    What double-doubles cannot hold is NaN: nothing is certified there.
    """
    arithmetic, last = DoubleDouble(), case.steps - 1
    steps = [
        step
        for step in range(first_step, first_step + n_steps)
        if every or is_chosen(step) or step == last
    ]
    numbers: list[int] = []
    found: dict[str, list[Pair]] = {}
    with arithmetic.working():
        run = Witness(case, arithmetic)
        for step in steps:
            start = row_of(starts, step - first_step)
            parameters, state = (_first(part) for part in start)
            try:
                result = run.step(step, *run.start(parameters, state))
            except Undecided:
                continue
            numbers.append(step)
            for name, value in result.recorded().items():
                found.setdefault(name, []).append(value)
    found["loss"] = [loss[0, 0] for loss in found.get("loss", [])]
    return {
        name: _known(numbers, values)
        for name, values in found.items()
        if values
    }


def _known(steps: list[int], values: list[Pair]) -> Known:
    hi = np.stack([value.hi for value in values])
    lo = np.stack([value.lo for value in values])
    finite = np.isfinite(hi) & np.isfinite(lo)
    return Known(
        np.array(steps), np.where(finite, hi, np.nan), np.where(finite, lo, 0.0)
    )


def _first(stack: Trace | None) -> Trace:
    return {name: value[0] for name, value in (stack or {}).items()}


def certified_operation(case: OperationCase) -> Certified:
    """Stored results of an operation, by flat name, as one step."""
    facts = stored_expected(case)
    if facts is None:
        return {}
    undefined = undefined_results(case.operation)
    return {
        name: Known(
            *(np.zeros(1, int), value.hi[None], value.lo[None]),
            may_be_undefined=name in undefined,
        )
        for name, value in _flat("", facts["results"])
    }


def _flat(name: str, results: JsonValue) -> Iterator[tuple[str, Truth]]:
    """Name nested results as the judge does: cache.Z1, gradients.dW1."""
    if not isinstance(results, dict):
        yield name, truth(results)
        return
    for entry, value in results.items():
        yield from _flat(f"{name}.{entry}" if name else entry, value)
