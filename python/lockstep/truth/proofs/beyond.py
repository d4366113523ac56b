"""Values beyond the proved steps: likely, and labelled as not rigorous.

The run is made twice, in double-double arithmetic of 106 bits and in
flint's arithmetic of 160 bits without radii.  Both share the formulas, not
the arithmetic.  What rounds to the same 17 digits in both is kept.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from ...cases.load import TrainingCase
from ...files.strict_json import JsonObject
from ..arithmetic.arithmetic import Numbers
from ..arithmetic.balls import Balls, midpoints
from ..arithmetic.digits import proved_text
from ..arithmetic.double_double import DoubleDouble, Pair
from ..formulas.witness import Values, Witness, WitnessStep

LABEL = "not rigorous"
METHOD = (
    "double-double and 160-bit arithmetic round to the same 17 digits; "
    "nothing is proved"
)
PRECISION = 160
DIGITS = 17
LAST = 1000  # steps; two more exact runs of a network take their time


def continue_unproved(
    case: TrainingCase,
    proved: int,
    seconds: float = 60.0,
    last: int | None = None,
) -> JsonObject | None:
    """Run on as long as two arithmetics agree.

    Parameters
    ----------
    case : TrainingCase
    proved : int
        Number of steps that are certified.
    seconds : float
    last : int, optional
        Stop after this step.

    Returns
    -------
    dict or None
        Label, method, losses by step, and all quantities of the last step;
        None if every step is proved already or none more agrees.
    """
    limit = min(case.steps, LAST if last is None else last + 1)
    begun, losses, final = time.process_time(), {}, {}
    for step, (one, other) in enumerate(_side_by_side(case, limit)):
        is_over = time.process_time() - begun > seconds
        is_kept = is_over or _is_milestone(step) or step == limit - 1
        if step >= proved and is_kept:
            texts = agreed(one, other)
            if texts is None:
                break
            losses[str(step)] = texts.pop("loss")[0][0]
            final = {"step": step, "values": texts}
        if is_over:
            break
    if not losses:
        return None
    taken = round(time.process_time() - begun, 1)
    facts = {"label": LABEL, "method": METHOD, "seconds": taken}
    return {**facts, "losses": losses, **final}


def _is_milestone(step: int) -> bool:
    """50, 100, 150, ...: where values beyond the proof are kept.

    The last step that the time allows is kept, too.
    """
    return step > 0 and step % 50 == 0


def _side_by_side(
    case: TrainingCase, steps: int
) -> Iterator[tuple[WitnessStep, WitnessStep]]:
    """Steps in both arithmetics; only flint's needs its precision set."""
    quick, fine = DoubleDouble(), Balls(PRECISION)
    run, other = Witness(case, quick), Witness(case, fine)
    start, start_other = run.start(), other.start()
    for step in range(steps):
        with quick.working():
            result = run.step(step, *start)
        with fine.working():
            found = other.step(step, *start_other)
        yield result, found
        start = result.parameters, result.state
        start_other = (
            _without_radii(found.parameters),
            _without_radii(found.state),
        )


def _without_radii(values: Values) -> Values:
    return {name: midpoints(value) for name, value in values.items()}


def agreed(one: WitnessStep, other: WitnessStep) -> JsonObject | None:
    """Text of all recorded quantities, if 17 digits agree."""
    fine = Balls(PRECISION)
    with fine.working():
        texts = []
        for values in (one.recorded(), other.recorded()):
            texts.append(
                {name: _texts(value, fine) for name, value in values.items()}
            )
    return texts[1] if texts[0] == texts[1] else None


def _texts(value: Numbers, fine: Balls) -> list[list[str | None]]:
    if isinstance(value, Pair):
        balls = fine.exact(value.hi) + fine.exact(value.lo)
    else:
        balls = midpoints(value)
    return [[proved_text(b.mid(), DIGITS) for b in row] for row in balls]
