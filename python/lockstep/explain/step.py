"""Explain one step of training: replay it, and compare every quantity."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from ..cases.load import TrainingCase
from ..errors import InputError, PortUnavailable
from ..ports.defaults import TIME_LIMIT
from ..ports.port import PortSpec
from ..ports.start import check_declares, check_trains, open_port
from ..ports.train import free_run
from ..reference.hidden import HiddenState
from ..reference.port import open_reference, train_in_chunks
from ..reference.run import ReferenceRun
from ..traces.chunks import row_of, rows_of, start_after
from ..traces.quantities import (
    EVERYTHING,
    Quantity,
    gradient_of,
    rounded_names,
    up_to_level,
)
from ..traces.trace import Start, Trace, well_formed
from .certified import certified_step
from .inputs import element_inputs
from .snippets import step_snippets
from .table import Explanation, Row, choose, make_row, unstacked

OWN_GRADIENTS = (
    "averages and parameters are held against what the reference makes of the "
    "port's own gradients"
)


class Replayed(NamedTuple):
    """One step of the reference and of a port, from one start."""

    start: Start
    expected: Trace
    actual: Trace
    bounds: Trace
    updated: Trace  # what the port's own gradients make, if that is expected


def explain_step(
    case: TrainingCase,
    spec: PortSpec,
    step: int = 0,
    quantity: str | None = None,
    time_limit: float = TIME_LIMIT,
) -> Explanation:
    """Compare every quantity of one step, in order of computation.

    The step starts from the reference's own parameters, as in replay; that
    of a port below level 3, which computes no single step, from its own.

    Parameters
    ----------
    case : TrainingCase
    spec : PortSpec
        The port.
    step : int
        From 0.
    quantity : str, optional
        Whose worst element is shown; the first beyond its bound by default,
        or else the one nearest to it.
    time_limit : float
        Seconds for each call of a port.

    Raises
    ------
    InputError
        If the case has no such step, the step no such quantity, or the port
        does not train.
    PortFailure, PortUnavailable
        If the port raises an error or cannot be run.
    """
    if not 0 <= step < case.steps:
        raise InputError(
            f"{case.id} has steps 0 to {case.steps - 1}, not {step}"
        )
    check_trains(spec)
    check_declares(spec, case)
    stepped = _replayed if spec.level == EVERYTHING else _trained
    found = stepped(case, spec, step, time_limit)
    truths, said = certified_step(case, step, unstacked_start(found.start))
    rows = [
        make_row(
            name,
            Quantity.parse(name).operation(case.network, case.optimizer),
            value,
            found.actual.get(name),
            found.bounds[name],
            truths.get(name),
        )
        for name, value in found.expected.items()
    ]
    first, focus = choose(rows, quantity)
    note = ""
    if first is not None and found.updated and first not in found.updated:
        rows, note = _of_own_gradients(rows, found.updated), OWN_GRADIENTS
    explanation = Explanation(
        *(case.id, spec.name, step, rows, first, focus),
        certified=said,
        note=note,
    )
    worst = explanation.row(focus).worst
    if worst is not None:
        known = (case, step, found.start, found.actual)
        explanation.inputs.update(element_inputs(focus, worst.index, *known))
        snippets = step_snippets(spec, focus, worst.index, *known)
        explanation.snippets.update(snippets)
    return explanation


def _of_own_gradients(rows: list[Row], updated: Trace) -> list[Row]:
    """Leave out the truth of updates by wrong gradients: it is of others."""
    return [
        replace(row, certified_ulp=None, reference_certified_ulp=None)
        if row.quantity in updated
        else row
        for row in rows
    ]


def _replayed(
    case: TrainingCase, spec: PortSpec, step: int, time_limit: float
) -> Replayed:
    with (
        open_reference(time_limit) as own,
        open_port(spec, time_limit) as port,
    ):
        own.open_case(case)
        port.open_case(case)
        reference = ReferenceRun(own, case, step + 1)
        start = _start_of(reference, step)
        actual, _ = port.replay(step, start, True)
        expected, _ = own.replay(step, start, True)
        names = rounded_names(expected)
        errors = own.errors([step], start.parameters, names)
        bounds = reference.bounds([step], expected, errors, start)
        own_updates = reference.updates(step, start, actual)
        if own_updates:
            gradients = map(gradient_of, case.parameters)
            used = {name: actual[name] for name in gradients} | own_updates
            bounds |= reference.update_bounds(step, start, used)
        reference.close()
    return Replayed(
        start,
        unstacked({**expected, **own_updates}),
        unstacked(actual),
        unstacked(bounds),
        own_updates,
    )


def _trained(
    case: TrainingCase, spec: PortSpec, step: int, time_limit: float
) -> Replayed:
    """A step of the port's own training, and what follows from its start."""
    hidden: HiddenState | None = None
    with (
        open_reference(time_limit) as own,
        open_port(spec, time_limit) as port,
    ):
        own.open_case(case)
        port.open_case(case, step + 1)
        with closing(ReferenceRun(own, case, step + 1)) as reference:
            for number, made in enumerate(free_run(port, case, step + 1)):
                chunk = reference.chunk(number)
                usable = _usable(made.trace, chunk.trace, case)
                told = chunk, usable, made.start, hidden
                due, hidden = reference.own_steps(*told)
            row = step - made.first_step
            bounds = rows_of(due.bounds.at(np.array([row])), row)
    expected = up_to_level(rows_of(due.expected, row), spec.level)
    return Replayed(
        row_of(due.starts, row),
        unstacked(expected),
        unstacked(rows_of(usable, row)),
        unstacked({name: bounds[name] for name in expected}),
        {},
    )


def _usable(trace: Trace, wanted: Trace, case: TrainingCase) -> Trace:
    """What has its shape; without parameters no step follows."""
    usable = well_formed(trace, wanted)
    lost = [name for name in case.parameters if name not in usable]
    if lost:
        raise PortUnavailable(
            f"{', '.join(lost)}: missing or of another shape; without "
            "parameters no step follows"
        )
    return usable


def _start_of(reference: ReferenceRun, step: int) -> Start:
    """Parameters and state before a step, as stacks of one."""
    case, start = reference.case, None
    for chunk in train_in_chunks(reference.port, case, step):
        start = start_after(chunk.trace, case.parameters)
    if start is None:
        start = Start(case.parameters, reference.initial_state())
    parameters, state = (
        {name: value[None] for name, value in (part or {}).items()}
        for part in start
    )
    return Start(parameters, state)


def unstacked_start(start: Start) -> Start:
    """Parameters and state of one step, without the axis of the step."""
    return Start(unstacked(start.parameters), unstacked(start.state or {}))
