"""Whether two answers are the same to the bit."""

from __future__ import annotations

from typing import Any

import numpy as np

from lockstep.ports.port import Reply


def same(one: Any, other: Any) -> bool:
    """Whether two replies, or any parts of them, are the same."""
    if isinstance(one, Reply):
        return one.error == other.error and same(one.results, other.results)
    if isinstance(one, dict):
        return (
            isinstance(other, dict)
            and list(one) == list(other)
            and all(same(one[name], other[name]) for name in one)
        )
    if isinstance(one, (list, tuple)):
        return (
            isinstance(other, (list, tuple))
            and len(one) == len(other)
            and all(map(same, one, other))
        )
    if isinstance(one, (str, bool)) or one is None:
        return type(one) is type(other) and bool(one == other)
    try:
        a, b = np.asarray(one), np.asarray(other)
        return (
            a.shape == b.shape
            and a.dtype == b.dtype
            and a.tobytes() == b.tobytes()
        )
    except (TypeError, ValueError):
        return False
