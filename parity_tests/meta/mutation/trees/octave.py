"""Read Octave by the grammar of MATLAB, which tree-sitter has.

Where Octave writes what MATLAB does not know, the parser is given MATLAB's
way of saying it, letter for letter as long: `#` opens a comment like `%`,
`endfunction` is `end`, `!` is `~`.  So all places stay what they are.
"""

from __future__ import annotations

import re

import tree_sitter
import tree_sitter_matlab

from .tree import Node

PARSER = tree_sitter.Parser(tree_sitter.Language(tree_sitter_matlab.language()))
ENDS = (
    "endif|endfor|endwhile|endfunction|endswitch|end_try_catch|"
    "end_unwind_protect"
)
TOKEN = re.compile(
    r"(?P<comment>[#%][^\n]*)|(?P<more>\.\.\.[^\n]*\n)|"
    r'(?P<text>"(?:\\.|[^"\\\n])*")|'
    r"(?P<quotes>(?<=[\w)\]}.'])'+)|(?P<letters>'(?:''|[^'\n])*')|"
    rf"(?P<end>\b(?:{ENDS})\b)|(?P<is_not>!=)|(?P<no>!)|"
    r"(?P<update>[-+*/^|]=(?!=))|(?P<each>\bfor \[[\w~]+, \w+\])|"
    r"(?P<keep>\bpersistent \w+ =)|(?P<count>\+\+)|"
    r"(?P<open>[([{])|(?P<close>[)\]}])|(?P<line>\n)"
)
HEAD = re.compile(r"^(function (?:[^=\n]+= )?\w+ \()([^\n]*)$", re.MULTILINE)
LEAVES = {
    "identifier": "name",
    "command_name": "name",
    "number": "number",
    "string": "text",
}
GIVEN = re.compile(r" = (\w+ \(\w*\)|[^,()]+)(?=[,)])")
DEFAULT = re.compile(r"(?<=\w) = (\w+ \(\w*\)|[^,()]+)(?=[,)])")


def as_matlab(text: str) -> str:
    """Say in MATLAB what MATLAB does not know, letter for letter as long."""
    depth: list[str] = []

    def instead(token: re.Match[str]) -> str:
        word, kind = token.group(), token.lastgroup
        if kind == "comment":
            return " " * len(word) if depth else "%" + word[1:]
        if kind in ("text", "letters"):
            return word[0] + "x" * (len(word) - 2) + word[-1]
        if kind == "open":
            depth.append(word)
        elif kind == "close" and depth:
            depth.pop()
        elif kind == "line" and depth[-1:] == ["("]:
            return " "
        return {
            "more": " " * len(word),
            "end": "end".ljust(len(word)),
            "is_not": "~=",
            "no": "~",
            "update": " =",
            "each": f"for {'k' * (len(word) - 4)}",
            "keep": word.replace("persistent", " " * 10),
            "count": "  ",
        }.get(kind or "", word)

    return _without_defaults(TOKEN.sub(instead, text))


def _without_defaults(text: str) -> str:
    """MATLAB has no defaults: leave the names of parameters alone."""

    def bare(head: re.Match[str]) -> str:
        return head[1] + DEFAULT.sub(lambda d: " " * len(d[0]), head[2])

    return HEAD.sub(bare, text)


def parse(text: str) -> Node:
    """Make a tree of a file, without its tests."""
    same = re.sub(r"[^\x00-\x7f]", "x", as_matlab(text))
    return _Reader(text, PARSER.parse(same.encode())).read()


