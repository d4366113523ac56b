"""Others' rules do what they say, on runs made for it."""

from __future__ import annotations

import numpy as np
import pytest
from world.rules import RULES, Rule, Trace

NOTICED = {  # how far a loss may be off, by its own size, unnoticed
    "AlgoPerf": 6e-3,
    "llm.c": 2e-2,
    "Keras": 2e-3,
    "msprobe": 2e-2,
}


def trace(scale: float = 1.0) -> Trace:
    """Ten steps: losses and gradients of 1, weights of 1 and 2."""
    steps = np.ones(10)
    return {
        "loss": scale * steps,
        "dW1": np.ones((10, 2, 3)),
        "db1": np.ones((10, 2, 1)),
        "W1": np.ones((10, 2, 3)),
        "b1": 2 * np.ones((10, 2, 1)),
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_passes_the_right_run(rule: Rule) -> None:
    assert not rule.notices(trace(), trace())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_notices_what_is_no_number(rule: Rule) -> None:
    wrong = {name: np.nan * value for name, value in trace().items()}
    assert rule.notices(trace(), wrong)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_notices_no_less_than_it_says(rule: Rule) -> None:
    off = NOTICED.get(rule.name)
    if off is None:  # it looks at parameters alone
        wrong = {**trace(), "W1": 1.01 * trace()["W1"]}
        assert rule.notices(trace(), wrong)
        assert not rule.notices(trace(), trace(1.5))
        return
    assert rule.notices(trace(), trace(1 + off))
    assert not rule.notices(trace(), trace(1 + off / 10))
