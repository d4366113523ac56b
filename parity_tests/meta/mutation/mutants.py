"""All mutants of a language: one place of one file changed."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from .operators.arrays import OPERATORS
from .operators.edits import Edit
from .trees.sources import sources
from .trees.tree import Node, Source

# Refusals and words for people: tests of `refusals` hold them.
SILENT = re.compile(
    r"^(__fp_check\w*|_?check\w*|_?refuse\w*|raise|stop|error|print\w*|"
    r"warning|sprintf|f?printf|paste0?|format|message|print_usage|nargin|"
    r"_?describe\w*|warn|is_known|match\.arg|Invalid\w*|isargout|fdisp)$"
)
REFUSES = re.compile(r"\b(_?refuse\w*|raise|stop|error|print_usage)\b")


@dataclass(frozen=True)
class Mutant:
    """One change of one file.

    Attributes
    ----------
    language, stem, file : str
    function : str
        The function whose code is changed; empty at the top of a file.
    operator : str
    line : int
    start, end : int
        The place in the text.
    right, wrong : str
        What stands there, and what instead.
    context : str
        The line.
    number : int
        1, or more if the line has the same change in earlier places.
    """

    language: str
    stem: str
    file: str
    function: str
    operator: str
    line: int
    start: int
    end: int
    right: str
    wrong: str
    context: str
    number: int = 1

    @property
    def key(self) -> str:
        """What it is, wherever its line moves."""
        right, wrong = (" ".join(t.split()) for t in (self.right, self.wrong))
        place = f"{self.language} {self.file} {self.function}"
        change = f"{place}: {self.context}: {right} -> {wrong or 'nothing'}"
        return change if self.number == 1 else f"{change} ({self.number})"

    @property
    def name(self) -> str:
        """For people."""
        right, wrong = (" ".join(t.split()) for t in (self.right, self.wrong))
        place = f"{self.file}:{self.line}"
        return f"{self.language} {place}: {right} -> {wrong or 'nothing'}"

    def apply(self, text: str) -> str:
        """The file's text with the change."""
        assert text[self.start : self.end] == self.right, self.name
        return text[: self.start] + self.wrong + text[self.end :]


@cache
def mutants(language: str) -> tuple[Mutant, ...]:
    """Every mutant of a language, in the order of its files."""
    found: dict[tuple[str, str], Mutant] = {}
    for source in sources(language):
        for mutant in _of_source(source):
            found.setdefault((mutant.file, mutant.apply(source.text)), mutant)
    numbers = Counter[str]()
    for place, mutant in found.items():
        numbers[mutant.key] += 1
        found[place] = replace(mutant, number=numbers[mutant.key])
    return tuple(found.values())


def _of_source(source: Source) -> Iterator[Mutant]:
    for node in _computing(source.root):
        for operator, break_it in OPERATORS.items():
            for edit in break_it(node, source):
                if _parses(source, edit):
                    yield _mutant(source, node, operator, edit)


def _computing(node: Node) -> Iterator[Node]:
    """Nodes that no refusal or message holds."""
    if node.kind == "call" and SILENT.match(node.word):
        return
    if node.kind == "function" and SILENT.match(node.word):
        return
    if node.kind == "if" and _only_refuses(node):
        return
    yield node
    for child in node.children:
        yield from _computing(child)


def _only_refuses(node: Node) -> bool:
    body = node.children[1:]
    calls = [
        n
        for part in body
        for n in part.walk()
        if n.kind == "call" and REFUSES.match(n.word)
    ]
    return bool(calls) and len(node.children) == 2


def _parses(source: Source, edit: Edit) -> bool:
    if source.text[edit.start : edit.end] == edit.wrong:
        return False
    if source.language == "python":
        text = source.text
        text = text[: edit.start] + edit.wrong + text[edit.end :]
        try:
            ast.parse(text)
        except SyntaxError:
            return False
    return True


def _mutant(source: Source, node: Node, operator: str, edit: Edit) -> Mutant:
    first = source.text.rfind("\n", 0, edit.start) + 1
    last = source.text.find("\n", edit.start)
    context = " ".join(source.text[first:last].split())
    return Mutant(
        source.language,
        source.stem,
        source.name,
        node.function,
        operator,
        source.text.count("\n", 0, edit.start) + 1,
        *(edit.start, edit.end),
        source.text[edit.start : edit.end],
        edit.wrong,
        context,
    )
