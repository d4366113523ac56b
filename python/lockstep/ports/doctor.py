"""Try what a run needs, and say how to install what is missing."""

from __future__ import annotations

import importlib.metadata
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_info

from ..cases.contract import result_names
from ..cases.load import TrainingCase, load_case
from ..errors import PortFailure, PortUnavailable
from ..errors.libraries import DISTRIBUTIONS, EXTRAS, cure
from ..languages import LANGUAGES
from ..languages.base import Language
from .bridge.session import BridgePort
from .port import Request
from .start import port_spec

OK, MISSING, ADVICE, OPTIONAL = "ok", "missing", "advice", "optional"
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
FAST_BLAS = re.compile("openblas|mkl|blis|flexiblas|veclib|accelerate", re.I)
PNG = b"\x89PNG"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Attributes
    ----------
    what : str
    state : {"ok", "missing", "advice", "optional"}
        A run needs what is missing; without the others it works.
    found, cure : str
        What is there; what to type where something is not.
    """

    what: str
    state: str
    found: str
    cure: str = ""


def examine() -> list[Finding]:
    """Try every language and look for every library.

    Returns
    -------
    list of Finding
    """
    libraries = {info["internal_api"] for info in threadpool_info()}
    numpy = f"{np.__version__}, BLAS {', '.join(sorted(libraries)) or '?'}"
    found = [Finding("NumPy of the judge", OK, numpy)]
    for language in LANGUAGES.values():
        found += _language(language)
    for language in LANGUAGES.values():
        if language.library:
            found.append(
                _library(language.library, language.name, language.package)
            )
    for name, extra in EXTRAS.items():
        found.append(_library(name, extra, DISTRIBUTIONS.get(name, name)))
    return found


def _language(language: Language) -> Iterator[Finding]:
    """Try a language: its bridge, its BLAS, a step, and a picture."""
    title = language.title
    try:
        with BridgePort(port_spec(language.name), TIME_LIMIT) as port:
            facts = port.describe()
            yield Finding(title, OK, str(facts["language"]))
            yield _blas(language, str(facts.get("blas", "")).splitlines())
            yield _bridge(language, port)
            yield _picture(language, port)
    except (PortUnavailable, PortFailure) as error:
        message, _, command = str(error).partition("; type: ")
        yield Finding(title, MISSING, message, command or _repair(language))


def _repair(language: Language) -> str:
    """What is likely to mend a language that is there and does not work."""
    if not language.needs:
        return cure("all")
    return language.install_command(language.needs)


def _blas(language: Language, lines: list[str]) -> Finding:
    what, name = f"{language.title}'s BLAS", lines[0] if lines else "unknown"
    if FAST_BLAS.search(name):
        return Finding(what, OK, name)
    found = f"{name}: slow, if it is the reference BLAS"
    return Finding(what, ADVICE, found, language.install_command(["blas"]))


def _bridge(language: Language, port: BridgePort) -> Finding:
    """Hand numbers over and back, and train for a step."""
    what = f"{language.title}'s bridge"
    changed = [
        label
        for label, value in ECHOES.items()
        if not same_bits(value, port.round_trip(value))
    ]
    if changed:
        repair = _repair(language)
        return Finding(what, MISSING, f"changes {', '.join(changed)}", repair)
    case = load_case(CASE)
    assert isinstance(case, TrainingCase)
    port.open_case(case)
    ((trace, _),) = port.train(1, 1)
    if not np.isfinite(trace["loss"]).all():
        return Finding(what, MISSING, "trains to NaN", _repair(language))
    return Finding(what, OK, "hands over every bit, reads a case and trains")


def _picture(language: Language, port: BridgePort) -> Finding:
    """Draw a picture, with all its fonts."""
    what = f"{language.title}'s pictures"
    with tempfile.TemporaryDirectory(prefix="lockstep-") as folder:
        file = Path(folder) / "losses.png"
        losses, names = np.array([[2.0, 1.0], [1.0, 0.5]]), ["one", "two"]
        returns = result_names("plot_losses")
        request = Request("plot_losses", (losses, names, str(file)), returns)
        reply = port.call([request])[0]
        if file.is_file() and file.read_bytes().startswith(PNG):
            return Finding(what, OK, "draws one")
    message, _, command = (reply.lack or reply.error).partition("; type: ")
    return Finding(
        what,
        MISSING,
        message or "draws none, and says nothing",
        command or _repair(language),
    )


def _library(name: str, extra: str, package: str) -> Finding:
    """Look for a library of an extra; a bridge's is missed by its language."""
    if find_spec(name.split(".")[0]) is None:
        does = f"not installed: extra {extra}"
        return Finding(package, OPTIONAL, does, cure(extra))
    try:
        return Finding(package, OK, importlib.metadata.version(package))
    except importlib.metadata.PackageNotFoundError:
        return Finding(package, OK, "of unknown version")


def same_bits(expected: np.ndarray, actual: np.ndarray) -> bool:
    """Whether two arrays have the same shape and the same 64-bit patterns."""
    return (
        expected.shape == actual.shape
        and expected.dtype == actual.dtype
        and np.ascontiguousarray(expected).tobytes()
        == np.ascontiguousarray(actual).tobytes()
    )
