"""Show that networks written in different languages are the same network."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .compare.findings import Divergence
    from .errors import InputError, PortFailure, PortUnavailable
    from .judge.results import Results, RunResult
    from .judge.run import run, validate
    from .judge.unfinished import Interrupted, JudgeFailed
    from .ports.port import PortSpec
    from .ports.trace import trace

    __version__: str

# Every port runs in a process of its own that imports this package: names
# are loaded when they are asked for, so that starting one stays cheap.
_HOMES = {
    "Divergence": ".compare.findings",
    "InputError": ".errors",
    "Interrupted": ".judge.unfinished",
    "JudgeFailed": ".judge.unfinished",
    "PortFailure": ".errors",
    "PortSpec": ".ports.port",
    "PortUnavailable": ".errors",
    "Results": ".judge.results",
    "RunResult": ".judge.results",
    "run": ".judge.run",
    "trace": ".ports.trace",
    "validate": ".judge.run",
}

__all__ = [
    "Divergence",
    "InputError",
    "Interrupted",
    "JudgeFailed",
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


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version  # it loads slowly

        value: object = version("lockstep-parity")
    elif name in _HOMES:
        home = importlib.import_module(_HOMES[name], __name__)
        value = getattr(home, name)
    else:
        raise AttributeError(f"module 'lockstep' has no attribute '{name}'")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    # Without the folders of the judge, which importing makes attributes.
    return list(__all__)
