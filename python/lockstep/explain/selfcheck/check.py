"""Hold a port against itself, on fixtures or on cases of one's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from ...bounds.rounding import UNDERFLOW, UNIT_ROUNDOFF
from ...cases.load import TrainingCase, load_case
from ...errors import InputError, PortFailure
from ...files.guard import scratch
from ...files.plain_text import one_line
from ...ports.description import undeclared
from ...ports.port import Port, PortSpec
from ...traces.distance import WorstElement, worst_element
from ...traces.quantities import TRAINED
from ...traces.trace import Trace
from .changes import CHANGES, Change
from .descent import convex, descent_errors
from .findings import BROKEN, HOLDS, SILENT, Finding, SelfCheck
from .inputs import Inputs, as_run, one_step
from .slopes import slope_errors
from .steps import Misshapen, Runner, Step

# One step of gradient descent on each: all activations and losses, a penalty,
# dropout, sums, a square matrix, inputs that nobody scaled.
CASES = (
    "spiral_shuffled-2x9x3x3_sigmoid-gd",
    "spiral_shuffled-2x15x6x3_tanh-gd",
    "circles-2x11x1_relu-l2",
    "circles-2x7x1_relu-xavier",
    "spiral_shuffled-2x5x3_relu_ties-gd",
    "breast_cancer_raw-30x2_softmax-gd",
    "gate_and-2x1_step-gd",
    "spiral_shuffled-2x15x6x3_tanh-l2_dropout",
)
# Runs as they are: each optimizer, batches, a rate that falls.
RUNS = (
    "spiral_shuffled-2x15x6x3_relu-adam",
    "spiral_shuffled-2x8x7x6x5x3_tanh-rmsprop",
    "digits-64x15x9x10_relu-momentum",
    "digits-64x15x9x10_relu-gd_decay",
    "spiral_shuffled-2x100x3_relu-classical_momentum",
)
SHORT, LONG = 6, 11
Errors = list[tuple[str, WorstElement]]


@np.errstate(all="ignore")  # what a port gives may overflow
def selfcheck(
    spec: PortSpec,
    port: Port,
    cases: Sequence[str | Path] = (),
) -> SelfCheck:
    """Hold a port against itself.

    Parameters
    ----------
    spec : PortSpec
        What it claims.
    port : Port
        It runs.
    cases : sequence of str or path
        Training cases; a few fixtures by default.

    Raises
    ------
    InputError
        If the port trains nothing, or a case cannot be used.
    PortUnavailable
        If the port cannot be run.
    """
    if spec.level < TRAINED:
        raise InputError(
            f"{spec.name} is a port of level {spec.level}: only what trains "
            "can be held against itself, from level 1 on"
        )
    findings: list[Finding] = []
    lacking: dict[str, str] = {}
    with TemporaryDirectory(prefix="selfcheck-", dir=scratch()) as folder:
        checks = Checks(spec, Runner(port, spec.level, Path(folder)), lacking)
        for case in map(_training, cases or CASES):
            findings += checks.of_steps(case)
        for case in map(_training, cases or RUNS):
            findings += checks.of_runs(case)
    return SelfCheck(spec.name, findings, lacking)


def _training(name: str | Path) -> TrainingCase:
    case = load_case(name)
    if not isinstance(case, TrainingCase):
        raise InputError(f"{name}: expected a training case, not an operation")
    return case


class Checks:
    """All that one port is asked.

    Parameters
    ----------
    spec : PortSpec
    runner : Runner
    lacking : dict of str
        Is filled with what the port does not declare, by case.
    """

    def __init__(
        self, spec: PortSpec, runner: Runner, lacking: dict[str, str]
    ) -> None:
        self._spec, self._runner, self._lacking = spec, runner, lacking
        self._repeats = True

    def of_steps(self, case: TrainingCase) -> Iterator[Finding]:
        """Relations of one step, of its slope, and of a convex descent."""
        whole = one_step(case)
        calm = whole
        if case.network.keep_prob < 1:  # masks know places
            calm = whole.with_network(keep_prob=1.0)
        if self._can(case.id, calm):
            yield self._said("repeated", calm, self._repeated)
            yield from self._changed(calm)
            yield self._said("restarted", calm, self._restarted)
        if "step" not in case.network.activations and self._can(case.id, whole):
            yield self._slope(whole)
        alone = convex(calm)
        if alone is not None and self._can(case.id, alone):
            yield self._said("descent", alone, self._descent)

    def of_runs(self, case: TrainingCase) -> Iterator[Finding]:
        """Relations of a run as the case has it."""
        long = as_run(case, LONG)
        if self._can(case.id, long):
            yield self._said("shorter run", long, self._shorter)

    def _can(self, name: str, inputs: Inputs) -> bool:
        """Whether port.json declares what a changed case needs."""
        case = inputs.write(self._runner.new_folder())
        words = undeclared(self._spec.description, case)
        if words:
            self._lacking[name] = ", ".join(words)
        return not words

    def _said(
        self, check: str, case: Inputs, ask: Callable[[Inputs], Errors]
    ) -> Finding:
        try:
            return _finding(check, case.id, ask(case))
        except Misshapen as error:
            place = error.quantity
            return Finding(check, case.id, BROKEN, place, message=str(error))
        except PortFailure as error:
            said = f"the port raised an error: {one_line(str(error))}"
            return Finding(check, case.id, BROKEN, message=said)

    def _repeated(self, case: Inputs) -> Errors:
        """A port need not repeat its bits; then none are asked for."""
        first, second = (self._runner.train(case)[1] for _ in range(2))
        errors = _bits_apart(first, second)
        if all(worst.is_within for _, worst in errors):
            return errors
        self._repeats = False
        return []

    def _changed(self, case: Inputs) -> Iterator[Finding]:
        try:
            own = self._runner.steps(case)[0]
        except (Misshapen, PortFailure):
            return  # the first check has said so
        for check, make in CHANGES.items():
            for change in make(case):
                ask = partial(self._apart, own, change)
                yield self._said(check, case, ask)

    def _apart(self, own: Step, change: Change, _: Inputs) -> Errors:
        others = [self._runner.steps(i)[0] for i in change.inputs]
        return [
            (name, self._distance(name, own, others, change))
            for name in own.values
        ]

    def _distance(
        self, name: str, own: Step, others: list[Step], change: Change
    ) -> WorstElement:
        parameter = name if name == "loss" else name.removeprefix("d")
        parts = [change.back.apply(parameter, s.values[name]) for s in others]
        bounds = [change.back.apply(parameter, s.bounds[name]) for s in others]
        bound = own.bounds[name] + sum(np.abs(part) for part in bounds)
        if self._repeats and change.keeps_bits(name):
            bound = np.full(np.shape(bound), UNDERFLOW)
        elif len(parts) > 1:  # their sum is rounded, too
            bound = bound + UNIT_ROUNDOFF * sum(np.abs(p) for p in parts)
        return worst_element(own.values[name], np.asarray(sum(parts)), bound)

    def _restarted(self, case: Inputs) -> Errors:
        """Gradient descent remembers nothing but its parameters."""
        _, whole = self._runner.train(replace(case, steps=LONG))
        start = {name: whole[name][SHORT - 1] for name in case.parameters}
        if not all(np.isfinite(value).all() for value in start.values()):
            return []  # no case starts there
        again = replace(case, parameters=start, steps=LONG - SHORT)
        _, rest = self._runner.train(again)
        return self._runs_apart({n: s[SHORT:] for n, s in whole.items()}, rest)

    def _shorter(self, case: Inputs) -> Errors:
        _, long = self._runner.train(case)
        _, short = self._runner.train(replace(case, steps=SHORT))
        return self._runs_apart({n: s[:SHORT] for n, s in long.items()}, short)

    def _runs_apart(self, one: Trace, other: Trace) -> Errors:
        return _bits_apart(one, other) if self._repeats else []

    def _descent(self, case: Inputs) -> Errors:
        return descent_errors(self._runner, case)

    def _slope(self, case: Inputs) -> Finding:
        every = list(case.parameters)
        found = self._said("slope", case, partial(self._slopes, every))
        if found.verdict != BROKEN:
            return found
        each = (
            self._said("slope", case, partial(self._slopes, [name]))
            for name in reversed(every)
        )
        return next((f for f in each if f.verdict == BROKEN), found)

    def _slopes(self, names: list[str], case: Inputs) -> Errors:
        return slope_errors(self._runner, case, names)


def _bits_apart(one: Trace, other: Trace) -> Errors:
    """Everything that both traces hold, to the bit; NaN is like NaN."""
    return [
        (name, _bits_of_one_apart(one[name], other[name]))
        for name in one
        if name in other and one[name].size
    ]


def _bits_of_one_apart(one: np.ndarray, other: np.ndarray) -> WorstElement:
    same = (one == other) | (np.isnan(one) & np.isnan(other))
    first, second = (np.where(same, 0.0, value) for value in (one, other))
    return worst_element(first, second, np.zeros(one.shape))


def _finding(check: str, case: str, errors: Errors) -> Finding:
    """The first error beyond its bound, else the one nearest to it.

    Where no bound is known, because numbers overflow, nothing is said.
    """
    known = [e for e in errors if np.isfinite(e[1].bound)]
    beyond = [e for e in known if not e[1].is_within]
    if beyond:
        name, worst = beyond[0]
        said = f"{name} is off by {worst.error:.1e}, at most {worst.bound:.1e}"
        return Finding(check, case, BROKEN, name, worst, said)
    if not known:
        return Finding(check, case, SILENT, message="nothing is known here")
    found = [Finding(check, case, HOLDS, name, worst) for name, worst in known]
    return max(found, key=lambda finding: finding.fraction)
