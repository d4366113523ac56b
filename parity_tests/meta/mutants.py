"""Break the mathematics of R and Octave one line at a time.

A mutant is a line of code with one operator, function or constant changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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
# Single operations beside it; they take longer than they are worth each time.
OTHERS = (
    "batches",
    "initializers",
    "preprocessing",
    "regularization",
    "schedules",
    "search_space",
    "tuning",
)
# A stem without operations of its own: the one whose cases show its faults.
SHOWN_BY = {"search_space": "tuning"}
# The first rule that fits a line breaks it.
RULES = [
    (r" - ", " + "),
    (r" \+ ", " - "),
    (r" %\*% ", " %o% "),
    (r" \.\* ", " ./ "),
    (r" \* ", " / "),
    (r" \./ ", " .* "),
    (r" / ", " * "),
    (r" > ", " <= "),
    (r" >= ", " < "),
    (r" == ", " != "),
    (r"\btcrossprod\(", "crossprod("),
    (r"\bcrossprod\(", "tcrossprod("),
    (r"\browSums\(", "rowMeans("),
    (r"\bcolSums\(", "colMeans("),
    (r"\bsum( ?)\(", r"mean\1("),
    (r"\bmean( ?)\(", r"sum\1("),
    (r"\bmax( ?)\(", r"min\1("),
    (r"\bpmax\(", "pmin("),
    (r"\bexp( ?)\(", r"expm1\1("),
    (r"\btanh( ?)\(", r"sin\1("),
    (r"(= |<- )-", r"\1"),
    (r"\b0\.5\b", "0.4"),
]
# Lines that check input, or belong to the language and not to mathematics.
NOT_MATHEMATICS = re.compile(
    r"check_|refuse|stop\(|error \(|print_usage|nargin|sprintf|paste0|"
    r"n_steps|layer_sizes|\bgot <-|end [-+] 1|"
    r"^\s*(for|while|switch|case|function|if)\b|<- function"
)


@dataclass(frozen=True)
class Mutant:
    """One changed line."""

    language: str
    stem: str
    file: str
    line: int
    right: str
    wrong: str

    @property
    def name(self) -> str:
        """Readable, for the report of a test."""
        return f"{self.file}:{self.line}: {self.wrong.strip()}"

    def apply(self, package: Path) -> None:
        """Change the line in a copy of the package."""
        path = package / self.file
        lines = path.read_text().splitlines(keepends=True)
        assert lines[self.line - 1].rstrip("\n") == self.right
        lines[self.line - 1] = self.wrong + "\n"
        path.write_text("".join(lines))


def mutants(language: str, package: Path, stem: str) -> list[Mutant]:
    """All mutants of a stem, one for each line that a rule fits."""
    pattern = {"r": "R/{}.R", "octave": "inst/{}/**/*.m"}[language]
    return [
        Mutant(language, stem, str(f.relative_to(package)), number, *lines)
        for f in sorted(package.glob(pattern.format(stem)))
        for number, *lines in _broken_lines(f)
    ]


def _broken_lines(file: Path) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(file.read_text().splitlines(), start=1):
        code = re.split(r"\s*#|^%!", line)[0]
        if not code.strip() or NOT_MATHEMATICS.search(code):
            continue
        for rule, replacement in RULES:
            broken = re.sub(rule, replacement, code, count=1)
            if broken != code:
                yield number, line, broken
                break
