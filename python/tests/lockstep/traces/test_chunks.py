"""What the steps of a chunk start from."""

from __future__ import annotations

import numpy as np

from lockstep.traces.chunks import starts_of
from lockstep.traces.trace import Start


def test_an_average_that_nobody_asked_for_is_left_out() -> None:
    """A port may keep s for momentum, too, and write it."""
    trace = {"W1": np.array([[[1.0]], [[2.0]]]), "vW1": np.full((2, 1, 1), 5.0)}
    kept = {"vW1": np.array([[3.0]]), "sW1": np.array([[4.0]])}
    starts = starts_of(trace, Start({"W1": np.array([[0.0]])}, kept))
    assert starts.state is not None
    assert starts.state.keys() == {"vW1"}
    np.testing.assert_array_equal(starts.state["vW1"].ravel(), [3.0, 5.0])
    np.testing.assert_array_equal(starts.parameters["W1"].ravel(), [0.0, 1.0])


def test_a_state_begins_with_zeros() -> None:
    """Of a run that nothing came before."""
    trace = {"W1": np.ones((1, 2, 3)), "vW1": np.ones((1, 2, 3))}
    starts = starts_of(trace, Start({"W1": np.ones((2, 3))}, None))
    assert starts.state is not None
    np.testing.assert_array_equal(starts.state["vW1"], np.zeros((1, 2, 3)))
