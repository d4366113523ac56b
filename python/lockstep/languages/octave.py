"""GNU Octave, reached through oct2py."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..traces.forms import Form
from .base import LACK, Call, OneBased, Replay, Span, first_match
from .literals import joined, literal

if TYPE_CHECKING:
    import numpy as np

BITS = """bits = @(hex, varargin) reshape (typecast ( ...
  uint8 (sscanf (hex, "%2x")), "double"), varargin{:});"""

NO_GNUPLOT = re.compile("gnuplot executable .* was not found")


class Octave(OneBased):
    """Octave: a line that goes on ends with three dots."""

    name, title = "octave", "Octave"
    ending, lexer = "m", "octave"
    bridge = "oct2py"
    adapter = "lockstep.ports.bridge.octave:OctaveAdapter"
    program, library, package = "octave-cli", "oct2py", "oct2py"
    script = ("octave-cli", "--quiet", "--norc")
    needs = ("octave", "gnuplot", "pictures")
    sources = "octave/inst"
    unknown_forms = frozenset(Form)
    continued = " ...\n"
    array = "{part}.{name} = bits ([ ...\n{bits}], {shape});"
    element, printed = "{}({})", 'printf ("%.17g\\n", {});'

    def lack(self, message: str) -> str:
        """Say what pictures need that is missing, in this system's words."""
        found = LACK.search(message)
        what = found["what"] if found else ""
        if NO_GNUPLOT.search(message):
            what = "gnuplot"
        if not what:
            return ""
        need = "gnuplot" if what == "gnuplot" else "pictures"
        return f"Octave lacks {what}; type: {self.install_command([need])}"

    def source_file(self, stem: str, operation: str) -> str:
        """One file a function."""
        return f"{self.sources}/{stem}/{operation}.m"

    def find(self, lines: list[str], name: str) -> Span | None:
        """Find a function and the comment above it."""
        start = first_match(lines, "function ")
        signature = rf"\b{re.escape(name)} \("
        if start is None or not re.search(signature, " ".join(lines[start:])):
            return None
        end = first_match(lines, "endfunction", start + 1)
        first = start - 1 if start > 0 and not lines[start - 1] else start
        while first > 0 and lines[first - 1].startswith("##"):
            first -= 1
        return None if end is None else Span(first + 1, end + 1)

    def flag(self, value: bool) -> str:
        """Write true or false."""
        return str(value).lower()

    def text(self, value: str) -> str:
        r"""Write a text; Octave knows no \u."""
        return json.dumps(value, ensure_ascii=False)

    def texts(self, values: Iterable[str]) -> str:
        """Write a cell array."""
        return f"{{{', '.join(map(json.dumps, values))}}}"

    def numbers(self, values: np.ndarray) -> str:
        """Write a vector: a column."""
        return f"[{joined(self, values)}](:)"

    def matrix(self, value: np.ndarray) -> str:
        """Write a matrix row by row."""
        if not value.size:
            return f"zeros ({value.shape[0]}, {value.shape[1]})"
        rows = "; ...\n".join(joined(self, row) for row in value)
        return f"[{rows}]"

    def record(self, fields: dict[str, str]) -> str:
        """Write a struct; a cell array needs braces around its own."""
        wrapped = (
            f'"{name}", {{{text}}}' if text[:1] == "{" else f'"{name}", {text}'
            for name, text in fields.items()
        )
        return "struct (" + ", ...\n".join(wrapped) + ")"

    def load(self, folder: str) -> str:
        """Put the package on the path."""
        return f'addpath (genpath ("{folder}/inst"));'

    def call(self, call: Call) -> str:
        """Call an operation with all its results."""
        lines = [
            f"{name} = {literal(self, value)};"
            for name, value in call.arguments.items()
        ]
        results = ", ".join(f"out_{name}" for name in call.returns)
        arguments = ", ".join(call.arguments)
        lines.append(f"[{results}] = {call.operation} ({arguments});")
        part = f"out_{call.part}"
        lines.append(self.show(part, call.place, call.is_index))
        return "\n".join(lines)

    def replay(self, replay: Replay) -> str:
        """Replay a step from the bits that it started from."""
        lines = [f'training_case = read_case ("{replay.file}");']
        if replay.step:
            lines += [BITS, "parameters = state = struct ();"]
            lines += self.arrays(replay.start)
        else:
            lines += _first_start()
        lines += [
            f"trace = replay_case (training_case, {replay.step}, "
            "parameters, ...",
            "                     state, true);",
            self.show(f"trace.{replay.quantity}", replay.place),
        ]
        return "\n".join(lines)


def _first_start() -> list[str]:
    return [
        "parameters = training_case.parameters;",
        "state = optimizer_state (parameters, training_case.optimizer);",
    ]
