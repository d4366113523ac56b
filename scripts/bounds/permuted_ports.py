"""Ports that are given their samples in another order.

Every sum over samples is then rounded differently, and nothing else changes.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from lockstep.ports.bridge.octave import OctaveAdapter
from lockstep.ports.bridge.python import PythonAdapter
from lockstep.ports.bridge.r import RAdapter


class _Permuted:
    def open_case(self, file: Path) -> None:
        """Read a case whose samples were put in another order."""
        folder = Path(tempfile.mkdtemp())  # the port's own temporary folder
        super().open_case(permuted(Path(file), folder))  # type: ignore[misc]


class PermutedPython(_Permuted, PythonAdapter):
    """The Python port."""


class PermutedR(_Permuted, RAdapter):
    """The R port."""


class PermutedOctave(_Permuted, OctaveAdapter):
    """The Octave port."""


def is_permutable(fields: dict[str, Any]) -> bool:
    """Whether the order of the samples is no part of a case's meaning."""
    has_masks = fields["network"].get("keep_prob", 1) < 1
    return not has_masks and "batch_size" not in fields


def permuted(file: Path, folder: Path) -> Path:
    """Write a copy of a case that reads the same samples in another order."""
    fields = json.loads(file.read_text("utf-8"))
    for name in ("data", "weights"):
        if isinstance(fields[name], str):
            fields[name] = str((file.parent / fields[name]).resolve())
    header, *rows = Path(fields["data"]).read_text("utf-8").splitlines()
    order = np.random.RandomState(0).permutation(len(rows))
    data = folder / "permuted.csv"
    data.write_text("\n".join([header, *(rows[i] for i in order)]) + "\n")
    copy = folder / file.name
    copy.write_text(json.dumps({**fields, "data": str(data)}))
    return copy
