"""A port's steps on a case, and how far rounding may carry it.

A tolerance is derived: the bound of one step (see `bounds.step`) says how far
each quantity of any admissible program is from exact arithmetic.  A relation
holds exactly in exact arithmetic, so its two sides are at most the sum of
their bounds apart.  The bounds are made of the sizes of what is added up; no
result of another program is asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import numpy as np

from firstprinciples import network_masks, network_targets

from ...bounds.rounding import SLACK, UNIT_ROUNDOFF
from ...bounds.step import step_errors
from ...bounds.training import one_sided, replay_bounds, step_rates
from ...cases.load import TrainingCase
from ...ports.port import Port
from ...ports.train import free_run
from ...traces.quantities import GRADIENTS, gradient_of
from ...traces.trace import Trace
from .inputs import Inputs

PER_MOVE = UNIT_ROUNDOFF * (1.0 + SLACK)  # a difference rounds once


class Misshapen(Exception):
    """A port gave a quantity another shape, or did not give it."""

    def __init__(self, quantity: str, got: object, wanted: object) -> None:
        super().__init__(f"{quantity}: expected shape {wanted}, got {got}")
        self.quantity = quantity


@dataclass(frozen=True)
class Step:
    """Quantities of one step, and bounds on their errors.

    `loss`; `dW1`, `db1`, ... if the port shows them; and under `W1`, `b1`,
    ... the gradients that the moves of the parameters imply.
    """

    values: Trace
    bounds: Trace


@dataclass
class Runner:
    """Lets a port train cases that are written for it.

    Attributes
    ----------
    port : Port
    level : int
    folder : Path
    """

    port: Port
    level: int
    folder: Path
    _known: dict[Inputs, list[Step]] = field(default_factory=dict)
    _numbers: count[int] = field(default_factory=count)

    def new_folder(self) -> Path:
        """Name a folder that is not there yet."""
        return self.folder / f"{next(self._numbers):04d}"

    def train(self, inputs: Inputs) -> tuple[TrainingCase, Trace]:
        """Let the port train, all steps at once."""
        case = inputs.write(self.new_folder())
        self.port.open_case(case)
        chunks = [c.trace for c in free_run(self.port, case, case.steps)]
        trace = {
            name: np.concatenate([chunk[name] for chunk in chunks])
            for name in chunks[0]
        }
        self._check_shapes(case, trace)
        return case, trace

    def _check_shapes(self, case: TrainingCase, trace: Trace) -> None:
        shapes = {name: p.shape for name, p in case.parameters.items()}
        if self.level >= GRADIENTS:
            shapes |= {gradient_of(name): s for name, s in shapes.items()}
        for name, shape in {"loss": (), **shapes}.items():
            got = trace[name].shape if name in trace else "nothing"
            if got != (case.steps, *shape):
                raise Misshapen(name, got, (case.steps, *shape))

    def loss(self, inputs: Inputs) -> tuple[float, float]:
        """The loss before the first step, and the bound on its error."""
        step = self.steps(inputs)[0]
        return float(step.values["loss"]), float(step.bounds["loss"])

    def steps(self, inputs: Inputs) -> list[Step]:
        """Let the port make steps of gradient descent over all samples."""
        if inputs not in self._known:
            self._known[inputs] = self._steps(inputs)
        return self._known[inputs]

    def _steps(self, inputs: Inputs) -> list[Step]:
        case, trace = self.train(inputs)
        before, made = case.parameters, []
        for number in range(case.steps):
            row = {name: stack[number] for name, stack in trace.items()}
            made.append(self._step(case, number, before, row))
            before = {name: row[name] for name in before}
        return made

    def _step(
        self, case: TrainingCase, number: int, before: Trace, row: Trace
    ) -> Step:
        rate = case.optimizer.learning_rate
        moves = {name: p - row[name] for name, p in before.items()}
        implied = {name: move / rate for name, move in moves.items()}
        bounds = _bounds(case, number, before, row, implied)
        for name, move in moves.items():
            own = np.where(np.isfinite(move), PER_MOVE * np.abs(move), 0.0)
            bounds[name] = (bounds[name] + own) / rate
        values = {"loss": row["loss"], **implied}
        if self.level >= GRADIENTS:
            values |= {n: row[n] for n in map(gradient_of, implied)}
        return Step(values, {name: bounds[name] for name in values})


def _bounds(
    case: TrainingCase, number: int, before: Trace, row: Trace, implied: Trace
) -> Trace:
    """Distance from exact arithmetic of loss, gradients and parameters."""
    Y = network_targets(case.labels, case.network)
    masks = network_masks(case.network, case.X.shape[1], case.seed, number)
    errors = step_errors(case.X, Y, before, case.network, masks)
    expected = {"loss": row["loss"]}
    expected |= {gradient_of(name): slope for name, slope in implied.items()}
    expected |= {name: row[name] for name in implied}
    rates = step_rates(case, [number])
    bounds = replay_bounds(
        *(_stack(expected), _stack(errors), {}), case.optimizer, rates
    )
    found = {name: b[0] for name, b in one_sided(bounds).items()}
    for name, value in implied.items():
        # What the port says is not finite, and what it is made of is.
        known = np.isfinite(errors[gradient_of(name)])
        for key in (name, gradient_of(name)):
            found[key] = np.where(known & ~np.isfinite(value), 0.0, found[key])
    return found


def _stack(row: Trace) -> Trace:
    return {name: np.asarray(value)[None] for name, value in row.items()}
