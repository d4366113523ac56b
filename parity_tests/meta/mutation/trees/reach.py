"""Which functions a change can reach: who names whom."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from .sources import sources
from .tree import Node


@cache
def named_by(language: str) -> dict[str, frozenset[str]]:
    """For each function or constant of a package: who names it."""
    mentions: dict[str, set[str]] = defaultdict(set)
    known = set()
    for source in sources(language):
        for name, nodes in source.functions().items():
            # Constants, and tables of functions, stand outside functions.
            for node in nodes:
                owner = name or _assigned(node)
                known.add(owner)
                for inner in node.walk():
                    if inner.kind in ("name", "call", "callee", "member"):
                        mentions[inner.word.split(".")[-1]].add(owner)
                        mentions[inner.word].add(owner)
                    if inner.kind == "function" and inner.word != owner:
                        mentions[owner].add(inner.word)
    return {
        name: frozenset(mentions[name] - {name})
        for name in known | mentions.keys()
        if name
    }


def _assigned(node: Node) -> str:
    target = node.children[0] if node.kind == "assign" else None
    return target.word if target is not None else ""


@cache
def reached_from(language: str, name: str) -> frozenset[str]:
    """The function itself, and all that call it, whoever is between."""
    found, waiting = {name}, [name]
    while waiting:
        for caller in named_by(language).get(waiting.pop(), ()):
            if caller and caller not in found:
                found.add(caller)
                waiting.append(caller)
    return frozenset(found)
