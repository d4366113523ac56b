"""Certify a training run: raise the precision until every digit is proved."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from ...cases.load import TrainingCase
from ..arithmetic.arithmetic import Undecided
from ..arithmetic.balls import Balls, largest_radius
from ..arithmetic.digits import (
    DIGITS,
    Text,
    is_proved,
    proved_text,
    proved_texts,
)
from ..formulas.witness import Values, Witness
from ..stored import is_chosen

PRECISIONS = (256, 512, 1024, 2048, 4096, 8192)


@dataclass
class Certificate:
    """What was proved of a training run.

    Attributes
    ----------
    case : str
    precision : int
        Bits of the balls.
    digits : int
        Significant digits, each proved.
    losses : list of str
        Of every proved step, from 0.
    values : dict
        By step, then by quantity: rows of decimal text.
    radius : dict
        By step, the largest radius of a ball.
    seconds : float
        Of the processor.
    reason : str
        Why no further step was proved; nothing if all were.
    """

    case: str
    precision: int
    digits: int
    losses: list[str] = field(default_factory=list)
    values: dict[int, dict[str, Text]] = field(default_factory=dict)
    radius: dict[int, float] = field(default_factory=dict)
    seconds: float = 0.0
    reason: str = ""

    @property
    def steps(self) -> int:
        """Number of steps whose every quantity is proved."""
        return len(self.losses)


def certify_run(
    case: TrainingCase,
    steps: int | None = None,
    digits: int = DIGITS,
    seconds: float = float("inf"),
    precisions: tuple[int, ...] = PRECISIONS,
    progress: Callable[[int], None] = lambda done: None,
) -> Certificate:
    """Prove a free run, from the case's own weights.

    Parameters
    ----------
    case : TrainingCase
    steps : int, optional
        All steps of the case by default.
    digits : int
    seconds : float
        Of this process; after so many no further step is begun.
    precisions : tuple of int
        Tried in turn until all steps are proved.
    progress : callable
        Told the number of proved steps.

    Returns
    -------
    Certificate
        Of the attempt that got furthest.
    """
    begun = time.process_time()
    wanted = min(case.steps, steps or case.steps)
    best = Certificate(case.id, precisions[0], digits)
    for precision in precisions:
        attempt = _attempt(
            case, wanted, digits, precision, begun + seconds, progress
        )
        if attempt.steps >= best.steps:
            best = attempt
        if attempt.steps == wanted or time.process_time() > begun + seconds:
            break
    best.seconds = round(time.process_time() - begun, 1)
    return best


def _attempt(
    case: TrainingCase,
    steps: int,
    digits: int,
    precision: int,
    deadline: float,
    progress: Callable[[int], None],
) -> Certificate:
    """Run with one precision as far as everything can be proved."""
    certificate = Certificate(case.id, precision, digits)
    arithmetic = Balls(precision)
    last: Values = {}
    with arithmetic.working():
        try:
            for result in Witness(case, arithmetic).run(steps):
                recorded = result.recorded()
                reason = _add(certificate, recorded)
                if reason:
                    certificate.reason = reason
                    break
                last = recorded
                progress(certificate.steps)
                if time.process_time() > deadline:
                    certificate.reason = "the time given was over"
                    break
        except Undecided as reason:
            certificate.reason = f"{reason} with {precision} bits"
        if certificate.steps == steps:
            certificate.reason = ""
        if last:
            _keep(certificate, certificate.steps - 1, last)
    return certificate


def _add(certificate: Certificate, recorded: Values) -> str:
    """Add a step if all of it is proved; else say what is not."""
    step, digits = certificate.steps, certificate.digits
    wide = [n for n, v in recorded.items() if not is_proved(v, digits)]
    loss = proved_text(recorded["loss"][0, 0], digits)
    if wide or loss is None:
        return (
            f"{(wide or ['loss'])[0]} at step {step} has fewer than {digits} "
            f"proved digits with {certificate.precision} bits"
        )
    if is_chosen(step) and not _keep(certificate, step, recorded):
        return f"a digit at step {step} is not proved"
    certificate.losses.append(loss)
    return ""


def _keep(certificate: Certificate, step: int, recorded: Values) -> bool:
    texts = {
        name: proved_texts(value, certificate.digits)
        for name, value in recorded.items()
        if name != "loss"
    }
    if any(text is None for text in texts.values()):
        return False
    certificate.values[step] = {n: t for n, t in texts.items() if t is not None}
    largest = max(largest_radius(value) for value in recorded.values())
    certificate.radius[step] = float(f"{largest:.1e}")
    return True
