"""Read R by R's own parser."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import NamedTuple

from .tree import Node

BINARY = {
    **{f"'{op}'": op for op in ("+", "-", "*", "/", "^", ":", "~")},
    "GT": ">",
    "GE": ">=",
    "LT": "<",
    "LE": "<=",
    "EQ": "==",
    "NE": "!=",
    "AND": "&",
    "AND2": "&&",
    "OR": "|",
    "OR2": "||",
    "SPECIAL": "",
}
TRUTHS = ("TRUE", "FALSE")
ASSIGN = ("LEFT_ASSIGN", "EQ_ASSIGN")


class Piece(NamedTuple):
    """A row of R's parse data."""

    start: int
    end: int
    token: str
    parts: list[int]


def parse_all(files: list[Path]) -> list[tuple[str, Node]]:
    """Make a tree of each file; R starts once."""
    script = Path(__file__).with_name("parse_data.R")
    done = subprocess.run(
        ["Rscript", "--vanilla", str(script), *map(str, files)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    parts = done.stdout.split("file ")[1:]
    found = []
    for file, rows in zip(files, parts, strict=True):
        text = file.read_text("utf-8")
        found.append((text, _tree(text, rows.splitlines()[1:])))
    return found


def _tree(text: str, rows: list[str]) -> Node:
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    pieces: dict[int, Piece] = {0: Piece(0, len(text), "file", [])}
    parents = {}
    for row in rows:
        line1, col1, line2, col2, own, parent, token = row.split("\t")
        start = starts[int(line1) - 1] + int(col1) - 1
        end = starts[int(line2) - 1] + int(col2)
        pieces[int(own)] = Piece(start, end, token, [])
        parents[int(own)] = max(0, int(parent))
    for own, parent in parents.items():
        if pieces[own].token != "COMMENT":
            pieces[parent].parts.append(own)
    for piece in pieces.values():
        piece.parts.sort(key=lambda own: pieces[own].start)
    return _Reader(text, pieces).read()


class _Reader:
    def __init__(self, text: str, pieces: dict[int, Piece]) -> None:
        self._text, self._pieces = text, pieces

    def read(self) -> Node:
        body = [self._node(part) for part in self._pieces[0].parts]
        for statement in body:
            statement.is_statement = True
        return Node("block", 0, len(self._text), "", body)

    def _word(self, own: int) -> str:
        piece = self._pieces[own]
        return self._text[piece.start : piece.end]

    def _node(self, own: int) -> Node:
        piece = self._pieces[own]
        kind, word, children = self._read(own, piece)
        return Node(kind, piece.start, piece.end, word, children)

    def _read(self, own: int, piece: Piece) -> tuple[str, str, list[Node]]:
        tokens = [self._pieces[part].token for part in piece.parts]
        if not tokens:
            return self._leaf(own, piece.token)
        if len(tokens) == 1:
            return self._read(piece.parts[0], self._pieces[piece.parts[0]])
        for test in (self._function, self._control, self._call, self._operator):
            found = test(piece.parts, tokens)
            if found is not None:
                return found
        return "other", "", self._expressions(piece.parts)

    def _leaf(self, own: int, token: str) -> tuple[str, str, list[Node]]:
        word = self._word(own)
        if token == "NUM_CONST":
            return (
                ("truth" if word in TRUTHS else "number"),
                word,
                [],
            )
        kinds = {"SYMBOL": "name", "STR_CONST": "text"}
        return kinds.get(token, "other"), word, []

    def _expressions(self, parts: list[int]) -> list[Node]:
        kept = ("expr", "forcond", "expr_or_assign_or_help", "equal_assign")
        return [
            self._node(part)
            for part in parts
            if self._pieces[part].token in kept
        ]

    def _function(
        self, parts: list[int], tokens: list[str]
    ) -> tuple[str, str, list[Node]] | None:
        if tokens[0] not in ("FUNCTION", "'\\\\'"):
            return None
        found = []
        for number, token in enumerate(tokens):
            if token == "SYMBOL_FORMALS":
                piece = self._pieces[parts[number]]
                given = tokens[number + 1] == "EQ_FORMALS"
                default = [self._node(parts[number + 2])] if given else []
                word = self._word(parts[number])
                found.append(
                    Node("parameter", piece.start, piece.end, word, default)
                )
        return "function", "", [*found, self._node(parts[-1])]

    def _control(
        self, parts: list[int], tokens: list[str]
    ) -> tuple[str, str, list[Node]] | None:
        if tokens[0] == "FOR":
            head = self._expressions(self._pieces[parts[1]].parts)
            return "for", "", [*head, self._node(parts[-1])]
        if tokens[0] in ("IF", "WHILE"):
            return tokens[0].lower(), "", self._expressions(parts)
        if tokens[0] == "'{'":
            inner = self._expressions(parts)
            for statement in inner:
                statement.is_statement = True
            return "block", "{", inner
        return None

    def _call(
        self, parts: list[int], tokens: list[str]
    ) -> tuple[str, str, list[Node]] | None:
        if len(tokens) < 2 or tokens[1] not in ("'('", "'['", "LBB"):
            if len(tokens) > 1 and tokens[1] in ("'$'", "'@'"):
                return "member", self._word(parts[2]), [self._node(parts[0])]
            return None
        arguments = self._arguments(parts[2:], tokens[2:])
        if tokens[1] == "'('":
            word = self._word(parts[0])
            if word == "return":
                return "return", "", arguments
            if word == "t" and len(arguments) == 1:
                return "transpose", "t", arguments
            head = [] if word.isidentifier() else [self._node(parts[0])]
            callee = [
                Node("callee", node.start, node.end, word, [node])
                for node in head
            ]
            return "call", word, [*arguments, *callee]
        return "index", tokens[1], [self._node(parts[0]), *arguments]

    def _arguments(self, parts: list[int], tokens: list[str]) -> list[Node]:
        found, number = [], 0
        while number < len(tokens):
            if tokens[number] == "SYMBOL_SUB" and "EQ_SUB" in tokens[number:]:
                start = self._pieces[parts[number]].start
                inner = self._node(parts[number + 2])
                word = self._word(parts[number])
                found.append(Node("keyword", start, inner.end, word, [inner]))
                number += 3
            elif tokens[number] == "expr":
                found.append(self._node(parts[number]))
                number += 1
            else:
                number += 1
        return found

    def _operator(
        self, parts: list[int], tokens: list[str]
    ) -> tuple[str, str, list[Node]] | None:
        if len(parts) == 3 and tokens[1] in ASSIGN:
            target, value = self._node(parts[0]), self._node(parts[2])
            if value.kind == "function":
                value.word = self._word(parts[0])
            return "assign", "<-", [target, value]
        if len(parts) == 3 and tokens[1] in BINARY:
            word = BINARY[tokens[1]] or self._word(parts[1])
            return "binary", word, [self._node(p) for p in parts[::2]]
        if len(parts) == 2 and tokens[0] in ("'-'", "'!'"):
            return "unary", tokens[0][1], [self._node(parts[1])]
        if tokens[0] == "'('":
            return "parenthesis", "", self._expressions(parts)
        return None
