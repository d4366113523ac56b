"""Count lines of functions in three languages: words, checks, body."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# A line that refuses input, or asks somebody to.
REFUSES = re.compile(
    r"^@checked|\b(?:_|__fp_)?(?:check|refuse)\w*\s*\(|\bstop\s*\("
    r"|\braise\b|\berror \(|\bprint_usage\b|\bchecks_enabled\b"
    r"|\babort\s*\("
)
# A helper that does nothing else.
REFUSING_NAME = re.compile(
    r"(?:__?|__fp_)?(check|refuse|require|abort|is_a_|describe)"
)


@dataclass(frozen=True)
class Function:
    """Lines of one public function."""

    name: str
    documentation: int
    checks: int
    body: int


def code_lines(file: Path) -> list[str]:
    """Lines of a file that are neither empty, comment nor documentation."""
    text = file.read_text("utf-8")
    if file.suffix == ".py":
        hidden = _docstring_lines(ast.parse(text))
        rows = enumerate(text.splitlines(), start=1)
        return [r for n, r in rows if n not in hidden and _is_code(r)]
    return [row for row in text.splitlines() if _is_code(row)]


def _is_code(row: str) -> bool:
    stripped = row.strip()
    return bool(stripped) and not stripped.startswith(("#", "%"))


def _docstring_lines(tree: ast.AST) -> set[int]:
    lines: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
            doc = node.body[:1]
            if doc and isinstance(doc[0], ast.Expr):
                value = doc[0].value
                if isinstance(value, ast.Constant):
                    end = doc[0].end_lineno or doc[0].lineno
                    lines |= set(range(doc[0].lineno, end + 1))
    return lines


def refusing_lines(file: Path) -> list[str]:
    """Lines of code that refuse input: calls of checks, and the checks."""
    if file.suffix == ".py":
        tree = ast.parse(file.read_text("utf-8"))
        return list(_refusing_python(file, tree))
    functions = list(_blocks(file))
    return [
        row
        for name, rows in functions
        for row in rows
        if REFUSING_NAME.match(name) or REFUSES.search(row)
    ]


def _refusing_python(file: Path, tree: ast.Module) -> Iterator[str]:
    rows = file.read_text("utf-8").splitlines()
    hidden = _docstring_lines(tree)
    counted: set[int] = set()
    for node in ast.walk(tree):
        if _refuses(node):
            assert isinstance(node, ast.stmt)
            end = node.end_lineno or node.lineno
            counted |= set(range(node.lineno, end + 1)) - hidden
        for decorator in getattr(node, "decorator_list", []):
            if REFUSES.search("@" + ast.unparse(decorator)):
                counted.add(decorator.lineno)
    for number in sorted(counted):
        if _is_code(rows[number - 1]):
            yield rows[number - 1]


def _refuses(node: ast.AST) -> bool:
    """Whether a statement refuses, or does nothing but lead to a refusal."""
    if isinstance(node, ast.FunctionDef):
        return bool(REFUSING_NAME.match(node.name))
    if isinstance(node, ast.If):
        return not node.orelse and all(_refuses(child) for child in node.body)
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return bool(REFUSES.search(ast.unparse(node.value.func) + "("))
    return isinstance(node, ast.Raise)


def python_functions(file: Path) -> Iterator[Function]:
    """Public functions of a module, measured."""
    tree = ast.parse(file.read_text("utf-8"))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name[0] != "_":
            has_doc = ast.get_docstring(node) is not None
            doc = node.body[0] if has_doc else None
            words = (doc.end_lineno or 0) - doc.lineno + 1 if doc else 0
            rest = node.body[1:] if has_doc else node.body
            checks = sum(_span(s) for s in rest if _refuses(s))
            checks += sum(
                bool(REFUSES.search("@" + ast.unparse(d)))
                for d in node.decorator_list
            )
            body = sum(_span(s) for s in rest if not _refuses(s))
            yield Function(node.name, words, checks, body)


def _span(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def r_functions(file: Path) -> Iterator[Function]:
    """Exported functions of a file, measured."""
    rows = file.read_text("utf-8").splitlines()
    for name, block in _blocks(file):
        at = next(
            n for n, row in enumerate(rows) if row.startswith(f"{name} <- ")
        )
        words = 0
        while at - words > 0 and rows[at - words - 1].startswith("#'"):
            words += 1
        if any("@export" in row for row in rows[at - words : at]):
            yield _measured(name, words, block)


def octave_functions(file: Path) -> Iterator[Function]:
    """The function that a file is named after, measured."""
    if "private" in file.parts or file.stem.startswith("__"):
        return
    rows = file.read_text("utf-8").splitlines()
    start = next(n for n, r in enumerate(rows) if r.startswith("function"))
    words = sum(row.startswith("##") for row in rows[:start])
    _, block = next(iter(_blocks(file)))
    yield _measured(file.stem, words, block)


def _measured(name: str, words: int, block: list[str]) -> Function:
    inner = [row for row in block[1:-1] if _is_code(row)]
    checks = sum(bool(REFUSES.search(row)) for row in inner)
    return Function(name, words, checks, len(inner) - checks)


def _blocks(file: Path) -> Iterator[tuple[str, list[str]]]:
    """Name and lines of every function that stands at the first column."""
    heads = {
        ".R": (re.compile(r"([\w.]+) <- function\("), re.compile(r"\}")),
        ".m": (
            re.compile(r"function\b.*?(\w*) ?(?:\(|$)"),
            re.compile(r"end(function)?\b"),
        ),
    }
    head, end = heads[file.suffix]
    name, block = "", []
    for row in file.read_text("utf-8").splitlines():
        started = head.match(row)
        if started and not name:
            name, block = started[1] or file.stem, []
        if name:
            block.append(row)
            is_short = len(block) == 1 and _is_one_line(row)
            if is_short or (end.match(row) and len(block) > 1):
                yield name, block
                name = ""


def _is_one_line(row: str) -> bool:
    """Whether R's function ends in the line in which it begins."""
    closed = row.count("(") == row.count(")")
    return "<- function(" in row and closed and not row.endswith("{")
