"""What every result must name: machine, versions, threads."""

from __future__ import annotations

import datetime
import hashlib
import os
import platform
import shlex
import sys
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_info

from ..errors import InputError
from ..files.paths import fixtures_root
from ..files.strict_json import JsonObject

NOT_HASHED = {"generate", "mnist", "__pycache__"}
THREADS = (
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "BLIS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)


def fixtures_version() -> str:
    """Version of the fixtures in use."""
    return (fixtures_root() / "VERSION").read_text("utf-8").strip()


def fixtures_sha256() -> str:
    """Hash of the fixtures in use: of every file's path and bytes.

    Without the scripts that make them, and without the user's own data.
    """
    root = fixtures_root()
    digest = hashlib.sha256()
    for file in sorted(root.rglob("*")):
        place = file.relative_to(root)
        if file.is_file() and not NOT_HASHED & set(place.parts):
            digest.update(place.as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def n_threads() -> int:
    """Threads of every BLAS: $LOCKSTEP_THREADS, or one.

    More than one changes the order of sums, and with it the last bits.

    Raises
    ------
    InputError
        If the variable is no whole number of at least 1.
    """
    given = os.environ.get("LOCKSTEP_THREADS", "1")
    if not given.isdecimal() or int(given) < 1:
        raise InputError(
            "LOCKSTEP_THREADS: expected a whole number of at least 1, got "
            f"'{given}'"
        )
    return int(given)


def pinned() -> dict[str, str]:
    """Variables that hold every numeric library to its number of threads."""
    return dict.fromkeys(THREADS, str(n_threads()))


def describe_blas(inside: str, outside: str = "") -> str:
    """Version, kernel and threads of a BLAS that this process has loaded.

    Parameters
    ----------
    inside, outside : str
        What its path does, and does not, contain.

    Returns
    -------
    str
        Such as "openblas 0.3.21 Haswell x 1"; nothing if there is none that
        can be asked.
    """
    for pool in threadpool_info():
        path = pool["filepath"]
        if pool["user_api"] != "blas" or inside not in path:
            continue
        if outside and outside in path:
            continue
        name = f"{pool['internal_api']} {pool['version']}"
        return f"{name} {pool['architecture']} x {pool['num_threads']}"
    return ""


def _program() -> str:
    name = Path(sys.argv[0]).name
    return "python -m lockstep" if name == "__main__.py" else name


def describe_machine() -> JsonObject:
    """Machine, operating system and the judge's own Python."""
    return {
        "date": datetime.datetime.now(datetime.timezone.utc).isoformat(
            timespec="seconds"
        ),
        "platform": platform.platform(),
        "machine": platform.machine(),
        "simd": simd_features(),
        "python": platform.python_version(),
        "executable": sys.executable,
        "numpy": np.__version__,
        "threads": n_threads(),
        "fixtures_sha256": fixtures_sha256(),
        "command": f"{_program()} {shlex.join(sys.argv[1:])}".strip(),
    }


def simd_features() -> list[str]:
    """Processor features that NumPy uses: they decide the bits of exp."""
    config = np.show_config(mode="dicts")
    return list(config.get("SIMD Extensions", {}).get("found") or [])
