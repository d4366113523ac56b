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


def inputs_of(fields: Mapping[str, Any]) -> Trace:
    """Every number of a case that a port read, in the same order."""
    values = {"X": fields["X"], "labels": fields["labels"]}
    values |= fields["parameters"]
    values |= {name: fields[name] for name in COUNTS}
    for record in RECORDS:
        values |= dict(numbers_in(fields[record]))
    return {
        name: np.asarray(value, dtype=np.float64)
        for name, value in values.items()
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
    array = np.asarray(value)
    return array.dtype != bool and np.issubdtype(array.dtype, np.number)
