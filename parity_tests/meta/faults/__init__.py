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
)
from .reported import layers as reported_layers
from .reported import updates as reported_updates
from .reported import values as reported_values
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
    *reported_updates.FAULTS,
    *reported_values.FAULTS,
    *reported_layers.FAULTS,
)
