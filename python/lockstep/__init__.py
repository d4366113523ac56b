"""Prove that neural networks written in different languages are equal."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .errors import InputError
    from .findings import Divergence
    from .ports import PortSpec
    from .results import Results, RunResult
    from .runner import run
    from .traces import trace
    from .version import __version__

# Every port runs in a process of its own that imports this package: names
# are loaded when they are asked for, so that starting one stays cheap.
_HOMES = {
    "Divergence": ".findings",
    "InputError": ".errors",
    "PortSpec": ".ports",
    "Results": ".results",
    "RunResult": ".results",
    "__version__": ".version",
    "run": ".runner",
    "trace": ".traces",
}

__all__ = [
    "Divergence",
    "InputError",
    "PortSpec",
    "Results",
    "RunResult",
    "__version__",
    "run",
    "trace",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'lockstep' has no attribute '{name}'")
    value = getattr(importlib.import_module(_HOMES[name], __name__), name)
    globals()[name] = value
    return value
