"""Show that networks written in different languages are the same network."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .compare.findings import Divergence
    from .errors import InputError
    from .judge.results import Results, RunResult
    from .judge.run import Interrupted, run, validate
    from .ports.port import PortFailure, PortSpec, PortUnavailable
    from .ports.trace import trace
    from .version import __version__

# Every port runs in a process of its own that imports this package: names
# are loaded when they are asked for, so that starting one stays cheap.
_HOMES = {
    "Divergence": ".compare.findings",
    "InputError": ".errors",
    "Interrupted": ".judge.run",
    "PortFailure": ".ports.port",
    "PortSpec": ".ports.port",
    "PortUnavailable": ".ports.port",
    "Results": ".judge.results",
    "RunResult": ".judge.results",
    "__version__": ".version",
    "run": ".judge.run",
    "trace": ".ports.trace",
    "validate": ".judge.run",
}

__all__ = [
    "Divergence",
    "InputError",
    "Interrupted",
    "PortFailure",
    "PortSpec",
    "PortUnavailable",
    "Results",
    "RunResult",
    "__version__",
    "run",
    "trace",
    "validate",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'lockstep' has no attribute '{name}'")
    value = getattr(importlib.import_module(_HOMES[name], __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    # Without the folders of the judge, which importing makes attributes.
    return list(__all__)
