"""Break the mathematics of a language, one operator at a time.

A mutant is a line of code with one operator, function or constant changed.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from planting import PACKAGES, Edit

from lockstep.files.paths import repository_root

# What training goes through; a fault anywhere in it shows in its trace.
CORE = (
    "activations",
    "layers",
    "losses",
    "metrics",
    "network",
    "optimizers",
    "training",
)
OTHERS = (
    "averages",
    "batches",
    "curves",
    "initializers",
    "powers",
    "preprocessing",
    "random_stream",
    "regularization",
    "schedules",
    "search_space",
    "statistics",
    "tuning",
)
# A stem without operations of its own: the one whose cases show its faults.
SHOWN_BY = {"search_space": "tuning"}
STEMS = CORE + OTHERS
# Each rule that fits a line breaks it once.
RULES = [
    (r" - ", " + "),
    (r"(?<!\") \+ ", " - "),  # not a text
    (r" -= ", " += "),
    (r" \+= ", " -= "),
    (r" %\*% ", " %o% "),
    (r" @ ", " * "),
    (r" \.\* ", " ./ "),
    (r" \*= ", " /= "),
    (r" \* ", " / "),
    (r" \./ ", " .* "),
    (r" / ", " * "),
    (r" %/% ", " / "),
    (r" // ", " / "),
    (r" > ", " <= "),
    (r" > ", " >= "),
    (r" < ", " >= "),
    (r" < ", " <= "),
    (r" >= ", " < "),
    (r" == ", " != "),
    (r"\btcrossprod\(", "crossprod("),
    (r"\bcrossprod\(", "tcrossprod("),
    (r"\browSums\(", "rowMeans("),
    (r"\bcolSums\(", "colMeans("),
    (r"\bsum( ?)\(", r"mean\1("),
    (r"\bmean( ?)\(", r"sum\1("),
    (r"\bmax( ?)\(", r"min\1("),
    (r"\bmin( ?)\(", r"max\1("),
    (r"\bcumsum( ?)\(", r"cumprod\1("),
    (r"\bmaximum\(", "minimum("),
    (r"\bpmax\(", "pmin("),
    (r"\bpmin\(", "pmax("),
    (r"\bexp( ?)\(", r"expm1\1("),
    (r"\blog1p( ?)\(", r"log\1("),
    (r"\bsqrt( ?)\(", r"abs\1("),
    (r"\btanh( ?)\(", r"sin\1("),
    (r"(= |<- |return )-", r"\1"),
    (r"\baxis=0\b", "axis=1"),
    (r"\baxis=1\b", "axis=0"),
    (r", 1\)", ", 2)"),
    (r", 2\)", ", 1)"),
    (r"\b0\.5\b", "0.4"),
    (r"\.T\b", ""),
]
# Lines that check input, or belong to the language and not to mathematics.
NOT_MATHEMATICS = re.compile(
    r"check_|refuse|stop\(|error \(|print_usage|nargin|sprintf|"
    r"n_steps|layer_sizes|\bgot <-|end [-+] 1|\bpaste\(|"
    r"^\s*(for|while|switch|case|function|def|class|import|from|if|"
    r"elif|@)\b|<- function"
)


@dataclass(frozen=True)
class Mutant:
    """One changed line."""

    language: str
    stem: str
    file: str  # as an Edit has it
    line: int
    right: str
    wrong: str

    @property
    def name(self) -> str:
        """Readable, for the report of a test."""
        return f"{self.file}:{self.line}: {self.wrong.strip()}"

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is, wherever its line moves."""
        return self.language, self.file, self.wrong.strip()

    @property
    def edits(self) -> list[Edit]:
        """What to plant."""
        return [Edit(self.file, self.right, self.wrong, self.line)]


def mutants(language: str, stem: str, first_rule: bool = False) -> list[Mutant]:
    """All mutants of a stem; or one a line, by the first rule that fits."""
    package = repository_root() / language
    _, pattern = PACKAGES[language]
    suffix = Path(pattern).suffix
    root = package / pattern.partition("{")[0]
    paths = [root / f"{stem}{suffix}"]
    if language == "octave":
        paths = sorted((root / stem).rglob(f"*{suffix}"))
    found = []
    for path in paths:
        if not path.exists():
            continue  # not every language needs the stem
        name = str(path.relative_to(root).with_suffix(""))
        seen: set[int] = set()
        for number, right, wrong in _broken_lines(path):
            if first_rule and number in seen:
                continue
            seen.add(number)
            mutant = Mutant(language, stem, name, number, right, wrong)
            found.append(mutant)
    return found


def _broken_lines(file: Path) -> Iterator[tuple[int, str, str]]:
    text = file.read_text("utf-8")
    documented = _docstrings(text) if file.suffix == ".py" else set()
    for number, line in enumerate(text.splitlines(), start=1):
        code = re.split(r"\s*#|^%!", line)[0]
        if number in documented or not code.strip():
            continue
        if NOT_MATHEMATICS.search(code):
            continue
        for rule, replacement in RULES:
            broken = re.sub(rule, replacement, code, count=1)
            if broken != code:
                yield number, line, broken


def _docstrings(text: str) -> set[int]:
    """Lines of Python that are words, not code."""
    found: set[int] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found.update(range(node.lineno, (node.end_lineno or 0) + 1))
        if isinstance(node, ast.Raise) or (
            isinstance(node, ast.FunctionDef) and "check" in node.name
        ):
            found.update(range(node.lineno, (node.end_lineno or 0) + 1))
    return found
