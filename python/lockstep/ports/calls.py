"""Call single functions of a port, as operation cases say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

import numpy as np

from ..cases.contract import result_names
from ..cases.load import OperationCase
from .port import Port, Reply, Request


def call_operations(
    port: Port, cases: Sequence[OperationCase], folder: Path
) -> list[Reply]:
    """Ask a port for the results of a list of operation cases.

    Parameters
    ----------
    port : Port
    cases : sequence of OperationCase
    folder : path
        Exists and is the port's own; its pictures are written there.

    Returns
    -------
    list of Reply
    """
    replies = port.call([operation_request(case, folder) for case in cases])
    return [
        replace(reply, picture=_picture(case, folder))
        for case, reply in zip(cases, replies, strict=True)
    ]


def operation_request(case: OperationCase, folder: Path) -> Request:
    """Ask for an operation; pictures go to a folder."""
    arguments = tuple(
        _picture(case, folder) if isinstance(value, PurePath) else value
        for value in case.arguments.values()
    )
    returns = result_names(case.operation)
    return Request(case.operation, arguments, returns, case.id)


def _picture(case: OperationCase, folder: Path) -> str:
    """Name the file of an operation that draws a picture, or nothing."""
    for value in case.arguments.values():
        if isinstance(value, PurePath):
            return str(folder / f"{case.id}-{value}")
    return ""


def flat(results: dict[str, Any]) -> dict[str, np.ndarray]:
    """Name every array in nested results: cache.Z1, gradients.dW1."""
    arrays: dict[str, np.ndarray] = {}
    for name, value in results.items():
        if isinstance(value, dict):
            nested = {f"{name}.{key}": v for key, v in value.items()}
            arrays.update(flat(nested))
        else:
            arrays[name] = _numbers(value)
    return arrays


def words_of(results: dict[str, Any], name: str) -> list[str]:
    """Find the words of a part of nested results, such as space.scale.

    Parameters
    ----------
    results : dict
    name : str
        As from `flat`.

    Returns
    -------
    list of str
        Empty if the part is no text.
    """
    value: Any = results
    for key in name.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, (list, tuple)):
        return []
    return list(words) if all(isinstance(w, str) for w in words) else []


def _numbers(value: Any) -> np.ndarray:
    """Turn a result into doubles; words into the bytes of their UTF-8."""
    words = [value] if isinstance(value, str) else value
    if len(np.shape(words)) == 1 and all(isinstance(w, str) for w in words):
        value = np.frombuffer("\n".join(words).encode(), np.uint8)
    return np.asarray(value, dtype=np.float64)
