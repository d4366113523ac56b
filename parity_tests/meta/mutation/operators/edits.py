"""Ways to break a piece of code that computes.

Each operator looks at one node and gives edits of its text.  They follow
mutation testing's usual operators (arithmetic, relational, logical, constant,
statement deletion) where those fit mathematics; arrays have their own in
`arrays`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..trees.tree import Node, Source


class Edit(NamedTuple):
    """A place of a text, and what stands there instead."""

    start: int
    end: int
    wrong: str


Operator = Callable[[Node, Source], Iterator[Edit]]
SUMS = {"+": "-", "-": "+"}
PRODUCTS = {
    "*": "/",
    "/": "*",
    ".*": "./",
    "./": ".*",
    "//": "%",
    "%/%": "%%",
    "%%": "%/%",
    "%": "//",
    "**": "*",
    "^": "*",
    ".^": ".*",
}
BOUNDARIES = {">": ">=", ">=": ">", "<": "<=", "<=": "<"}
TURNED = {">": "<=", "<": ">=", ">=": "<", "<=": ">", "==": "!=", "!=": "=="}
BOTH = {"&&": "||", "||": "&&", "&": "|", "|": "&", "and": "or", "or": "and"}
ARITHMETIC = {*SUMS, *PRODUCTS, "@", "%*%"}
# A loop's end, an index, a shape: whole numbers that count.
RANGES = ("range", "seq_len", "seq", "zeros", "ones", "matrix", "reshape")


def operands(node: Node) -> tuple[Node, Node] | None:
    """Both sides of an operation on numbers; None of anything else."""
    if node.kind != "binary" or len(node.children) != 2:
        return None
    left, right = node.children
    words = {n.kind for n in (*left.walk(), *right.walk())}
    return None if "text" in words and not _is_inside(node) else (left, right)


def _is_inside(node: Node) -> bool:
    """Whether words appear only as names of what is computed with."""
    sides = [child.kind for child in node.children]
    return "text" not in sides and "call" not in sides


def sign_of(node: Node, source: Source) -> Edit | None:
    """Where the operator of a binary stands."""
    left, right = node.children
    between = source.text[left.end : right.start]
    place = between.find(node.word)
    if place < 0:
        return None
    start = left.end + place
    return Edit(start, start + len(node.word), node.word)


def replaced(
    table: dict[str, str], kinds: tuple[str, ...] = ("binary",)
) -> Operator:
    """An operator that puts one sign in the place of another."""

    def operator(node: Node, source: Source) -> Iterator[Edit]:
        if node.kind not in kinds or operands(node) is None:
            return
        place = sign_of(node, source) if node.word in table else None
        if place is not None:
            yield place._replace(wrong=table[node.word])

    return operator


def drop_operand(node: Node, source: Source) -> Iterator[Edit]:
    """One side of a product, quotient, sum or difference is forgotten."""
    sides = operands(node)
    dropped = {*SUMS, *PRODUCTS} - {"%", "%%", "//", "%/%"}
    if sides is None or node.word not in dropped:
        return
    left, right = sides
    yield Edit(node.start, node.end, left.text(source.text))
    if node.word in ("*", ".*"):
        yield Edit(node.start, node.end, f"({right.text(source.text)})")


def swap_operands(node: Node, source: Source) -> Iterator[Edit]:
    """Both sides of a difference, quotient or product change places."""
    sides = operands(node)
    if sides is None or node.word not in ("-", "/", "./", "@", "%*%"):
        return
    left, right = (side.text(source.text) for side in sides)
    if left != right:
        yield Edit(node.start, node.end, f"({right}) {node.word} ({left})")


def drop_sign(node: Node, source: Source) -> Iterator[Edit]:
    """A leading minus, or a not, is forgotten."""
    is_sign = node.kind == "unary" and node.word in ("-", "!", "not", "~")
    if is_sign and node.children and node.children[0].kind != "text":
        yield Edit(node.start, node.children[0].start, "")


def turn_condition(node: Node, source: Source) -> Iterator[Edit]:
    """An if does what its else should."""
    if node.kind != "if" or not node.children:
        return
    condition = node.children[0]
    if condition.kind == "binary" and condition.word in TURNED:
        return  # turned by its own operator
    text = condition.text(source.text)
    words = {"python": f"not ({text})"}
    instead = words.get(source.language, f"(!({text}))")
    yield Edit(condition.start, condition.end, instead)


def move_constant(node: Node, source: Source) -> Iterator[Edit]:
    """A constant is off in its tenth digit."""
    if node.kind != "number" or not is_quantity(node):
        return
    found = re.fullmatch(r"([\d.]+(?:[eE][-+]?\d+)?)(L?)", node.word)
    if found is not None:
        value = float(found[1])
        moved = value * (1 + 1e-10) if value else 1e-10
        yield Edit(node.start, node.end, repr(moved))


def is_quantity(node: Node) -> bool:
    """Whether a number is measured, not counted."""
    if re.search(r"[.eE]", node.word) and not _counts(node):
        return True
    above = node.parent
    scaling = {*PRODUCTS, *BOUNDARIES} - {"%", "%%", "//", "%/%"}
    return (
        above is not None
        and above.kind == "binary"
        and above.word in scaling
        and not _counts(node)
    )


def _counts(node: Node) -> bool:
    """Whether a number stands in an index, or in a range."""
    for above in node.ancestors():
        if above.is_statement:
            return False
        if above.kind == "index" or above.word == ":":
            return True
        if above.kind == "call" and above.word in RANGES:
            return True
    return False


def off_by_one(node: Node, source: Source) -> Iterator[Edit]:
    """A counted number is one more."""
    if node.kind == "number" and re.fullmatch(r"\d+L?", node.word):
        above = node.parent
        if above is not None and above.kind in ("index", "parameter"):
            changed = above.kind == "index"
        else:
            changed = not is_quantity(node)
        if changed:
            number = int(node.word.rstrip("L")) + 1
            yield Edit(node.start, node.end, str(number))


def one_step_less(node: Node, source: Source) -> Iterator[Edit]:
    """A range, or a loop, ends one too early; a loop begins one too late."""
    if node.kind == "call" and node.word in ("range", "seq_len"):
        last = node.children[min(1, len(node.children) - 1)]
        if node.word == "range" and len(node.children) > 2:
            last = node.children[1]
        text = last.text(source.text)
        yield Edit(last.start, last.end, f"{text} - 1")
    if node.kind == "call" and node.word == "seq_along":
        text = node.children[0].text(source.text)
        yield Edit(node.start, node.end, f"seq_len(length({text}) - 1)")
    if node.word == ":" and len(node.children) in (2, 3):
        last = node.children[-1]
        text = last.text(source.text)
        yield Edit(last.start, last.end, f"({text} - 1)")


def drop_statement(node: Node, source: Source) -> Iterator[Edit]:
    """An update of what is kept is forgotten."""
    if not node.is_statement:
        return
    if node.kind == "assign" and _updates(node):
        yield Edit(node.start, node.end, _nothing(node, source))
    is_call = node.kind == "call" and source.language == "python"
    if is_call and node.word != "raise":
        yield Edit(node.start, node.end, _nothing(node, source))


def _updates(node: Node) -> bool:
    """Whether an assignment changes what was there before."""
    target = node.children[0]
    if node.word not in ("=", "<-") or target.kind in ("index", "member"):
        return True
    function = next((n for n in node.ancestors() if n.kind == "function"), None)
    if function is None or target.kind != "name":
        return False
    return any(
        other.word == target.word
        for child in function.children
        for other in child.walk()
        if other.start < node.start and other.kind in ("name", "parameter")
    )


def _nothing(node: Node, source: Source) -> str:
    siblings = node.parent.children if node.parent is not None else []
    alone = source.language == "python" and len(siblings) == 1
    return "pass" if alone else {"python": "pass"}.get(source.language, "")


def end_loop(node: Node, source: Source) -> Iterator[Edit]:
    """A loop returns after its first round."""
    if node.kind != "for":
        return
    body = node.children[-1]
    if source.language == "python" and body.children:
        column = body.start - source.text.rfind("\n", 0, body.start) - 1
        if source.text[body.start - column : body.start].strip() == "":
            words = f"\n{' ' * column}break"
            yield Edit(body.end, body.end, words)
    if source.language == "r":
        inner = body.text(source.text)
        yield Edit(body.start, body.end, f"{{ {inner}\n break }}")
    if source.language == "octave" and body.kind == "block":
        yield Edit(body.end, body.end, " break;\n")


def change_default(node: Node, source: Source) -> Iterator[Edit]:
    """A default is another one."""
    if node.kind != "parameter" or not node.children:
        return
    default = node.children[0]
    text = default.text(source.text)
    turned = {
        "True": "False",
        "False": "True",
        "TRUE": "FALSE",
        "FALSE": "TRUE",
        "true": "false",
        "false": "true",
        '"mean"': '"sum"',
    }
    if default.kind == "number":
        yield Edit(default.start, default.end, repr(_doubled(text)))
    elif text in turned:
        yield Edit(default.start, default.end, turned[text])


def _doubled(text: str) -> float:
    number = float(text.rstrip("L"))
    is_share = 0.5 < number <= 1
    return number / 2 if is_share else 2 * number or 1.0
