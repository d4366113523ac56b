"""Prove that neural networks written in different languages are equal."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .compare.findings import Divergence
    from .errors import InputError
    from .judge.results import Results, RunResult
    from .judge.run import run
    from .judge.trace import trace
    from .ports.port import PortSpec
    from .version import __version__

# Every port runs in a process of its own that imports this package: names
# are loaded when they are asked for, so that starting one stays cheap.
_HOMES = {
    "Divergence": ".compare.findings",
    "InputError": ".errors",
    "PortSpec": ".ports.port",
    "Results": ".judge.results",
    "RunResult": ".judge.results",
    "__version__": ".version",
    "run": ".judge.run",
    "trace": ".judge.trace",
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
