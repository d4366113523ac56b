"""What each language has trained gives the truth tables of the gates."""

from __future__ import annotations

from dataclasses import asdict

import numpy as np
import pytest

from lockstep.cases.load import load_case
from lockstep.ports.port import Port, Request

LEARNED = [
    "gate_and-2x1_step-gd",
    "gate_or-2x1_step-gd",
    "gate_not-1x1_step-gd",
    "gate_and-2x1_sigmoid-gd",
    "gate_or-2x1_sigmoid-gd",
    "gate_not-1x1_sigmoid-gd",
    "gate_xor-2x2x1_tanh-gd",
]


def answers(port: Port, name: str) -> tuple[list[float], list[float]]:
    """What a port's trained network says, and what is right."""
    case = load_case(name)
    port.open_case(case)
    ((trace, _),) = port.train(case.steps, case.steps)
    trained = {name: trace[name][-1] for name in case.parameters}
    asked = (case.X, trained, asdict(case.network))
    request = Request("predict_labels", asked, ("labels",))
    reply = port.call([request])[0]
    assert not reply.error, reply.error
    return np.ravel(reply.results["labels"]).tolist(), case.labels.tolist()


@pytest.mark.parametrize("name", LEARNED)
def test_gates_are_learned(port: Port, name: str) -> None:
    found, right = answers(port, name)
    assert found == right


def test_a_perceptron_does_not_learn_xor(port: Port) -> None:
    found, right = answers(port, "gate_xor-2x1_step-gd")
    assert found != right
