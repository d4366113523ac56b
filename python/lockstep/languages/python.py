"""Python, with NumPy as np and the package as fp: the reference's language."""

from __future__ import annotations

import ast
import json
import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from .base import Call, Language, Replay, Span
from .literals import joined, literal

if TYPE_CHECKING:
    import numpy as np

# A description has a type of its own.
MADE = {
    "network": "fp.new_network(**{})",
    "optimizer": "fp.new_optimizer(**{})",
    "search": "fp.tuning.Search(**{})",
}


class Python(Language):
    """Python."""

    name, title = "python", "Python"
    ending, lexer = "py", "python"
    bridge = "python"
    adapter = "lockstep.ports.bridge.python:PythonAdapter"
    sources = "python/firstprinciples"

    def source_file(self, stem: str, operation: str) -> str:
        """One file a topic."""
        return f"{self.sources}/{stem}.py"

    def find(self, lines: list[str], name: str) -> Span | None:
        """Find a function, its decorators and its docstring."""
        for node in ast.parse("\n".join(lines)).body:
            if isinstance(node, ast.FunctionDef) and node.name == name:
                above = [d.lineno for d in node.decorator_list]
                documented: frozenset[int] = frozenset()
                if ast.get_docstring(node, clean=False) is not None:
                    text = node.body[0]
                    documented = frozenset(range(text.lineno, _end(text) + 1))
                return Span(min([node.lineno, *above]), _end(node), documented)
        return None

    def number(self, value: float) -> str:
        """Write the shortest decimal that is read as the same double."""
        text = repr(float(value))
        return text if math.isfinite(value) else f'float("{text}")'

    def flag(self, value: bool) -> str:
        """Write True or False."""
        return repr(value)

    def text(self, value: str) -> str:
        """Write a text in double quotes."""
        return json.dumps(value)

    def texts(self, values: Iterable[str]) -> str:
        """Write a list."""
        return f"[{', '.join(map(json.dumps, values))}]"

    def numbers(self, values: np.ndarray) -> str:
        """Write a vector."""
        return f"np.array([{joined(self, values)}])"

    def matrix(self, value: np.ndarray) -> str:
        """Write a matrix row by row."""
        if not value.size:
            return f"np.empty({value.shape})"
        rows = ",\n".join(f"[{joined(self, row)}]" for row in value)
        return f"np.array([{rows}])"

    def record(self, fields: dict[str, str]) -> str:
        """Write a dictionary."""
        named = (f'"{name}": {text}' for name, text in fields.items())
        return "{" + ",\n".join(named) + "}"

    def load(self, folder: str) -> str:
        """Import the package from a folder."""
        return (
            f"import sys\nsys.path.insert(0, {folder!r})\n"
            "import numpy as np\nimport firstprinciples as fp"
        )

    def call(self, call: Call) -> str:
        """Call an operation; parts of a record are its fields."""
        lines = []
        for name, value in call.arguments.items():
            text = literal(self, value)
            if name in MADE and isinstance(value, dict):
                text = MADE[name].format(text)
            lines.append(f"{name} = {text}")
        arguments = ", ".join(call.arguments)
        lines.append(f"result = fp.{call.operation}({arguments})")
        result, *fields = call.part.split(".")
        value = "result"
        if len(call.returns) > 1:
            value += f"[{call.returns.index(result)}]"
        if fields:
            lines.insert(0, "from dataclasses import asdict, is_dataclass")
            lines.append(f"part = {value}")
            lines.append("part = asdict(part) if is_dataclass(part) else part")
            value = "part" + "".join(f'["{name}"]' for name in fields)
        where = ", ".join(map(str, call.place))
        where = f"[{where}]" if where else "[()]"
        lines.append(f"print(repr(float(np.asarray({value}){where})))")
        return "\n".join(lines)

    def replay(self, replay: Replay) -> str:
        """Python is the reference: it comes to these bits by itself."""
        place = ", ".join(map(str, [0, *replay.place]))
        lines = [
            f"case = fp.read_case({replay.file!r})",
            "state = fp.optimizer_state(case.parameters, case.optimizer)",
            "before = {**case.parameters, **state}",
            "before = {name: value[None] for name, value in before.items()}",
        ]
        if replay.step > 0:
            lines.append(f"before = fp.train_case(case, 0, {replay.step})")
        lines += [
            "parameters = {name: before[name][-1:] for name in "
            "case.parameters}",
            "state = {name: before[name][-1:] for name in state}",
            f"trace = fp.replay_case(case, {replay.step}, parameters, state, "
            "True)",
            f'print(repr(float(trace["{replay.quantity}"][{place}])))',
        ]
        return "\n".join(lines)


def _end(node: ast.stmt) -> int:
    return node.end_lineno or node.lineno