class _Reader:
    def __init__(self, text: str, tree: tree_sitter.Tree) -> None:
        self._text, self._tree = text, tree
        self._variables: set[str] = set()

    def read(self) -> Node:
        body = self._nodes(self._tree.root_node.named_children)
        return Node("block", 0, len(self._text), "", body)

    def unread(self) -> list[str]:
        """Pieces that the grammar could not read."""
        found, waiting = [], [self._tree.root_node]
        while waiting:
            node = waiting.pop()
            if node.is_error or node.is_missing:
                found.append(self._word(node))
            waiting += node.children
        return found

    def _word(self, node: tree_sitter.Node) -> str:
        return self._text[node.start_byte : node.end_byte]

    def _nodes(self, nodes: list[tree_sitter.Node | None]) -> list[Node]:
        return [
            self._node(n)
            for n in nodes
            if n is not None and n.type != "comment"
        ]

    def _node(self, node: tree_sitter.Node) -> Node:
        broken = node.is_error or any(c.is_error for c in node.children)
        read = None if broken else getattr(self, f"_{node.type}", None)
        if read is not None:
            kind, word, children = read(node)
        elif node.type in LEAVES:
            kind, word, children = LEAVES[node.type], self._word(node), []
        else:
            kind, word = "other", ""
            children = self._nodes(node.named_children)
        made = Node(kind, node.start_byte, node.end_byte, word, children)
        above = node.parent
        made.is_statement = above is not None and above.type == "block"
        return made

    def _binary_operator(
        self, node: tree_sitter.Node
    ) -> tuple[str, str, list[Node]]:
        word = next(self._word(c) for c in node.children if not c.is_named)
        return "binary", word, self._nodes(node.named_children)

    _comparison_operator = _boolean_operator = _binary_operator

    def _unary_operator(
        self, node: tree_sitter.Node
    ) -> tuple[str, str, list[Node]]:
        word = self._word(node.children[0])
        return "unary", word, self._nodes(node.named_children)

    _not_operator = _unary_operator

    def _postfix_operator(
        self, node: tree_sitter.Node
    ) -> tuple[str, str, list[Node]]:
        return "transpose", "'", self._nodes(node.named_children)

    def _function_call(
        self, node: tree_sitter.Node
    ) -> tuple[str, str, list[Node]]:
        name = node.child_by_field_name("name")
        given = [c for c in node.children if c.type == "arguments"]
        arguments = self._nodes(given[0].named_children) if given else []
        assert name is not None
        word = self._word(name)
        is_index = node.children[1].type == "{" or word in self._variables
        if name.type != "identifier" or is_index or self._is_field(node):
            return "index", word, [self._node(name), *arguments]
        return "call", word, arguments

    def _is_field(self, node: tree_sitter.Node) -> bool:
        above = node.parent
        return above is not None and above.type == "field_expression"

    def _field_expression(
        self, node: tree_sitter.Node
    ) -> tuple[str, str, list[Node]]:
        parts = [node.child_by_field_name("object")]
        field = node.child_by_field_name("field")
        if field is not None and field.type != "identifier":
            parts.append(field)
        return "member", self._word(node), self._nodes(parts)

    def _assignment(
        self, node: tree_sitter.Node
    ) -> tuple[str, str, list[Node]]:
        left = node.child_by_field_name("left")
        right = node.child_by_field_name("right")
        assert left is not None
        assert right is not None
        between = self._text[left.end_byte : right.start_byte].strip()
        word = between.partition(" ")[0] if between[-1:] == "=" else "="
        return "assign", word, self._nodes([left, right])

    def _for_statement(
        self, node: tree_sitter.Node
    ) -> tuple[str, str, list[Node]]:
        parts = []
        for child in node.named_children:
            parts += (
                child.named_children if child.type == "iterator" else [child]
            )
        return "for", "", self._nodes(parts)

    def _if_statement(
        self, node: tree_sitter.Node
    ) -> tuple[str, str, list[Node]]:
        return "if", "", self._nodes(node.named_children)

    _elseif_clause = _if_statement

    def _block(self, node: tree_sitter.Node) -> tuple[str, str, list[Node]]:
        return "block", "", self._nodes(node.named_children)

    def _while_statement(
        self, node: tree_sitter.Node
    ) -> tuple[str, str, list[Node]]:
        return "while", "", self._nodes(node.named_children)

    def _range(self, node: tree_sitter.Node) -> tuple[str, str, list[Node]]:
        kind = "binary" if len(node.named_children) == 2 else "other"
        return kind, ":", self._nodes(node.named_children)

    def _function_definition(
        self, node: tree_sitter.Node
    ) -> tuple[str, str, list[Node]]:
        name = node.child_by_field_name("name")
        assert name is not None
        self._variables = _variables(self, node)
        parts = {child.type: child for child in node.named_children}
        given = parts.get("function_arguments")
        names = [] if given is None else given.named_children
        parameters = [self._parameter(n) for n in names]
        body = self._nodes([parts.get("block")])
        return "function", self._word(name), [*parameters, *body]

    def _parameter(self, node: tree_sitter.Node) -> Node:
        """A parameter, with the default that MATLAB does not know."""
        given = []
        found = GIVEN.match(self._text, node.end_byte)
        if found is not None:
            word = found[1]
            kind = "number" if word[0].isdigit() else "other"
            kind = "text" if word[0] == '"' else kind
            kind = "truth" if word in ("true", "false") else kind
            given = [Node(kind, found.start(1), found.end(1), word)]
        start, end = node.start_byte, node.end_byte
        return Node("parameter", start, end, self._word(node), given)


def _variables(reader: _Reader, node: tree_sitter.Node) -> set[str]:
    """Names of a function's parameters, and of what it assigns."""
    found, waiting = set(), list(node.children)
    while waiting:
        child = waiting.pop()
        if child.type in ("function_arguments", "iterator"):
            found.update(reader._word(c) for c in child.children if c.is_named)
        if child.type == "assignment":
            left = child.child_by_field_name("left")
            assert left is not None
            found.update(re.findall(r"\w+", reader._word(left))[:1])
            if left.type == "multioutput_variable":
                found.update(re.findall(r"\w+", reader._word(left)))
        waiting += child.children
    return found


def unread(text: str) -> list[str]:
    """What of a file cannot be read."""
    same = re.sub(r"[^\x00-\x7f]", "x", as_matlab(text))
    return _Reader(text, PARSER.parse(same.encode())).unread()
