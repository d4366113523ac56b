"""Tables of certified values."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table

from ...files.strict_json import JsonObject
from ..formulas.operations import OperationCertificate
from .single_step import StepCertificate
from .trajectory import Certificate


def run_table(run: Certificate) -> Table:
    """The chosen steps of a run: loss, and each quantity's first element."""
    table = _table("step", "quantity", "elements", "first element", "radius")
    for step, values in run.values.items():
        radius = f"{run.radius[step]:.1e}"
        table.add_row(str(step), "loss", "1", run.losses[step], radius)
        for row in _rows(values):
            table.add_row("", *row, "")
    return table


def step_table(step: StepCertificate) -> Table:
    """All quantities of a step, in order of computation."""
    table = _table("quantity", "elements", "first element")
    for row in _rows(step.values):
        table.add_row(*row)
    return table


def operation_table(operation: OperationCertificate) -> Table:
    """All elements of an operation's results."""
    table = _table("result", "place", "value")
    for name, place, text in _elements("", operation.values):
        table.add_row(name, place, str(text))
    return table


def _table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        right = heading in ("step", "elements")
        table.add_column(heading, justify="right" if right else "left")
    return table


def _rows(values: JsonObject) -> Iterator[tuple[str, str, str]]:
    for name, texts in values.items():
        yield name, str(sum(map(len, texts))), texts[0][0]


def _elements(name: str, value: object) -> Iterator[tuple[str, str, object]]:
    """Name, place and text of each element of nested results."""
    if isinstance(value, dict):
        for entry, item in value.items():
            yield from _elements(f"{name}.{entry}" if name else entry, item)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            for _, place, text in _elements(name, item):
                yield name, f"[{index}]{place}", text
    else:
        yield name, "", value
