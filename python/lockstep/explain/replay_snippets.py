"""Replay one step from given bits, and print one number."""

from __future__ import annotations

import textwrap
from typing import Any

import numpy as np

from ..traces.trace import Start
from .call_snippets import load, one_based, print_octave, print_r

R_BITS = """bits <- function(hex, ...) {
  digits <- seq(1, nchar(hex), 2)
  bytes <- as.raw(strtoi(substring(hex, digits, digits + 1), 16))
  values <- readBin(bytes, "double", length(bytes) / 8, endian = "little")
  array(values, c(...))
}"""
OCTAVE_BITS = """bits = @(hex, varargin) reshape (typecast ( ...
  uint8 (sscanf (hex, "%2x")), "double"), varargin{:});"""
HEX_WIDTH = 72


def replay_snippet(
    language: str,
    folder: str,
    quantity: str,
    index: list[int],
    case: Any,
    step: int,
    start: Start,
) -> str:
    """Write a program that replays a step and prints one number.

    Parameters
    ----------
    language : {"python", "r", "octave"}
    folder : str
        Of the package's sources.
    quantity : str
    index : list of int
        Row and column, from 0; empty for the loss.
    case : TrainingCase
    step : int
    start : Start
        Before the update, as stacks of one step.

    Returns
    -------
    str
    """
    rule = {"python": _python, "r": _r, "octave": _octave}[language]
    lines = rule(quantity, index, str(case.path), step, start)
    return "\n".join([load(language, folder), *lines]) + "\n"


def _python(
    quantity: str, index: list[int], file: str, step: int, start: Start
) -> list[str]:
    """Python is the reference: it comes to these bits by itself."""
    place = ", ".join(map(str, [0, *index]))
    lines = [
        f"case = fp.read_case({file!r})",
        "state = fp.optimizer_state(case.parameters, case.optimizer)",
        "before = {**case.parameters, **state}",
        "before = {name: value[None] for name, value in before.items()}",
    ]
    if step > 0:
        lines.append(f"before = fp.train_case(case, 0, {step})")
    return [
        *lines,
        "parameters = {name: before[name][-1:] for name in case.parameters}",
        "state = {name: before[name][-1:] for name in state}",
        f"trace = fp.replay_case(case, {step}, parameters, state, True)",
        f'print(repr(float(trace["{quantity}"][{place}])))',
    ]


def _r(
    quantity: str, index: list[int], file: str, step: int, start: Start
) -> list[str]:
    lines = [f'training_case <- read_case("{file}")']
    if step == 0:
        state = "optimizer_state(training_case$parameters, {})"
        lines += [
            "stack <- function(value) array(value, c(dim(value), 1))",
            "parameters <- lapply(training_case$parameters, stack)",
            "state <- lapply("
            + state.format("training_case$optimizer")
            + ", stack)",
        ]
    else:
        lines.append(R_BITS)
        lines.append("parameters <- list()\nstate <- list()")
        for part, values in zip(("parameters", "state"), start, strict=True):
            for name, stack in (values or {}).items():
                shape = ", ".join(map(str, stack.shape[1:]))
                text = _hex(stack[0], ",\n")
                lines.append(
                    f"{part}${name} <- bits(paste0(\n{text}), {shape}, 1)"
                )
    place = one_based([*index, 0]) if index else "1"
    return [
        *lines,
        f"trace <- replay_case(training_case, {step}, parameters, state, TRUE)",
        print_r(f"trace${quantity}[{place}]"),
    ]


def _octave(
    quantity: str, index: list[int], file: str, step: int, start: Start
) -> list[str]:
    lines = [f'training_case = read_case ("{file}");']
    if step == 0:
        lines += [
            "parameters = training_case.parameters;",
            "state = optimizer_state (parameters, training_case.optimizer);",
        ]
    else:
        lines += [OCTAVE_BITS, "parameters = state = struct ();"]
        for part, values in zip(("parameters", "state"), start, strict=True):
            for name, stack in (values or {}).items():
                shape = ", ".join(map(str, stack.shape[1:]))
                text = _hex(stack[0], ", ...\n")
                lines.append(f"{part}.{name} = bits ([ ...\n{text}], {shape});")
    return [
        *lines,
        f"trace = replay_case (training_case, {step}, parameters, ...",
        "                     state, true);",
        print_octave(f"trace.{quantity}({one_based(index)})"),
    ]


def _hex(value: np.ndarray, between: str) -> str:
    """Bits of doubles, column by column, in quoted lines."""
    flat = value.ravel(order="F").astype("<f8")
    lines = textwrap.wrap(flat.tobytes().hex(), HEX_WIDTH)
    return between.join(f'  "{line}"' for line in lines)
