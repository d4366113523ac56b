"""What a new operation lacks is told, with the file to add it to."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from lockstep.bounds.operations import operation_bounds
from lockstep.errors import InputError
from lockstep.truth.arithmetic.balls import Balls
from lockstep.truth.formulas.operations import witness_results

NEW = SimpleNamespace(id="new-one", operation="new", arguments={})


def test_an_operation_without_a_formula_cannot_be_certified() -> None:
    with pytest.raises(InputError, match=r"new-one: no formula .* FAMILIES"):
        witness_results(NEW, Balls(64))


def test_an_operation_without_a_bound_cannot_be_judged() -> None:
    with pytest.raises(
        InputError, match=r"new-one: new has no bound; .*ERRORS"
    ):
        operation_bounds(NEW, {"A": np.zeros((1, 1))}, "bounded")
