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
COUNTED = "counts of samples or classes: single precision is exact to 2^24"
BOTH = "whether two are the same: their order does not matter"
SPARE = "more points are drawn than are needed; each stays where it was"
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
    "r neural_network fitted_model: numbers <- match(as.character(labels), "
    "as.character(classes)) - 1: match(as.character(labels), "
    "as.character(classes)) - 1 -> signif(match(as.character(labels), "
    "as.character(classes)) - 1, 7)": COUNTED,
    "octave statistics/class_statistics class_statistics: others = n_samples "
    "- actual; # n_classes x 1: n_samples - actual -> double (single "
    "(n_samples - actual))": COUNTED,
    "r random_stream random_normals: n_points <- 2 * n_pairs + 64: "
    "64 -> 65": SPARE,
    "octave random_stream/random_normals random_normals: n_pairs = floor "
    "((double (n_values) + 1) / 2);: floor -> ceil": SPARE,
    "r expect_parity right_digits: identical(as.vector(is.na(found)), "
    "as.vector(is.na(wanted))): as.vector(is.na(found)), "
    "as.vector(is.na(wanted)) -> as.vector(is.na(wanted)), "
    "as.vector(is.na(found))": BOTH,
}


def reason(mutant: Mutant) -> str:
    """Why nothing can see a mutant; nothing if something can."""
    return EQUIVALENT.get(mutant.key, "")


def contradicted(found: Iterable[tuple[Mutant, Verdict]]) -> list[Mutant]:
    """Mutants that are called equivalent and were killed all the same."""
    return [m for m, v in found if reason(m) and v.end in KILLED]
