"""PyTorch is asked where it is installed, and its absence is said."""

from __future__ import annotations

from typing import Any

import pytest
from missing import need

from lockstep.cases.load import load_case
from lockstep.fixtures.certify import training_facts
from lockstep.truth.proofs.trajectory import certify_run
from lockstep.truth.second_opinions import autograd, independent

CASES = [
    "spiral_shuffled-2x15x6x3_tanh-l2_dropout",
    "digits-64x15x9x10_relu-momentum",
]


def certified(name: str) -> tuple[Any, dict[str, Any]]:
    case = load_case(name)
    return case, training_facts(certify_run(case, 11), case.steps)


@pytest.mark.parametrize("name", CASES)
def test_pytorch_agrees_until_a_value_is_changed(name: str) -> None:
    need(autograd.torch_python(), f"PyTorch {autograd.ABSENT}")
    case, facts = certified(name)
    check = autograd.check_with_torch(case, facts)
    assert check is not None
    assert check.steps == [0, 1, 2, 10]
    assert check.relative_error < 1e-11
    facts["steps"]["10"]["W1"][0][0] = "0.5"
    wrong = autograd.check_with_torch(case, facts)
    assert wrong is not None
    assert not wrong.passed


def test_its_absence_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autograd, "torch_python", lambda: None)
    case, facts = certified("circles-2x7x1_relu-random")
    checks = independent.independent_checks(case, facts)
    assert "python3-torch" in checks["PyTorch"]
    assert checks["finite differences"]["passed"]
