"""What a mutant is asked, and in what order: near and quick comes first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lockstep.cases.load import OperationCase

from .mutants import Mutant
from .reference import topic

STEPS, MORE_STEPS = 3, 11
# Few and small: each activation, both losses, ties, a state, a batch, a mask.
FIRST = (
    "spiral_shuffled-2x15x6x3_relu-adam",
    "circles-2x11x1_relu-dropout",
    "spiral_shuffled-2x9x3x3_sigmoid-gd",
    "spiral_shuffled-2x5x3_relu_ties-gd",
    "spiral_shuffled-2x15x6x3_tanh-gd",
    "circles-2x11x1_relu-l2",
)
LONG = {  # what a few steps do not show: chunks, schedules, signs
    "gate_and-2x1_step-gd": 60,
    "spiral_shuffled-2x100x3_relu-classical_momentum": 120,
    "circles-2x5x1_tanh-dropout_long": 1100,
}
FIRST_CHUNK = 0.05  # seconds of the unbroken port; each is twice the one before
CROSSING = 0.001  # seconds of each case, whatever it computes
FAR = {"function": 1, "topic": 4, "elsewhere": 16}  # times its seconds


def training(names: Sequence[str], more: bool) -> Iterator[tuple[str, int]]:
    """The first training cases, and others with more steps if asked."""
    yield from ((case_id, STEPS) for case_id in FIRST)
    if more:
        yield from ((case_id, MORE_STEPS) for case_id in names)
        yield from LONG.items()


def chunks(
    mutant: Mutant,
    cases: Sequence[OperationCase],
    seconds: Sequence[float],
    reached: frozenset[str] | None,
) -> Iterator[list[int]]:
    """Numbers of the cases that a change can reach, a few at first.

    Parameters
    ----------
    mutant : Mutant
    cases : sequence of OperationCase
    seconds : sequence of float
        What each takes in the unbroken port.
    reached : frozenset of str or None
        The operations that the change can reach; None means all.
    """
    chosen = [
        number
        for number, case in enumerate(cases)
        if reached is None or case.operation in reached
    ]
    costs = {
        n: (seconds[n] + CROSSING) * FAR[_place(mutant, cases[n].operation)]
        for n in chosen
    }
    chunk: list[int] = []
    taken, limit = 0.0, FIRST_CHUNK
    for number in sorted(chosen, key=lambda n: costs[n]):
        chunk.append(number)
        taken += seconds[number] + CROSSING
        if taken >= limit:
            yield chunk
            chunk, taken, limit = [], 0.0, 2 * limit
    if chunk:
        yield chunk


def _place(mutant: Mutant, operation: str) -> str:
    if operation == mutant.function:
        return "function"
    return "topic" if topic(operation) == mutant.stem else "elsewhere"
