"""Read Python by Python's own parser."""

from __future__ import annotations

import ast

from .tree import Node

BINARY = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.MatMult: "@",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.And: "and",
    ast.Or: "or",
    ast.BitAnd: "&",
    ast.BitOr: "|",
    ast.BitXor: "^",
    ast.RShift: ">>",
    ast.LShift: "<<",
}


def parse(text: str) -> Node:
    """Make a tree of a module."""
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self._lines = text.splitlines(keepends=True)
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line))
        self._text = text

    def read(self) -> Node:
        body = [self._node(n) for n in ast.parse(self._text).body]
        return Node("block", 0, len(self._text), "", body)

    def _place(self, line: int, column: int) -> int:
        """Offset in letters; Python counts bytes."""
        before = self._lines[line - 1].encode()[:column].decode()
        return self._starts[line - 1] + len(before)

    def _span(self, node: ast.AST) -> tuple[int, int]:
        start = self._place(node.lineno, node.col_offset)  # type: ignore[attr-defined]
        end = self._place(node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]
        return start, end

    def _nodes(self, *nodes: ast.AST | None) -> list[Node]:
        return [self._node(node) for node in nodes if node is not None]

    def _node(self, node: ast.AST) -> Node:
        name = f"_{type(node).__name__.lower()}"
        kind, word, children = getattr(self, name, self._other)(node)
        if isinstance(node, ast.keyword) or hasattr(node, "lineno"):
            start, end = self._span(node)
        else:  # slices' parts and such: as wide as what they hold
            start = min((c.start for c in children), default=0)
            end = max((c.end for c in children), default=0)
        made = Node(kind, start, end, word, children)
        made.is_statement = isinstance(node, ast.stmt)
        return made

    def _other(self, node: ast.AST) -> tuple[str, str, list[Node]]:
        kept = [n for n in ast.iter_child_nodes(node) if _is_placed(n)]
        return "other", "", self._nodes(*kept)

    def _binop(self, node: ast.BinOp) -> tuple[str, str, list[Node]]:
        word = BINARY[type(node.op)]
        return "binary", word, self._nodes(node.left, node.right)

    def _boolop(self, node: ast.BoolOp) -> tuple[str, str, list[Node]]:
        if len(node.values) > 2:
            return self._other(node)
        return "binary", BINARY[type(node.op)], self._nodes(*node.values)

    def _compare(self, node: ast.Compare) -> tuple[str, str, list[Node]]:
        word = BINARY.get(type(node.ops[0]), "")
        if not word or len(node.ops) > 1:
            return self._other(node)
        return "binary", word, self._nodes(node.left, *node.comparators)

    def _unaryop(self, node: ast.UnaryOp) -> tuple[str, str, list[Node]]:
        word = {ast.USub: "-", ast.Not: "not", ast.Invert: "~"}
        return "unary", word.get(type(node.op), ""), self._nodes(node.operand)

    def _call(self, node: ast.Call) -> tuple[str, str, list[Node]]:
        function = node.func
        word = (
            function.attr
            if isinstance(function, ast.Attribute)
            else getattr(function, "id", "")
        )
        inner = [self._node(function)] if word == "" else []
        if isinstance(function, ast.Attribute):
            whole = self._node(function)
            inner = [Node("callee", whole.start, whole.end, word, [whole])]
        arguments = self._nodes(*node.args, *node.keywords)
        return "call", word, [*arguments, *inner]

    def _keyword(self, node: ast.keyword) -> tuple[str, str, list[Node]]:
        return "keyword", node.arg or "", self._nodes(node.value)

    def _attribute(self, node: ast.Attribute) -> tuple[str, str, list[Node]]:
        kind = "transpose" if node.attr == "T" else "member"
        return kind, node.attr, self._nodes(node.value)

    def _subscript(self, node: ast.Subscript) -> tuple[str, str, list[Node]]:
        return "index", "", self._nodes(node.value, node.slice)

    def _constant(self, node: ast.Constant) -> tuple[str, str, list[Node]]:
        value = node.value
        if isinstance(value, bool):
            return "truth", str(value), []
        if isinstance(value, (int, float)):
            start, end = self._span(node)
            return "number", self._text[start:end], []
        return ("text" if isinstance(value, (str, bytes)) else "other"), "", []

    def _joinedstr(self, node: ast.JoinedStr) -> tuple[str, str, list[Node]]:
        return "text", "", []

    def _name(self, node: ast.Name) -> tuple[str, str, list[Node]]:
        return "name", node.id, []

    def _assign(self, node: ast.Assign) -> tuple[str, str, list[Node]]:
        if len(node.targets) > 1:
            return self._other(node)
        return "assign", "=", self._nodes(node.targets[0], node.value)

    def _annassign(self, node: ast.AnnAssign) -> tuple[str, str, list[Node]]:
        return "assign", "=", self._nodes(node.target, node.value)

    def _augassign(self, node: ast.AugAssign) -> tuple[str, str, list[Node]]:
        word = f"{BINARY[type(node.op)]}="
        return "assign", word, self._nodes(node.target, node.value)

    def _return(self, node: ast.Return) -> tuple[str, str, list[Node]]:
        return "return", "", self._nodes(node.value)

    def _raise(self, node: ast.Raise) -> tuple[str, str, list[Node]]:
        return "call", "raise", []

    def _for(self, node: ast.For) -> tuple[str, str, list[Node]]:
        head = self._nodes(node.target, node.iter)
        return "for", "", [*head, self._block(node.body)]

    def _if(self, node: ast.If) -> tuple[str, str, list[Node]]:
        parts = [self._node(node.test), self._block(node.body)]
        if node.orelse:
            parts.append(self._block(node.orelse))
        return "if", "", parts

    def _while(self, node: ast.While) -> tuple[str, str, list[Node]]:
        return "while", "", [self._node(node.test), self._block(node.body)]

    def _ifexp(self, node: ast.IfExp) -> tuple[str, str, list[Node]]:
        return "if", "", self._nodes(node.test, node.body, node.orelse)

    def _block(self, body: list[ast.stmt]) -> Node:
        inner = self._nodes(*body)
        return Node("block", inner[0].start, inner[-1].end, "", inner)

    def _functiondef(
        self, node: ast.FunctionDef
    ) -> tuple[str, str, list[Node]]:
        given = node.args
        plain = [*given.posonlyargs, *given.args]
        defaults = [None] * (len(plain) - len(given.defaults))
        pairs = zip(plain, [*defaults, *given.defaults], strict=True)
        parameters = [
            self._parameter(argument, default)
            for argument, default in [
                *pairs,
                *zip(given.kwonlyargs, given.kw_defaults, strict=True),
            ]
        ]
        return "function", node.name, [*parameters, self._block(node.body)]

    def _parameter(self, argument: ast.arg, default: ast.expr | None) -> Node:
        start, end = self._span(argument)
        return Node("parameter", start, end, argument.arg, self._nodes(default))

    def _classdef(self, node: ast.ClassDef) -> tuple[str, str, list[Node]]:
        return "function", node.name, [self._block(node.body)]


def _is_placed(node: ast.AST) -> bool:
    return hasattr(node, "lineno") or any(
        _is_placed(child) for child in ast.iter_child_nodes(node)
    )
