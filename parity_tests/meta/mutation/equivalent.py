"""Mutants that change the text and not the results, and why.

A reader can check each reason.  The score fails if a mutant of this list is
killed, or is no mutant any more.
"""

from __future__ import annotations

from collections.abc import Iterable

from .jury import KILLED, Verdict
from .mutants import Mutant

ONE_NUMBER = "one factor is a single number: * and .* are the same"
WHOLE = "layers are counted in whole numbers"
DRAWN = "octave search_space/draw_values draw_values: values = "
# language, file, function, line, change: the reason.
EQUIVALENT: dict[str, str] = {
    f"{DRAWN}choices(floor (uniforms * numel (choices)) + 1);: "
    "* -> .*": ONE_NUMBER,
    f"{DRAWN}low + floor (uniforms * (high - low + 1));: * -> .*": ONE_NUMBER,
    f"{DRAWN}scale_value (range.scale, first + uniforms * (last - first));: "
    "* -> .*": ONE_NUMBER,
    "octave optimizers/rmsprop rmsprop: s = beta2 * s + (1 - beta2) * "
    "(dP .* dP);: * -> .*": ONE_NUMBER,
    "python network network_backward: if layer > 1:: 1 -> 1.0000000001": WHOLE,
    "r network network_backward: if (layer > 1) {: 1 -> 1.0000000001": WHOLE,
    "octave network/network_backward network_backward: if (layer > 1): "
    "1 -> 1.0000000001": WHOLE,
}


def reason(mutant: Mutant) -> str:
    """Why nothing can see a mutant; nothing if something can."""
    return EQUIVALENT.get(mutant.key, "")


def contradicted(found: Iterable[tuple[Mutant, Verdict]]) -> list[Mutant]:
    """Mutants that are called equivalent and were killed all the same."""
    return [m for m, v in found if reason(m) and v.end in KILLED]
