"""Conventions on which ports differ, and which of them a port follows.

Each is a choice between the right formulas and some of the known mistakes.
A probe is a small case that shows some conventions; the combinations of their
choices are tried on the first steps that a port makes of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import product

import numpy as np

from ...cases.load import TrainingCase
from ...traces.trace import Start, Trace
from . import formulas as right
from .catalogue import MISTAKES
from .formulas import Formulas, Given
from .step import compute

SAME = 1e-9  # of the largest element; conventions differ by more on a probe
BY_ID = {mistake.id: mistake for mistake in MISTAKES}
OURS = ""  # the choice that is right


@dataclass(frozen=True)
class Convention:
    """A choice that makers of networks make in different ways.

    Attributes
    ----------
    name : str
    ours : str
        What is right here, in words.
    others : tuple of str
        Known mistakes, by id: what others choose.
    """

    name: str
    ours: str
    others: tuple[str, ...]

    def words(self, choice: str) -> str:
        """A choice in words."""
        return BY_ID[choice].words if choice else self.ours


CONVENTIONS = (
    Convention("labels", "count from 0", ("labels-too-low", "labels-too-high")),
    Convention(
        "gradients",
        "the mean over the samples, divided by n",
        (
            "gradients-not-divided",
            "gradients-by-n-minus-1",
            "gradients-mean-of-elements",
            "gradients-divided",
        ),
    ),
    Convention(
        "loss",
        "the mean over the samples, before the update",
        ("loss-not-divided", "loss-mean-of-elements"),
    ),
    Convention(
        "db",
        "the sum over the columns of dZ, which is divided by n",
        ("db-not-divided", "db-divided-twice"),
    ),
    Convention(
        "L2 in the loss",
        "l2_penalty / (2 n) times the squares of all W",
        (
            "loss-penalty-not-halved",
            "loss-penalty-not-divided",
            "loss-without-penalty",
            "loss-penalty-of-biases",
        ),
    ),
    Convention(
        "L2 in dW",
        "l2_penalty / n times W",
        (
            "penalty-gradient-missing",
            "penalty-gradient-halved",
            "penalty-gradient-doubled",
            "penalty-gradient-not-divided",
            "bias-gradient-penalised",
        ),
    ),
    Convention(
        "dropout",
        "divides by keep_prob, forward and back",
        (
            "dropout-not-scaled",
            "dropout-back-not-scaled",
            "dropout-rate-for-keep-prob",
            "dropout-mask-inverted",
            "dropout-missing",
        ),
    ),
    Convention(
        "schedule",
        "counts epochs, from 0",
        (
            "schedule-by-step",
            "schedule-one-early",
            "schedule-one-late",
            "schedule-missing",
        ),
    ),
    Convention(
        "momentum",
        "v = beta1 v + (1 - beta1) dP",
        ("momentum-classical", "momentum-nesterov"),
    ),
    Convention(
        "classical momentum",
        "v = beta1 v + dP",
        ("momentum-averaged", "classical_momentum-nesterov"),
    ),
    Convention(
        "RMSprop's epsilon",
        "sqrt(s) + epsilon",
        ("rmsprop-epsilon-inside", "rmsprop-epsilon-missing"),
    ),
    Convention("RMSprop's s", "is not corrected", ("rmsprop-corrected",)),
    Convention(
        "Adam's epsilon",
        "sqrt(s corrected) + epsilon",
        (
            "adam-epsilon-inside",
            "adam-epsilon-missing",
            "adam-epsilon-before-correction",
        ),
    ),
    Convention(
        "Adam's correction",
        "v by 1 - beta1^t, s by 1 - beta2^t",
        ("adam-not-corrected", "adam-v-not-corrected", "adam-s-not-corrected"),
    ),
    Convention(
        "Adam's count",
        "t = 1 at the first update",
        (
            "count-from-0",
            "count-one-too-high",
            "count-not-increased",
            "count-shared",
        ),
    ),
)
BY_NAME = {convention.name: convention for convention in CONVENTIONS}


def choices(
    names: Sequence[str],
    case: TrainingCase,
    trace: Trace,
    n_steps: int,
) -> dict[str, set[str]]:
    """Find the choices with which a port can have made its steps.

    Parameters
    ----------
    names : sequence of str
        Of the conventions that the case shows.
    case : TrainingCase
    trace : dict of ndarray
        The port's steps, from the first.
    n_steps : int

    Returns
    -------
    dict of set of str
        By convention, the choices of those combinations that explain all
        steps with the fewest of them unlike ours; nothing if none do.
    """
    asked = [BY_NAME[name] for name in names]
    every = product(*((OURS, *one.others) for one in asked))
    for _, combinations in _by_number(every):
        fitting = [
            chosen
            for chosen in combinations
            if _explains(chosen, case, trace, n_steps)
        ]
        if fitting:
            columns = zip(*fitting, strict=True)
            return dict(zip(names, map(set, columns), strict=True))
    return {}


def _by_number(
    combinations: Iterator[tuple[str, ...]],
) -> list[tuple[int, list[tuple[str, ...]]]]:
    """Combinations by how many choices in them are unlike ours."""
    found: dict[int, list[tuple[str, ...]]] = {}
    for chosen in combinations:
        found.setdefault(sum(map(bool, chosen)), []).append(chosen)
    return sorted(found.items())


def _explains(
    chosen: Sequence[str], case: TrainingCase, trace: Trace, n_steps: int
) -> bool:
    """Whether these choices make every step out of the port's step before."""
    whole = joined([BY_ID[name].formulas for name in chosen if name])
    if whole is None:
        return False
    parameters: Trace = dict(case.parameters)
    state: Trace = {}
    for step in range(n_steps):
        start = Start(_stacked(parameters), _stacked(state))
        with np.errstate(all="ignore"):
            made = compute(whole, Given(case, step, start))
        shown = {name: stack[step] for name, stack in trace.items()}
        if not all(_same(shown[name], made.get(name)) for name in shown):
            return False
        parameters = {name: shown[name] for name in parameters}
        if not all(np.isfinite(P).all() for P in parameters.values()):
            return True  # no step follows from these
        state = {n: v for n, v in (made | shown).items() if n[0] in "vs"}
    return True


def joined(several: Sequence[Formulas]) -> Formulas | None:
    """Formulas that differ wherever one of several does; None if two do."""
    plain, changes = Formulas(), {}
    updates: Mapping[str, right.Update] = right.UPDATES
    for one in several:
        for field in fields(Formulas):
            value = getattr(one, field.name)
            if field.name == "updates":
                changed = {
                    k: u for k, u in value.items() if u != plain.updates[k]
                }
                if changed and updates is not right.UPDATES:
                    return None
                updates = {**updates, **changed} if changed else updates
            elif value != getattr(plain, field.name):
                if field.name in changes:
                    return None
                changes[field.name] = value
    return replace(plain, updates=dict(updates), **changes)


def _stacked(arrays: Mapping[str, np.ndarray]) -> Trace:
    return {name: value[None] for name, value in arrays.items()}


def _same(got: np.ndarray, made: np.ndarray | None) -> bool:
    if made is None or got.shape != made.shape:
        return False
    both = np.isnan(got) & np.isnan(made)
    size = float(np.abs(np.nan_to_num(made)).max(initial=0.0))
    error = np.where(both, 0.0, np.abs(got - made))
    return bool((error <= SAME * size).all())
