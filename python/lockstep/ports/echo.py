"""What a training case holds, as arrays by name: what an echo gives back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from ..cases.load import TrainingCase
from ..traces.trace import Trace

COUNTS = ("steps", "seed", "batch_size")
RECORDS = ("network", "optimizer")


def case_inputs(case: TrainingCase, with_parameters: bool = True) -> Trace:
    """Every number of a case, as the judge reads it.

    Parameters
    ----------
    case : TrainingCase
    with_parameters : bool
        Whether the port is given them; else it draws them by itself.
    """
    names = ("X", "labels", *COUNTS)
    fields: dict[str, Any] = {name: getattr(case, name) for name in names}
    fields |= {name: asdict(getattr(case, name)) for name in RECORDS}
    fields["parameters"] = case.parameters if with_parameters else {}
    return inputs_of(fields)


def inputs_of(case: object) -> Trace:
    """Every number of a case that a port read, in the same order.

    What is missing, or is no number, is left out.
    """
    fields = case if isinstance(case, Mapping) else {}
    parts = (
        {name: fields.get(name) for name in ("X", "labels")},
        fields.get("parameters"),
        {name: fields.get(name) for name in COUNTS},
        *(fields.get(record) for record in RECORDS),
    )
    return {
        name: np.asarray(value, dtype=np.float64)
        for part in parts
        if isinstance(part, Mapping)
        for name, value in numbers_in(part)
    }


def numbers_in(
    values: Mapping[str, Any], prefix: str = ""
) -> Iterator[tuple[str, Any]]:
    """Every number and array among nested values, by its dotted name."""
    for name, value in values.items():
        if isinstance(value, dict):
            yield from numbers_in(value, f"{prefix}{name}.")
        elif _is_numeric(value):
            yield prefix + name, value


def _is_numeric(value: object) -> bool:
    try:
        array = np.asarray(value)
    except ValueError:  # a list of lists of unequal lengths
        return False
    return array.dtype != bool and np.issubdtype(array.dtype, np.number)
