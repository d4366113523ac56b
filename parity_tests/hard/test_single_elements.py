"""A fault of 1e-10 of its scale in a single element is nearly always seen."""

from __future__ import annotations

import pytest
from single_elements import Planted, kind_of, planted, share, table

# Gradients of saturated units and of certain samples cancel to nothing.
CANCELLING = {"dZ", "dA", "dG"}


@pytest.fixture(scope="module")
def found() -> list[Planted]:
    return planted(30, seed=7, every=3)


def test_faults_are_seen(found: list[Planted]) -> None:
    assert len(found) > 200
    missed = [p for p in found if not p.is_caught]
    assert {kind_of(p.quantity) for p in missed} <= CANCELLING
    assert len(missed) < 0.02 * len(found)


def test_every_kind_of_quantity_is_tried(found: list[Planted]) -> None:
    tried = {kind_of(p.quantity) for p in found}
    assert {"loss", "Z", "A", "dZ", "dA", "dW", "db", "W", "b"} <= tried


def test_a_share_is_told_as_all_only_if_nothing_was_missed() -> None:
    seen, missed = (
        Planted("c", 0, "dW1", (0, 0), is_) for is_ in (True, False)
    )
    assert share([seen] * 9) == "all"
    assert share([seen] * 99_999 + [missed]) == "99.99 %"
    assert "| dW | 2 | 50.00 % |" in table([seen, missed], 1)
