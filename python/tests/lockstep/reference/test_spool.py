"""What is kept on disk comes back bit for bit, and nobody else can read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from lockstep.reference.spool import PIECE, Spool
from lockstep.traces.trace import Start

STREAM = np.random.RandomState(0)
VALUES: dict[str, Any] = {
    "no array": (3, None, "loss"),
    "a trace": {"loss": STREAM.randn(7), "W1": STREAM.randn(7, 3, 2)},
    "starts": Start({"W1": STREAM.randn(2, 2)}, None),
    "column-major": np.asfortranarray(STREAM.randn(5, 4)),
    "every second": STREAM.randn(9)[::2],
    "nothing": np.empty((0, 3)),
    "bits": np.array([-0.0, np.nan, np.inf, 5e-324]),
    "several pieces": STREAM.randn(3 * PIECE // 8 + 5),
}


@pytest.fixture(scope="module")
def spool() -> Iterator[Spool]:
    """A spool that has all of them."""
    made = Spool()
    for name, value in VALUES.items():
        made.get(name, lambda value=value: value)
    yield made
    made.close()


def leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [leaf for item in value.values() for leaf in leaves(item)]
    if isinstance(value, tuple):
        return [leaf for item in value for leaf in leaves(item)]
    return [value]


@pytest.mark.parametrize("name", VALUES)
def test_a_value_comes_back(spool: Spool, name: str) -> None:
    found = spool.get(name, lambda: pytest.fail("made twice"))
    assert type(found) is type(VALUES[name])
    pairs = zip(leaves(found), leaves(VALUES[name]), strict=True)
    for one, other in pairs:
        if isinstance(other, np.ndarray):
            assert one.shape == other.shape
            assert one.tobytes() == other.tobytes()
            one[...] = 0  # who got it may change it
        else:
            assert one == other
    again = leaves(spool.get(name, tuple))
    assert all(
        a.tobytes() == b.tobytes()
        for a, b in zip(again, leaves(VALUES[name]), strict=True)
        if isinstance(b, np.ndarray)
    )


def test_the_file_does_not_show_a_value(spool: Spool) -> None:
    spool._file.seek(0)
    content = spool._file.read()
    assert len(content) > 3 * PIECE
    numbers = VALUES["several pieces"]
    for first in (0, PIECE // 8, numbers.size - 4):
        assert numbers[first : first + 4].tobytes() not in content
    assert b"loss" not in content
