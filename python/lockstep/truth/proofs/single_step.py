"""Certify one step, anywhere in a run, from given doubles."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ...cases.load import TrainingCase
from ..arithmetic.arithmetic import Undecided
from ..arithmetic.balls import Balls
from ..arithmetic.digits import DIGITS, Text, proved_texts
from ..formulas.witness import Witness

PRECISIONS = (256, 512, 1024, 4096)
Matrices = dict[str, np.ndarray]


class StepCertificate(NamedTuple):
    """Proved values of a step.

    Attributes
    ----------
    step : int
    precision : int
        Bits of the balls.
    values : dict
        Rows of decimal text of each quantity in order of computation,
        intermediates included; empty if a digit could not be proved.
    reason : str
        Why not; nothing if all is proved.
    """

    step: int
    precision: int
    values: dict[str, Text]
    reason: str = ""


def certify_step(
    case: TrainingCase,
    step: int,
    parameters: Matrices,
    state: Matrices | None = None,
    digits: int = DIGITS,
) -> StepCertificate:
    """Prove one step that starts from exact doubles.

    Parameters
    ----------
    case : TrainingCase
    step : int
        It chooses batch, dropout masks, rate and number of the update.
    parameters, state : dict of ndarray
        Before the update; the state may be left out if it is zeros.
    digits : int
    """
    reason = ""
    for precision in PRECISIONS:
        arithmetic = Balls(precision)
        with arithmetic.working():
            run = Witness(case, arithmetic)
            try:
                result = run.step(step, *run.start(parameters, state))
            except Undecided as undecided:
                reason = f"{undecided} with {precision} bits"
                continue
            texts = {
                n: proved_texts(v, digits) for n, v in result.values.items()
            }
        wide = [name for name, text in texts.items() if text is None]
        if not wide:
            values = {n: text for n, text in texts.items() if text is not None}
            return StepCertificate(step, precision, values)
        reason = f"{wide[0]} is not proved with {precision} bits"
    return StepCertificate(step, PRECISIONS[-1], {}, reason)
