"""Ways to break code that computes with arrays."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..trees.tree import Node, Source
from .edits import (
    ARITHMETIC,
    BOTH,
    BOUNDARIES,
    PRODUCTS,
    SUMS,
    TURNED,
    Edit,
    Operator,
    change_default,
    drop_operand,
    drop_sign,
    drop_statement,
    end_loop,
    move_constant,
    off_by_one,
    one_step_less,
    operands,
    replaced,
    swap_operands,
    turn_condition,
)

PAIRS = (
    ("sum", "mean"),
    ("max", "min"),
    ("maximum", "minimum"),
    ("pmax", "pmin"),
    ("argmax", "argmin"),
    ("which.max", "which.min"),
    ("cumsum", "cumprod"),
    ("any", "all"),
    ("floor", "ceil"),
    ("floor", "ceiling"),
    ("zeros", "ones"),
    ("zeros_like", "ones_like"),
    ("crossprod", "tcrossprod"),
    ("rowSums", "rowMeans"),
    ("colSums", "colMeans"),
    ("exp", "expm1"),
    ("log1p", "log"),
    ("tanh", "sin"),
    ("vstack", "hstack"),
    ("cbind", "rbind"),
    ("vertcat", "horzcat"),
)
OTHER = {one: other for one, other in PAIRS} | {
    other: one for one, other in PAIRS if other not in ("sin", "log")
}
DROPPED = ("sqrt", "abs", "fabs", "exp", "rev", "fliplr", "flipud", "sort")
OTHER_AXIS = {
    "rowSums": "colSums",
    "colSums": "rowSums",
    "rowMeans": "colMeans",
    "colMeans": "rowMeans",
    "nrow": "ncol",
    "ncol": "nrow",
    "rows": "columns",
    "columns": "rows",
    "max.col": "row",
}
# Octave's functions that take a dimension, and R's that take a margin.
BY_AXIS = ("sum", "mean", "max", "min", "cumsum", "any", "all", "size", "cat")
BY_MARGIN = ("apply", "sweep", "aperm", "slice.index")
SINGLE = {
    "python": "np.float64(np.float32({}))",
    "r": "signif({}, 7)",
    "octave": "double (single ({}))",
}
OTHERS = {"0": "1", "1": "0"}
OTHER_MARGIN = {"1": "2", "2": "1", "1L": "2L", "2L": "1L"}


def drop_transpose(node: Node, source: Source) -> Iterator[Edit]:
    """A transpose is forgotten."""
    if node.kind == "transpose":
        yield Edit(node.start, node.end, node.children[0].text(source.text))


def other_axis(node: Node, source: Source) -> Iterator[Edit]:
    """A sum goes along the other axis; rows are taken for columns."""
    above = node.parent
    if node.kind == "call" and node.word in OTHER_AXIS:
        yield _renamed(node, source, OTHER_AXIS[node.word])
    elif node.kind == "number" and above is not None:
        margin = OTHER_MARGIN.get(node.word)
        if above.kind == "keyword" and above.word in ("axis", "MARGIN"):
            table = OTHERS if above.word == "axis" else OTHER_MARGIN
            yield Edit(node.start, node.end, table.get(node.word, "0"))
        elif (
            above.kind == "index"
            and above.children[0].word == "shape"
            and node.word in OTHERS
        ):
            yield Edit(node.start, node.end, OTHERS[node.word])
        elif (
            above.kind == "call"
            and margin is not None
            and above.children.index(node) >= 1
            and above.word
            in (BY_AXIS if source.language == "octave" else ())
            + (BY_MARGIN if source.language == "r" else ())
        ):
            yield Edit(node.start, node.end, margin)


def _renamed(node: Node, source: Source, word: str) -> Edit:
    """A call of another function; the name stands before its arguments."""
    head = source.text[node.start : node.end]
    found = re.search(rf"(?<![\w.]){re.escape(node.word)}(?=\s*\()", head)
    if found is None:
        found = re.search(rf"\b{re.escape(node.word)}(?=\s*\()", head)
    assert found is not None, head
    return Edit(node.start + found.start(), node.start + found.end(), word)


def other_function(node: Node, source: Source) -> Iterator[Edit]:
    """A sum for a mean, a maximum for a minimum; log(x) for log1p(x)."""
    if node.kind == "call" and node.word in OTHER and node.children:
        word = OTHER[node.word]
        if word in ("ceil", "ceiling"):
            word = "ceiling" if source.language == "r" else "ceil"
        if word != "expm1" or source.text[node.start - 1] != "1":
            yield _renamed(node, source, word)


def drop_function(node: Node, source: Source) -> Iterator[Edit]:
    """A root, or a magnitude, is forgotten; log1p(x) for its long form."""
    if node.kind != "call" or not node.children:
        return
    inner = node.children[0].text(source.text)
    if node.word in DROPPED and node.word != "exp":
        yield Edit(node.start, node.end, f"({inner})")
    if node.word == "log1p":
        log = "np.log" if source.language == "python" else "log"
        yield Edit(node.start, node.end, f"{log}(1 + {inner})")
    if node.word == "expm1":
        exp = "np.exp" if source.language == "python" else "exp"
        yield Edit(node.start, node.end, f"({exp}({inner}) - 1)")


def other_product(node: Node, source: Source) -> Iterator[Edit]:
    """A matrix product becomes one of elements."""
    table = {"@": "*", "%*%": "*", ".*": "*"}
    if source.language == "octave" and node.word == "*":
        table = {"*": ".*"}
    yield from replaced(table)(node, source)


def other_variable(node: Node, source: Source) -> Iterator[Edit]:
    """A variable is taken for the next one that the function computes with."""
    above = node.parent
    if node.kind != "name" or above is None or not _is_operand(node):
        return
    names = [n for n in _computed_with(node) if n != node.word]
    if names:
        yield Edit(node.start, node.end, names[0])


def _is_operand(node: Node) -> bool:
    above = node.parent
    signs = ARITHMETIC | {*TURNED}
    return above is not None and above.kind == "binary" and above.word in signs


def _computed_with(node: Node) -> list[str]:
    """What else the function computes with; first what comes next."""
    function = next((n for n in node.ancestors() if n.kind == "function"), None)
    if function is None:
        return []
    known = {
        inner.word
        for inner in function.walk()
        if inner.kind == "parameter"
        or (inner.parent is not None and inner.parent.kind == "assign")
    }
    used = dict.fromkeys(
        inner.word
        for inner in function.walk()
        if inner.kind == "name" and _is_operand(inner) and inner.word in known
    )
    names = list(used)
    if node.word not in names:
        return []
    at = names.index(node.word)
    return names[at + 1 :] + names[:at]


def swap_arguments(node: Node, source: Source) -> Iterator[Edit]:
    """The first two arguments of a call change places."""
    plain = [
        child
        for child in node.children
        if child.kind not in ("keyword", "callee", "text")
    ]
    if node.kind != "call" or len(plain) < 2 or plain[0] is not _first(node):
        return
    if any(child.kind == "number" for child in plain[:2]):
        return
    one, other = (child.text(source.text) for child in plain[:2])
    between = source.text[plain[0].end : plain[1].start]
    if one != other:
        yield Edit(plain[0].start, plain[1].end, f"{other}{between}{one}")


def _first(node: Node) -> Node | None:
    return node.children[0] if node.children else None


def single_precision(node: Node, source: Source) -> Iterator[Edit]:
    """What is computed is kept in single precision."""
    above = node.parent
    if above is None or above.kind not in ("assign", "return"):
        return
    computed = node.kind == "binary" and node.word in (
        {"@", "%*%", "/", "./", ".*"} | {"**", "^", ".^"} | {"*", "+", "-"}
    )
    is_whole = any(n.kind == "index" for n in node.walk() if n.word == ":")
    if computed and operands(node) and not is_whole:
        wrong = SINGLE[source.language].format(node.text(source.text))
        if "import numpy as np" not in source.text:
            wrong = wrong.replace("np.", '__import__("numpy").')
        yield Edit(node.start, node.end, wrong)


OPERATORS: dict[str, Operator] = {
    "+ and -": replaced(SUMS),
    "* and /, powers": replaced(PRODUCTS),
    "dropped factor or term": drop_operand,
    "swapped operands": swap_operands,
    "dropped sign or not": drop_sign,
    "boundary of a comparison": replaced(BOUNDARIES),
    "turned comparison": replaced(TURNED),
    "and, or": replaced(BOTH),
    "turned condition": turn_condition,
    "constant, tenth digit": move_constant,
    "off by one": off_by_one,
    "shorter loop or range": one_step_less,
    "loop left early": end_loop,
    "dropped update": drop_statement,
    "changed default": change_default,
    "dropped transpose": drop_transpose,
    "another axis": other_axis,
    "another function": other_function,
    "dropped function": drop_function,
    "another product": other_product,
    "another variable": other_variable,
    "swapped arguments": swap_arguments,
    "single precision": single_precision,
}
