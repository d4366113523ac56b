"""Random searches for hyper-parameters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import strategies as st
from random_values import SEEDS

from firstprinciples import tuning_trials
from lockstep.cases.load import load_case


@st.composite
def _spaces(draw: Any) -> dict[str, Any]:
    """Draw what a search may vary, on each kind of scale."""
    low, few = draw(st.sampled_from([1e-5, 0.01, 0.3])), draw(st.integers(0, 9))
    space = {
        "learning_rate": {"scale": "log", "low": low, "high": 3 * low},
        "beta1": {"scale": "log_one_minus", "low": 0.5, "high": 0.999},
        "n_hidden": {"scale": "integer", "low": 1 + few, "high": 2 + 2 * few},
        "keep_prob": {"scale": "linear", "low": 0.3, "high": 1.0},
        "optimizer": {"scale": "choice", "choices": ["momentum", "adam"]},
    }
    size = st.lists(st.sampled_from(sorted(space)), min_size=1, unique=True)
    return {name: space[name] for name in draw(size)}


@st.composite
def _trials(draw: Any) -> Any:
    return {
        "space": draw(_spaces()),
        "n_trials": float(draw(st.integers(1, 9))),
        "seed": float(draw(SEEDS)),
        "search_round": float(draw(st.integers(0, 5))),
    }


@st.composite
def _narrowed(draw: Any) -> Any:
    space = draw(_spaces())
    trials = tuning_trials(space, 1, draw(st.integers(0, 99)), 0)
    return {
        "space": space,
        "trial": {n: np.array(a[0]).item() for n, a in trials.items()},
        "factor": draw(st.sampled_from([1.0, 0.5, 0.25, 0.9])),
    }


@st.composite
def _search(draw: Any) -> Any:
    """A few steps of the shared case's network, from any seed."""
    case = load_case("random_search-coarse_to_fine")
    return {
        **case.arguments,
        "n_trials": float(draw(st.integers(1, 4))),
        "n_rounds": float(draw(st.integers(1, 2))),
        "steps": float(draw(st.integers(1, 4))),
        "batch_size": float(draw(st.integers(5, 50))),
        "seed": float(draw(SEEDS)),
    }


SEARCHES: dict[str, Callable[[], Any]] = {
    "tuning_trials": _trials,
    "narrow_space": _narrowed,
    "random_search": _search,
}
