"""Code as a tree that is the same for each language.

Each language's own parser reads the code; what is kept of it is what the
operators of `mutation.operators` ask for.  Every node knows
where it stands in the text, so that a mutant is an edit of that text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

# binary, unary, call, keyword, index, number, name, text, assign, function,
# parameter, transpose, for, if, loop end, return, block; all else is "other".
KINDS_OF_STATEMENTS = ("assign", "call", "return", "for", "if")


@dataclass(eq=False)
class Node:
    """A piece of code.

    Attributes
    ----------
    kind : str
    start, end : int
        Where it stands in the text of its file.
    word : str
        The operator of a binary, a name, a literal; empty for others.
    children : list of Node
        Operands, arguments, the object and its subscripts, target and value.
    parent : Node or None
    is_statement : bool
        Whether it stands by itself, so that it can be left out.
    """

    kind: str
    start: int
    end: int
    word: str = ""
    children: list[Node] = field(default_factory=list)
    parent: Node | None = None
    is_statement: bool = False

    def __post_init__(self) -> None:
        """Tell the children whose they are."""
        for child in self.children:
            child.parent = self

    def walk(self) -> Iterator[Node]:
        """The node itself and all below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()

    def ancestors(self) -> Iterator[Node]:
        """All above it, the nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def text(self, source: str) -> str:
        """What stands there."""
        return source[self.start : self.end]

    @property
    def function(self) -> str:
        """Name of the outermost function around it; empty for a file's top."""
        around = [n.word for n in self.ancestors() if n.kind == "function"]
        return around[-1] if around else ""


@dataclass(frozen=True)
class Source:
    """One file of a language and its tree.

    Attributes
    ----------
    language : str
    name : str
        As an edit names it: "network" in Python and R, "network/train" in
        Octave.
    text : str
    root : Node
    """

    language: str
    name: str
    text: str
    root: Node

    @property
    def stem(self) -> str:
        """The topic that the file belongs to."""
        return self.name.partition("/")[0]

    def functions(self) -> dict[str, list[Node]]:
        """Top functions by name; what stands outside has the name ""."""
        found: dict[str, list[Node]] = {"": []}
        for child in self.root.children:
            inner = child
            if child.kind == "assign" and child.children[-1:]:
                value = child.children[-1]
                inner = value if value.kind == "function" else child
            name = inner.word if inner.kind == "function" else ""
            found.setdefault(name, []).append(child)
        return found
