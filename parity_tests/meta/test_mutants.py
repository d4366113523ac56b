"""Break a line of mathematics in R or Octave: the judge must name it.

A copy of the package is changed and judged on a training case, and on the
operation cases where training does not reach the line.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

import lockstep
from lockstep.paths import repository_root
from lockstep.ports import port_spec

SPIRAL = "spiral-2x100x3_relu-gd"
SHUFFLED = "spiral_shuffled-2x100x3_relu-gd"


@dataclass(frozen=True)
class Mutant:
    """A text in a file that is replaced, and where that must show."""

    name: str
    file: str
    right: str
    wrong: str
    case: str
    quantity: str


R = [
    Mutant(
        "H1: one bias gradient for all units",
        "R/layers.R", "rowSums(dZ)", "rep(sum(dZ), nrow(dZ))",
        SPIRAL, "db2",
    ),
]
OCTAVE: list[Mutant] = []
