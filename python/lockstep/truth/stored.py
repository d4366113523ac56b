"""Certified values among the fixtures: where they are, written and read.

`expected/<id>.json` for a training case, `expected/operations/<id>.json`
for an operation.  Numbers are decimal text, so that no reader of JSON
drops a digit.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from decimal import Context, Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..cases.load import Case, TrainingCase
from ..errors import InputError
from ..files.encode import encode_json
from ..files.paths import fixtures_root
from ..files.strict_json import JsonObject
from ..files.write import write_whole
from ..traces.trace import Trace

if TYPE_CHECKING:  # reading proves nothing
    from .arithmetic.digits import Text

FOLDER = "expected"
FIRST_STEPS = (0, 1, 2)
_FINE = Context(prec=60, Emax=10**9, Emin=-(10**9))


class Truth(NamedTuple):
    """Certified values as sums of two doubles: `hi` is the nearest double."""

    hi: np.ndarray
    lo: np.ndarray


def is_chosen(step: int) -> bool:
    """Whether all quantities of a step are kept: 0, 1, 2, 10, 100, ..."""
    return step in FIRST_STEPS or str(step).strip("0") == "1"


def expected_file(case: Case) -> Path:
    """Where the certified values of a case are kept."""
    folder = fixtures_root() / FOLDER
    return (folder if case.kind == "training" else folder / "operations") / (
        f"{case.id}.json"
    )


def fingerprint(case: Case) -> str:
    """Name everything that the certified values of a case depend on."""
    digest = hashlib.sha256()
    _digest(digest, {n: v for n, v in vars(case).items() if n in _INPUTS})
    return digest.hexdigest()


_INPUTS = (
    "X",
    "labels",
    "parameters",
    "network",
    "optimizer",
    "seed",
    "batch_size",
    "operation",
    "arguments",
)


def _digest(digest: hashlib._Hash, value: object) -> None:
    """Feed names, bits of doubles and words to a hash."""
    if is_dataclass(value) and not isinstance(value, type):
        value = asdict(value)
    if isinstance(value, Mapping):
        for name in value:
            digest.update(f"{name}:".encode())
            _digest(digest, value[name])
    elif isinstance(value, np.ndarray):
        digest.update(str(value.shape).encode())
        digest.update(np.ascontiguousarray(value, dtype="<f8").tobytes())
    else:
        digest.update(json.dumps(value).encode())


def write_expected(case: Case, facts: JsonObject) -> Path:
    """Store certified values of a case beside what is known of them."""
    file = expected_file(case)
    file.parent.mkdir(parents=True, exist_ok=True)
    known = {"case": case.id, "fingerprint": fingerprint(case), **facts}
    write_whole(file, encode_json(known).decode())
    return file


def stored_expected(case: Case) -> JsonObject | None:
    """What is stored for a case, if it is still its own.

    Raises
    ------
    InputError
        If the file cannot be read.
    """
    facts = _stored(case)
    return facts if facts and _is_own(facts, case) else None


def has_lost_truth(case: Case) -> bool:
    """Whether certified values are stored of what the case once was.

    Parameters
    ----------
    case : Case
        A fixture.
    """
    facts = _stored(case)
    return facts is not None and not _is_own(facts, case)


def _stored(case: Case) -> JsonObject | None:
    file = expected_file(case)
    if not file.is_file():
        return None
    try:
        facts = json.loads(file.read_text("utf-8"))
        _ = facts["fingerprint"]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{file}: no certified values that can be read ({error}); "
            "restore it with git"
        ) from None
    return dict(facts)


def _is_own(facts: JsonObject, case: Case) -> bool:
    return bool(facts["fingerprint"] == fingerprint(case))


def truth(texts: Text) -> Truth:
    """Read decimal text, an array of any shape, as pairs of doubles.

    A null is an undefined value: NaN.
    """
    array = np.array(texts, dtype=object)
    hi = np.array([_nearest(text) for text in array.flat])
    lo = np.array(
        [_rest(text, near) for text, near in zip(array.flat, hi, strict=True)]
    )
    return Truth(hi.reshape(array.shape), lo.reshape(array.shape))


def matrices(case: TrainingCase, start: JsonObject) -> tuple[Trace, Trace]:
    """Parameters and state from lists of rows of exact doubles."""
    arrays = {name: np.array(rows, dtype=float) for name, rows in start.items()}
    parameters = {name: arrays.pop(name) for name in case.parameters}
    return parameters, arrays


def _nearest(text: str | None) -> float:
    return float("nan") if text is None else float(text)


def _rest(text: str | None, near: float) -> float:
    """What the nearest double leaves of a decimal."""
    if text is None or not np.isfinite(near):
        return 0.0
    return float(_FINE.subtract(Decimal(text), Decimal(near)))
