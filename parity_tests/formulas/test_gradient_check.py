"""Every network of the training cases passes the gradient check.

Each language checks its own gradients, and the numbers that they find agree
within what rounding does to a slope.
"""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import firstprinciples
from lockstep.bounds.operations import operation_bounds
from lockstep.cases.find import list_cases
from lockstep.cases.load import load_case
from lockstep.compare.compare import compare_values
from lockstep.ports.calls import flat
from lockstep.ports.port import Port, Reply, Request
from lockstep.traces.forms import like

EPSILON = 1e-7
# Slopes leave 1e-9 to 1e-7; the smallest planted fault 1e-4.
HONEST = 1e-6
N_SAMPLES = 12


def _networks() -> dict[str, str]:
    """A case for each network and data set of the training cases."""
    found: dict[str, str] = {}
    for header in list_cases():
        if header.kind == "training" and not header.missing:
            fields = load_case(header.id).fields
            found.setdefault(f"{fields['data']} {fields['network']}", header.id)
    return found


CASES = list(_networks().values())


@cache
def arguments_of(case_id: str) -> dict[str, Any]:
    """Some samples, parameters away from ties, masks where units drop out."""
    case = load_case(case_id)
    every = -(-case.X.shape[1] // N_SAMPLES)
    stream = np.random.RandomState(3)
    parameters = {
        name: value + 0.1 * stream.randn(*value.shape)
        for name, value in case.parameters.items()
    }
    X = case.X[:, ::every].copy()
    masks = firstprinciples.network_masks(case.network, X.shape[1], 5, 0)
    return {
        "X": X,
        "labels": 1.0 * case.labels[::every],
        "parameters": parameters,
        "network": asdict(case.network),
        "epsilon": EPSILON,
        "masks": masks,
    }


@cache
def reference_difference(case_id: str) -> float:
    arguments = arguments_of(case_id)
    network = firstprinciples.new_network(**arguments["network"])
    return firstprinciples.gradient_check(**{**arguments, "network": network})


@pytest.fixture(scope="module")
def differences(port: Port) -> dict[str, Reply]:
    """What a language finds for every network."""
    requests = [
        Request(
            "gradient_check",
            tuple(arguments_of(case_id).values()),
            ("difference",),
        )
        for case_id in CASES
    ]
    return dict(zip(CASES, port.call(requests), strict=True))


@pytest.mark.parametrize("case_id", CASES)
def test_the_network_of_a_case_passes_the_gradient_check(
    differences: dict[str, Reply], case_id: str
) -> None:
    reply = differences[case_id]
    assert not reply.error, reply.error
    found = flat(reply.results)
    assert np.ravel(found["difference"])[0] < HONEST
    wanted = {"difference": np.array(reference_difference(case_id))}
    check = SimpleNamespace(
        operation="gradient_check", arguments=arguments_of(case_id)
    )
    bounds = operation_bounds(check, wanted, "bounded")
    seen = compare_values(
        wanted, like(wanted, found, reply.unknown_forms), bounds
    )
    assert seen.agrees, seen.divergence
    assert seen.values == 1
