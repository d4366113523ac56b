"""Remove and break the lines of mathematics of the example ports.

A formula is a statement on a line of its own with an operator or a function
in it that a rule knows how to break.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from example_ports import Example

# The first rule that fits a line breaks it.
RULES = [
    (r" -= ", " += "),
    (r" \+= ", " -= "),
    (r" - (?![12][\]}; )])", " + "),  # not the layer below
    (r" \* ", " / "),
    (r" / ", " * "),
    (r" \+ ", " - "),
    (r"\bcwiseProduct\(", "cwiseQuotient("),
    (r"\.sum\(\)", ".mean()"),
    (r"(?<![.\w])sum\(", "1 + sum("),
    (r"\bsumover\b", "average"),
    (r" > 0", " < 0"),
    (r"\blclip\(", "hclip("),
    (r"\b(Math\.|torch\.|jnp\.)tanh\b", r"\1sin"),
    (r"\bmath\.Tanh\b", "math.Sin"),
    (r"\bmath\.Max\b", "math.Min"),
    (r"\btanh\(", "sin("),
    (r"dampening=beta1", "dampening=0"),
    (r"SGD, momentum=beta1", "SGD, momentum=beta2"),
    (r"alpha=beta2", "alpha=beta1"),
    (r'reduction="sum"', 'reduction="mean"'),
    (r'"square_avg": s', '"square_avg": v'),
    (r'"momentum_buffer": v', '"momentum_buffer": None'),
    (r"\(beta1, beta2\)", "(beta2, beta1)"),
    (r"\.relu\b", ".abs"),
    (r"\.sigmoid\b", ".tanh"),
    (r"softmax, (dim|axis)=0", r"softmax, \1=1"),
    (r"\.transposed\(\)", ""),
    (r"\.plus\([\w.]+\)", ""),
    (r"\.sums\(\)", ".sums().each(math.Abs)"),
    (r"network\.drop\(([\w.]+), [\w.]+\)", r"\1"),
    (r"(?<=[\w)\]])\*(?=[\w(])", "/"),  # as gofmt writes a product
    (r"(?<=[\w)\]])/(?=[\w(])", "*"),
]
NOT_MATHEMATICS = re.compile(
    r"^\s*(import|from|def|use|sub|for|inline std|return found)|"
    r'^\s*"""|'
    r'\["d" \+|try_emplace|items\['
)


@dataclass(frozen=True)
class Mutant:
    """One line removed or changed."""

    port: Example
    line: int
    right: str
    wrong: str

    @property
    def name(self) -> str:
        """Readable, for the report of a test."""
        what = self.wrong.strip() or "removed"
        return f"{self.port.name}/{self.port.mathematics}:{self.line}: {what}"

    def apply(self, folder: Path) -> None:
        """Change the line in a copy of the port."""
        file = folder / self.port.mathematics
        lines = file.read_text().splitlines(keepends=True)
        lines[self.line - 1] = self.wrong + "\n"
        file.write_text("".join(lines))


def mutants(port: Example) -> list[Mutant]:
    """Every formula of a port, broken, and removed if it can be."""
    text = (port.folder / port.mathematics).read_text()
    if port.end:
        text, _ = text.split(f"\n{port.end}")
    return [
        Mutant(port, number, line, wrong)
        for number, line in enumerate(text.splitlines(), start=1)
        for wrong in _wrong(line)
    ]


def _wrong(line: str) -> Iterator[str]:
    code = re.split(r"\s*(?://|#| # )", line)[0]
    if not code.strip() or NOT_MATHEMATICS.search(code):
        return
    for rule, replacement in RULES:
        broken = re.sub(rule, replacement, code, count=1)
        if broken != code:
            yield broken
            if _is_statement(code):
                yield ""
            return


def _is_statement(code: str) -> bool:
    """Whether a line stands by itself, so that others parse without it."""
    if any(code.count(a) != code.count(b) for a, b in ("()", "[]", "{}")):
        return False
    if re.match(r"\s*(const|let|my|return|inline)\b", code):
        return False
    assigns = " = " in code.replace("+=", "=").replace("-=", "=")
    return assigns and code.rstrip().endswith((";", ")"))
