"""All known mistakes, in the order of a step.

They come from docs/faults.md, from errata of courses and frameworks, and from
ports that were written for this judge.
"""

from __future__ import annotations

from . import adaptive, gradients, layers, losses, order, updates

MISTAKES = (
    *order.MISTAKES,
    *layers.MISTAKES,
    *losses.MISTAKES,
    *gradients.MISTAKES,
    *updates.MISTAKES,
    *adaptive.MISTAKES,
)
