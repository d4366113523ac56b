"""Prove that neural networks written in different languages are equal."""

from .errors import InputError
from .ports import PortSpec
from .results import Divergence, Results, RunResult
from .run import run
from .traces import trace
from .version import __version__

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
