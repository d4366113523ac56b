"""What is no fault after all, and where the languages must differ.

Each table maps patterns of (function, argument or its kind, fault) to the
languages that are excused.  Nothing else is.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import Any

Table = dict[tuple[str, str, str], tuple[str, ...]]

ALL = ("python", "r", "octave")
# No fault for this function.
ALLOWED: Table = {
    # Only the number of classes, or of layers, counts.
    ("network_targets", "network", "other sizes"): ALL,
    ("network_masks", "network", "other sizes"): ALL,
    # The parameters of a search are its own.
    ("random_search", "network", "other sizes"): ALL,
    # Prediction has no masks.
    ("*", "masks", "first entry missing"): ALL,
    ("*", "masks", "no entry"): ALL,
    ("*", "masks", "nothing"): ALL,
    # Parameters of an optimizer may have any names and shapes.
    ("optimizer_state", "parameters", "first entry missing"): ALL,
    ("optimizer_state", "parameters", "first entry misspelt"): ALL,
    ("optimizer_state", "parameters", "first entry of another shape"): ALL,
    ("optimizer_state", "parameters", "an entry more"): ALL,
    ("optimizer_update", "parameters", "first entry missing"): ALL,
    ("optimizer_update", "gradients", "an entry more"): ALL,  # dZ1 and the like
    ("optimizer_update", "state", "an entry more"): ALL,
    # Every W counts, of any shape.
    ("l2_loss", "parameters", "first entry of another shape"): ALL,
    ("l2_loss", "parameters", "an entry more"): ALL,
    ("gradient_difference", "analytical", "an entry more"): ALL,
    # Nobody says how many classes there are.
    ("accuracy", "*", "K"): ALL,
    ("fit_network", "labels", "K"): ALL,
    ("plot_data", "labels", "K"): ALL,
    # A curve may have any name.
    ("plot_losses", "names", "misspelt"): ALL,
    # The first step is 0.
    ("train_step", "step", "zero"): ALL,
    ("step_batch", "step", "zero"): ALL,
    ("train_case", "first_step", "zero"): ALL,
    ("replay_case", "first_step", "zero"): ALL,
    # What is not given has a default.
    ("train", "batch_size", "nothing"): ALL,
    ("fit_network", "batch_size", "nothing"): ALL,
    ("fit_network", "hidden", "nothing"): ALL,
    ("random_search", "batch_size", "nothing"): ALL,
    ("train_case", "n_steps", "nothing"): ALL,
    ("train_case", "parameters", "nothing"): ALL,
    ("train_case", "state", "nothing"): ALL,
    ("train_case", "chunk_steps", "nothing"): ALL,
    ("train_case", "first_step", "nothing"): ("octave",),
    # A run that diverged can be replayed and taken up.
    ("train_case", "*", "first entry NaN"): ALL,
    ("replay_case", "*", "first entry NaN"): ALL,
    # Any text is a purpose.
    **{
        ("*", "purpose", fault): ALL
        for fault in (
            "misspelt",
            "in capitals",
            "cut short",
            "empty",
            "two lines",
        )
    },
}
# The language cannot tell the value from a good one.
UNKNOWABLE: Table = {
    # Octave has no numbers and vectors beside matrices.
    ("*", "matrix", "number"): ("octave",),
    ("*", "matrix", "vector"): ("octave",),
    # Nothing is an empty vector there.
    ("fit_network", "hidden", "empty"): ("octave",),
    # Nor has R numbers beside vectors.
    ("*", "vector", "number"): ("r", "octave"),
    ("*", "labels", "number"): ("r", "octave"),
}
# Refused, but in other words.
OTHER_WORDS: Table = {
    # Python's networks, optimizers and cases are objects, which cannot lack
    # a field: what lacks one is none of them.
    ("*", "*", "field *"): ("python",),
    # In R and Octave a number is a list of one, and a list of words is known
    # from a list of numbers before its items are looked at.
    ("*", "counts", "number"): ("python",),
    ("*", "counts", "words"): ("python",),
    # In R a word is a list of one.
    ("*", "texts", "text"): ("r",),
    # An empty list crosses the bridge to Octave as one of numbers.
    ("*", "texts", "empty"): ("octave",),
}


def applies(table: Table, call: Any, port: str) -> bool:
    """Whether a table has an entry for a call and a language."""
    return any(
        port in ports
        and fnmatchcase(call.function, function)
        and (
            fnmatchcase(call.argument, argument)
            or fnmatchcase(call.kind, argument)
        )
        and fnmatchcase(call.fault, fault)
        for (function, argument, fault), ports in table.items()
    )


def normalized(message: str, call: Any, port: str) -> str:
    """Bring a message to the form that all languages share.

    A stack of steps has the step first in Python, last in R and Octave, and
    each language has its own parser of JSON, with its own complaint.
    """
    message = re.sub(
        r"(expected JSON, got text that is not): .*", r"\1", message
    )
    if port == "python" and call.function == "replay_case":
        return re.sub(r"(\d+) x (\d+ x \d+)", r"\2 x \1", message)
    return message
