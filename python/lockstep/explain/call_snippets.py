"""Call one operation with arguments written out, and print one number."""

from __future__ import annotations

from typing import Any, NamedTuple

from .literals import literal

LOAD = {
    "python": "import sys\nsys.path.insert(0, {folder!r})\n"
    "import numpy as np\nimport firstprinciples as fp",
    "r": 'for (file in list.files("{folder}/R", full.names = TRUE)) '
    "source(file)",
    "octave": 'addpath (genpath ("{folder}/inst"));',
}
# R and Octave need no type for a description; Python has its own.
MADE = {
    "network": "fp.new_network(**{})",
    "optimizer": "fp.new_optimizer(**{})",
}


class Call(NamedTuple):
    """An operation, its arguments, and the number that is asked for.

    Attributes
    ----------
    operation : str
    arguments : dict
        In the contract's order.
    returns : sequence of str
        Names of its results.
    part : str
        Name of a result, or "cache.Z1" for a part of one.
    place : list of int
        Of the number, from 0.
    """

    operation: str
    arguments: dict[str, Any]
    returns: tuple[str, ...]
    part: str
    place: list[int]


def load(language: str, folder: str) -> str:
    """Lines that load the package of a checkout."""
    return LOAD[language].format(folder=folder)


def call_snippet(language: str, folder: str, call: Call) -> str:
    """Write a program that calls an operation and prints one number.

    Parameters
    ----------
    language : {"python", "r", "octave"}
    folder : str
        Of the package's sources.
    call : Call

    Returns
    -------
    str
    """
    rule = {"python": _python, "r": _r, "octave": _octave}[language]
    return f"{load(language, folder)}\n{rule(call)}\n"


def _python(call: Call) -> str:
    lines = []
    for name, value in call.arguments.items():
        text = literal("python", value)
        if name in MADE and isinstance(value, dict):
            text = MADE[name].format(text)
        lines.append(f"{name} = {text}")
    lines.append(f"result = fp.{call.operation}({', '.join(call.arguments)})")
    result, *fields = call.part.split(".")
    value = "result"
    if len(call.returns) > 1:
        value += f"[{call.returns.index(result)}]"
    if fields:
        lines.insert(0, "from dataclasses import asdict, is_dataclass")
        lines.append(f"part = {value}")
        lines.append("part = asdict(part) if is_dataclass(part) else part")
        value = "part" + "".join(f'["{name}"]' for name in fields)
    where = f"[{', '.join(map(str, call.place))}]" if call.place else ""
    lines.append(f"print(repr(float(np.asarray({value}){where or '[()]'})))")
    return "\n".join(lines)


def _r(call: Call) -> str:
    # An argument may have the name of one of the package's functions.
    lines = ["result <- local({"]
    lines += [
        f"  {name} <- {literal('r', value)}"
        for name, value in call.arguments.items()
    ]
    lines += [f"  {call.operation}({', '.join(call.arguments)})", "})"]
    result, *fields = call.part.split(".")
    names = [result, *fields] if len(call.returns) > 1 else fields
    place = "$".join(["result", *names])
    lines.append(print_r(f"{place}[{one_based(call.place)}]"))
    return "\n".join(lines)


def _octave(call: Call) -> str:
    lines = [
        f"{name} = {literal('octave', value)};"
        for name, value in call.arguments.items()
    ]
    arguments = ", ".join(call.arguments)
    results = [f"out_{name}" for name in call.returns]
    lines.append(f"[{', '.join(results)}] = {call.operation} ({arguments});")
    place = f"out_{call.part}"
    lines.append(print_octave(f"{place}({one_based(call.place)})"))
    return "\n".join(lines)


def one_based(index: list[int]) -> str:
    """Indices as R and Octave count them; the first of all for a number."""
    return ", ".join(str(i + 1) for i in index) or "1"


def print_r(expression: str) -> str:
    """Print a double with all its digits."""
    return f'cat(sprintf("%.17g\\n", {expression}))'


def print_octave(expression: str) -> str:
    """Print a double with all its digits."""
    return f'printf ("%.17g\\n", {expression});'
