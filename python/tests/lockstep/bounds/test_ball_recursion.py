"""The bounds against the same recursion in ball arithmetic.

Balls that round hold the results of all admissible programs.  No ball may
be wider than its bound, and the reference's own result lies within it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from rounded_balls import RoundedBalls, RoundedNetwork
from step_problems import NETWORKS, OPTIMIZERS, SETTINGS, problem

import firstprinciples as fp
from firstprinciples.refusals import unchecked
from lockstep.bounds.rounding import SLACK, UNIT_ROUNDOFF
from lockstep.bounds.step import step_errors
from lockstep.bounds.training import StepRates, replay_bounds
from lockstep.truth.formulas.updates import WitnessOptimizer

TINIEST = 2.0**-1074
BALLS = RoundedBalls()


def computed(X: Any, Y: Any, parameters: Any, network: Any, masks: Any) -> dict:
    """What the reference makes of a step, before its update."""
    with unchecked():
        _, cache = fp.network_forward(X, parameters, network, masks)
        loss = fp.network_loss(Y, parameters, cache, network)
        gradients = fp.network_backward(Y, parameters, cache, network)
    return {**cache, "loss": np.array(loss), **gradients}


def balls_of(X: Any, Y: Any, parameters: Any, network: Any, masks: Any) -> dict:
    """All that an admissible program may make of the step."""
    exact = BALLS.exact
    run = RoundedNetwork(network, BALLS)
    values = {name: exact(value) for name, value in parameters.items()}
    kept = {name: exact(mask) for name, mask in masks.items()}
    cache = run.forward(exact(X), values, kept)
    Y, Z = exact(Y), cache[f"Z{run.n_layers}"]
    loss = run.loss(Y, values, Z)
    return {**cache, "loss": loss, **run.backward(Y, values, cache)}


@pytest.mark.parametrize("settings", SETTINGS, ids=["mean", "penalty"])
@pytest.mark.parametrize("name", NETWORKS)
def test_no_ball_is_wider_than_its_bound(
    name: str, settings: dict[str, Any]
) -> None:
    step = problem(name, settings)
    errors, found = step_errors(*step), computed(*step)
    with BALLS.working():
        balls = balls_of(*step)
    for key, error in errors.items():
        units = balls[key].units().reshape(np.shape(error))
        assert (units <= error * (1 + SLACK)).all(), key
        middle = balls[key].mid().reshape(np.shape(error))
        off = np.abs(found[key] - middle)
        units = units + np.abs(middle)  # the middle, too, is a double here
        assert (off <= UNIT_ROUNDOFF * (1 + SLACK) * units + TINIEST).all(), key


COUNTS = [1, 2, 3, 344, 1000]


@pytest.mark.parametrize("schedule", ["constant", "exponential"])
@pytest.mark.parametrize("error", [0.0, 1e-14, 1e-6])
@pytest.mark.parametrize("size", [1.0, 1e-8])
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_no_ball_of_an_update_is_wider_than_its_bound(
    name: str, size: float, error: float, schedule: str
) -> None:
    optimizer = fp.new_optimizer(
        name, 0.01, schedule=schedule, decay_rate=0.99, decay_epochs=1
    )
    stream, shape = np.random.RandomState(3), (5, 4)
    for count in COUNTS:
        P, g = {"W1": stream.randn(*shape)}, size * stream.randn(*shape)
        state = {
            "vW1": size * stream.randn(*shape) * (count > 1),
            "sW1": (size * stream.randn(*shape)) ** 2 * (count > 1),
        }
        state = {key: state[key] for key in fp.optimizer_state(P, optimizer)}
        rate = 0.01 * 0.99 ** (count - 1) if schedule != "constant" else 0.01
        with unchecked():
            moved, after = fp.optimizer_update(
                P, {"dW1": g}, state, optimizer, rate, count
            )
        expected = {"dW1": g, **after, **moved}
        off = np.full(shape, error * size)
        bounds = replay_bounds(
            {key: value[None] for key, value in expected.items()},
            {"dW1": (off / (2 * UNIT_ROUNDOFF))[None]},
            {key: value[None] for key, value in state.items()},
            optimizer,
            StepRates(
                np.full((1, 1, 1), rate), np.full((1, 1, 1), float(count))
            ),
        )
        balls = _updated(optimizer, P, g, off / 2, state, rate, count)
        for key, value in balls.items():
            assert (2 * value.rad() <= bounds[key][0]).all(), (key, count)


def _updated(
    optimizer: Any, P: Any, g: Any, off: Any, state: Any, rate: Any, count: int
) -> dict:
    """Balls of an update by a gradient that is off by at most `off`."""
    with BALLS.working():
        exact = BALLS.exact
        witness = WitnessOptimizer(optimizer, BALLS)
        moved, after = witness.update(
            {name: exact(value) for name, value in P.items()},
            {"dW1": exact(g).widened(off / UNIT_ROUNDOFF)},
            {name: exact(value) for name, value in state.items()},
            exact(rate),
            count,
        )
    return {**after, **moved}
