"""Look at what is installed, and say what to type where something lacks."""

from __future__ import annotations

import importlib.metadata
import shutil
import subprocess
from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_info

from ..cases.load import TrainingCase, load_case
from .bridge.session import BridgePort
from .port import PortFailure, PortUnavailable
from .start import PORT_NAMES, port_spec

PROGRAMS = {
    "Rscript": "apt-get install r-base-core r-cran-jsonlite",
    "octave-cli": "apt-get install octave",
}
PACKAGES = (
    "numpy",
    "rpy2-rinterface",
    "oct2py",
)
# Values that careless bridges change.
ECHOES = {
    "matrix": np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 0.1]]),
    "1 x 1": np.array([[0.1]]),
    "column": np.array([[1.0], [2.0]]),
    "0 rows": np.empty((0, 3)),
    "special": np.array([[np.nan, np.inf, -np.inf, -0.0, 5e-324]]),
}
CASE = "spiral-2x100x3_relu-gd"
TIME_LIMIT = 60.0


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    what: str
    well: bool
    found: str
    mend: str = ""


def examine() -> list[Finding]:
    """Look at programs, packages, BLAS and every bridge.

    Returns
    -------
    list of Finding
    """
    bridges = [_bridge(name) for name in PORT_NAMES]
    return [
        *(_program(name, mend) for name, mend in PROGRAMS.items()),
        *(_package(name) for name in PACKAGES),
        _blas(),
        *bridges,
    ]


def _program(name: str, mend: str) -> Finding:
    path = shutil.which(name)
    if path is None:
        return Finding(name, False, "not found", mend)
    shown = subprocess.run(
        [path, "--version"], capture_output=True, text=True, timeout=TIME_LIMIT
    )
    lines = (shown.stdout or shown.stderr).strip().splitlines()
    return Finding(name, shown.returncode == 0, lines[0] if lines else "", mend)


def _package(name: str) -> Finding:
    try:
        return Finding(name, True, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Finding(name, False, "not installed", "make setup")


def _blas() -> Finding:
    libraries = [
        f"{info['internal_api']} {info['version']}, "
        f"{info['num_threads']} threads here, 1 in every port"
        for info in threadpool_info()
        if info["user_api"] == "blas"
    ]
    return Finding("BLAS of NumPy", True, "; ".join(libraries) or "unknown")


def _bridge(name: str) -> Finding:
    what = f"bridge to {name}"
    try:
        with BridgePort(port_spec(name), TIME_LIMIT) as port:
            versions = port.describe()
            case = load_case(CASE)
            assert isinstance(case, TrainingCase)
            port.open_case(case)
            changed = [
                label
                for label, value in ECHOES.items()
                if not same_bits(value, port.round_trip(value))
            ]
    except (PortUnavailable, PortFailure) as error:
        return Finding(what, False, str(error), "make setup")
    if changed:
        return Finding(what, False, f"changes {', '.join(changed)}")
    blas = str(versions.get("blas", "")).splitlines()
    detail = f"{versions['language']}; BLAS {blas[0] if blas else 'unknown'}"
    return Finding(what, True, f"works; {detail}")


def same_bits(expected: np.ndarray, actual: np.ndarray) -> bool:
    """Whether two arrays have the same shape and the same 64-bit patterns."""
    return (
        expected.shape == actual.shape
        and expected.dtype == actual.dtype
        and np.ascontiguousarray(expected).tobytes()
        == np.ascontiguousarray(actual).tobytes()
    )
