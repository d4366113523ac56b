"""Every search that is wrong on purpose is caught, and its fault is named."""

from __future__ import annotations

from functools import cache

import pytest
from wrong_tuning import FAULTS

import lockstep
from lockstep.judge.results import RunResult

SEARCH = "random_search-coarse_to_fine"
TRIALS = "tuning_trials-every_scale"

# fault: the case that shows it, and what is wrong first
CAUGHT = {
    "log scale forgotten": (TRIALS, "trials.learning_rate"),
    "log of beta": (TRIALS, "trials.beta1"),
    "space not narrowed": (SEARCH, "search.trials.learning_rate"),
    "narrowed beyond the ends": (
        "narrow_space-low_end",
        "space.learning_rate.low",
    ),
    "narrowed about the first trial": (SEARCH, "search.trials.learning_rate"),
    "scored on training data": (SEARCH, "search.trials.learning_rate"),
    "penalty in the score": (SEARCH, "search.trials.learning_rate"),
    "last of equal scores": ("random_search-ties", "search.trials"),
    "overflow wins": ("random_search-overflow", "search.winner"),
    "caller's random state": (TRIALS, "trials.learning_rate"),
    "one stream for all": (TRIALS, "trials.learning_rate"),
    "same trials each round": (
        "tuning_trials-later_round",
        "trials.learning_rate",
    ),
}


@cache
def judged() -> dict[tuple[str, str], RunResult]:
    """Run all wrong ports on all cases at once."""
    specs = [
        lockstep.PortSpec(fault, "wrong_tuning:WrongTuning", {"fault": fault})
        for fault in FAULTS
    ]
    cases = sorted({case for case, _ in CAUGHT.values()})
    return {(r.port, r.case): r for r in lockstep.run(cases, specs).runs}


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_of_a_search_is_named(fault: str) -> None:
    case, quantity = CAUGHT[fault]
    run = judged()[fault, case]
    assert run.verdict == "diverged", run.message
    assert run.divergence is not None
    assert run.divergence.quantity.startswith(quantity)
