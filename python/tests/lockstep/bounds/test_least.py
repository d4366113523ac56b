"""No least bound is above its bound: what it settles, the bound allows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from step_problems import NETWORKS, OPTIMIZERS, SETTINGS, problem

import firstprinciples as fp
from firstprinciples.refusals import unchecked
from lockstep.bounds.least import least_errors
from lockstep.bounds.rounding import SLACK
from lockstep.bounds.step import step_errors
from lockstep.bounds.training import StepRates, replay_bounds
from lockstep.cases.find import list_cases
from lockstep.cases.load import load_case
from lockstep.reference.port import open_reference
from lockstep.reference.run import ReferenceRun

OTHERS: list[dict[str, Any]] = [
    {"l2_penalty": 50.0},
    {"reduction": "sum", "keep_prob": 0.5},
]
N_STEPS = 5


@pytest.mark.parametrize("settings", [*SETTINGS, *OTHERS], ids=str)
@pytest.mark.parametrize("name", NETWORKS)
def test_least_errors_are_below_the_errors(
    name: str, settings: dict[str, Any]
) -> None:
    X, Y, parameters, network, masks = problem(name, settings)
    with unchecked():
        _, cache = fp.network_forward(X, parameters, network, masks)
        loss = fp.network_loss(Y, parameters, cache, network)
        gradients = fp.network_backward(Y, parameters, cache, network)
    least = least_errors(cache, gradients, Y, loss, parameters, network)
    errors = step_errors(X, Y, parameters, network, masks)
    assert least.keys() == {"loss", *(f"d{name}" for name in parameters)}
    for key, error in least.items():
        assert (error >= 0).all(), key
        assert (error <= errors[key]).all(), key


@pytest.mark.parametrize("size", [1.0, 1e-9, 1e-160])
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_bounds_of_an_update_rise_with_the_error_of_its_gradient(
    name: str, size: float
) -> None:
    optimizer = fp.new_optimizer(name, 0.01)
    stream, shape = np.random.RandomState(6), (4, 30, 20)
    P, g = stream.randn(*shape), size * stream.randn(*shape)
    before = {"vW1": size * stream.randn(*shape), "sW1": g[::-1] ** 2}
    before["sW1"][:, ::3] = 0
    for count in (1, 2, 1000):
        rates = StepRates(np.array(0.01), np.array(float(count)))
        after = {"dW1": g, "vW1": before["vW1"], "sW1": before["sW1"], "W1": P}
        low = 10.0 ** stream.uniform(-3, 18, shape) * size
        high = low * 10.0 ** stream.uniform(0, 3, shape)
        least, bounds = (
            replay_bounds(after, {"dW1": e}, before, optimizer, rates)
            for e in (low, high)
        )
        for key, bound in bounds.items():
            assert (least[key] * (1 - SLACK) <= bound).all(), (key, count)


@pytest.mark.parametrize(
    "header",
    [c for c in list_cases() if c.kind == "training" and not c.missing],
    ids=lambda case: case.id,
)
def test_least_bounds_of_a_case_are_below_its_bounds(header: Any) -> None:
    case = load_case(header.id)
    with open_reference(60.0) as port:
        port.open_case(case)
        run = ReferenceRun(port, case, N_STEPS)
        (chunk,) = (run.chunk(number) for number in range(len(run.ranges)))
        least, bounds = chunk.bounds.least, chunk.replay_bounds
        match, free = chunk.match_bounds().least, chunk.free_bounds
        near, rows = chunk.is_judged, np.array([1, N_STEPS - 1])
        asked = chunk.bounds.at(rows)
        run.close()
    assert least.keys() == bounds.keys() == match.keys() == free.keys()
    for name, bound in bounds.items():
        assert (least[name] <= bound).all(), name
        assert (match[name][near] <= free[name][near]).all(), name
        assert (asked[name][rows] == bound[rows]).all(), name
