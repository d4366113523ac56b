"""Levels of a port: which quantities each of them brings."""

from __future__ import annotations

import re

from .trace import Trace

ECHO, TRAINED, GRADIENTS, EVERYTHING = 0, 1, 2, 3
LEVELS = (ECHO, TRAINED, GRADIENTS, EVERYTHING)
NAMES = {
    TRAINED: re.compile(r"loss|[Wb]\d+"),
    GRADIENTS: re.compile(r"d[Wb]\d+"),
    EVERYTHING: re.compile(r"[vs][Wb]\d+"),
}
INTERMEDIATE = re.compile(r"(Z|A|G|M|dZ|dA|dG)\d+")


def level_of(name: str) -> int:
    """Lowest level at which a quantity is asked for."""
    for level, pattern in NAMES.items():
        if pattern.fullmatch(name):
            return level
    return EVERYTHING


def at_level(trace: Trace, level: int) -> Trace:
    """Keep the quantities that a level adds to those below it."""
    return {n: value for n, value in trace.items() if level_of(n) == level}


def order(name: str) -> tuple[int, int, int]:
    """Sort quantities as a step computes them: Z1, A1, ..., loss, dZ2, ..."""
    kind = name.rstrip("0123456789")
    number = int(name[len(kind) :] or 0)
    if kind == "loss":
        return 1, 0, 0
    if kind[0] == "d":
        return 2, -number, "AGZWb".index(kind[1])
    if kind[0] in "vs":
        return 3 + "vs".index(kind[0]), number, "Wb".index(kind[1])
    if kind in "Wb":
        return 5, number, "Wb".index(kind)
    return 0, number, "ZGMA".index(kind)


def is_asked(name: str, level: int, intermediates: bool) -> bool:
    """Whether a trace of this level should hold a quantity."""
    if INTERMEDIATE.fullmatch(name):
        return intermediates
    known = any(pattern.fullmatch(name) for pattern in NAMES.values())
    return known and level_of(name) <= level
