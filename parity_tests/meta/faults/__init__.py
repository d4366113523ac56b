"""Faults that lived in published code or that we found: one table."""

from __future__ import annotations

from . import (
    dropout,
    initialization,
    perceptron,
    pictures,
    precision,
    prediction,
    shared,
    updates,
    values,
    world_layers,
    world_updates,
    world_values,
)
from .table import Fault

FAULTS: tuple[Fault, ...] = (
    *initialization.FAULTS,
    *values.FAULTS,
    *dropout.FAULTS,
    *prediction.FAULTS,
    *updates.FAULTS,
    *shared.FAULTS,
    *perceptron.FAULTS,
    *precision.FAULTS,
    *pictures.FAULTS,
    *world_updates.FAULTS,
    *world_values.FAULTS,
    *world_layers.FAULTS,
)
