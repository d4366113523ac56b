"""A trace: quantities by name, arrays whose first axis is the step."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:  # who lists cases or asks for help needs no arrays
    import numpy as np

Trace: TypeAlias = "dict[str, np.ndarray]"


class Start(NamedTuple):
    """What a step starts from, or a stack of these, the step first."""

    parameters: Trace
    state: Trace | None  # None is the optimizer's state before any step


def well_formed(trace: Trace, wanted: Trace) -> Trace:
    """What is wanted of a trace, as far as it is there and has its shape."""
    return {
        name: trace[name]
        for name, value in wanted.items()
        if name in trace and trace[name].shape == value.shape
    }
