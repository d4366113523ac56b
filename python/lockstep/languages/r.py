"""R, reached through rpy2."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..traces.forms import Form
from .base import Call, OneBased, Replay, Span, first_match
from .literals import joined, literal

if TYPE_CHECKING:
    import numpy as np

BITS = """bits <- function(hex, ...) {
  digits <- seq(1, nchar(hex), 2)
  bytes <- as.raw(strtoi(substring(hex, digits, digits + 1), 16))
  values <- readBin(bytes, "double", length(bytes) / 8, endian = "little")
  array(values, c(...))
}"""
NO_PACKAGE = re.compile(r"there is no package called .(\w+).")


class R(OneBased):
    """R."""

    name, title = "r", "R"
    ending, lexer = "R", "r"
    bridge, adapter = "rpy2", "lockstep.ports.bridge.r:RAdapter"
    program, library = "R", "rpy2.rinterface"
    package = "rpy2-rinterface"
    script = ("Rscript", "--vanilla")
    install = "Rscript -e 'install.packages(c({}))'"
    needs = ("r", "r_jsonlite", "r_ggplot2")
    sources = "r/R"
    unknown_forms = frozenset({Form.NUMBERS})
    array = "{part}${name} <- bits(paste0(\n{bits}), {shape}, 1)"
    element, printed = "{}[{}]", 'cat(sprintf("%.17g\\n", {}))'

    def lack(self, message: str) -> str:
        """Say which R package is missing; else see `Language.lack`."""
        found = NO_PACKAGE.search(message) or re.search(
            r": needs (\w+); type: install.packages", message
        )
        if found is None:
            return super().lack(message)
        cure = self.install_command([f"r_{found[1]}"])
        return f"R lacks the package {found[1]}; type: {cure}"

    def source_file(self, stem: str, operation: str) -> str:
        """One file a topic."""
        return f"{self.sources}/{stem}.R"

    def find(self, lines: list[str], name: str) -> Span | None:
        """Find a function and its roxygen comment."""
        start = first_match(lines, rf"{re.escape(name)} <- function\(")
        if start is None:
            return None
        end = first_match(lines, r"\}$", start + 1)
        first = start
        while first > 0 and lines[first - 1].startswith("#'"):
            first -= 1
        return None if end is None else Span(first + 1, end + 1)

    def flag(self, value: bool) -> str:
        """Write TRUE or FALSE."""
        return str(value).upper()

    def text(self, value: str) -> str:
        r"""Write a text; R knows \u in any locale."""
        return json.dumps(value)

    def texts(self, values: Iterable[str]) -> str:
        """Write a vector of texts."""
        return f"c({', '.join(map(json.dumps, values))})"

    def numbers(self, values: np.ndarray) -> str:
        """Write a vector."""
        return f"c({joined(self, values)})" if len(values) else "numeric(0)"

    def matrix(self, value: np.ndarray) -> str:
        """Write a matrix column by column."""
        n_rows, n_columns = value.shape
        flat = self.numbers(value.ravel(order="F"))
        return f"matrix({flat}, {n_rows}, {n_columns})"

    def record(self, fields: dict[str, str]) -> str:
        """Write a named list."""
        named = (f"{name} = {text}" for name, text in fields.items())
        return "list(" + ",\n".join(named) + ")"

    def load(self, folder: str) -> str:
        """Source every file of the package."""
        return (
            f'for (file in list.files("{folder}/R", full.names = TRUE)) '
            "source(file, chdir = TRUE)"
        )

    def call(self, call: Call) -> str:
        """Call an operation where no argument hides a function."""
        lines = ["result <- local({"]
        lines += [
            f"  {name} <- {literal(self, value)}"
            for name, value in call.arguments.items()
        ]
        lines += [f"  {call.operation}({', '.join(call.arguments)})", "})"]
        result, *fields = call.part.split(".")
        names = [result, *fields] if len(call.returns) > 1 else fields
        place = "$".join(["result", *names])
        lines.append(self.show(place, call.place, call.is_index))
        return "\n".join(lines)

    def replay(self, replay: Replay) -> str:
        """Replay a step from the bits that it started from."""
        lines = [f'training_case <- read_case("{replay.file}")']
        if replay.step:
            lines += [BITS, "parameters <- list()\nstate <- list()"]
            lines += self.arrays(replay.start)
        else:
            lines += _first_start()
        place = [*replay.place, 0] if replay.place else []
        lines += [
            f"trace <- replay_case(training_case, {replay.step}, parameters, "
            "state, TRUE)",
            self.show(f"trace${replay.quantity}", place),
        ]
        return "\n".join(lines)


def _first_start() -> list[str]:
    return [
        "stack <- function(value) array(value, c(dim(value), 1))",
        "parameters <- lapply(training_case$parameters, stack)",
        "state <- lapply(optimizer_state(training_case$parameters, "
        "training_case$optimizer), stack)",
    ]
