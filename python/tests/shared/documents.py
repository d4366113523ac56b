"""What the documentation of a public function says, in each language."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import firstprinciples

LANGUAGES = ("python", "r", "octave")


@dataclass(frozen=True)
class Document:
    """The parts of one function's documentation, as plain text."""

    arguments: dict[str, str]
    result: str
    errors: str | None  # None where the contract alone says them
    source: str

    def lacks(self, operation: dict[str, Any]) -> list[str]:
        """Name what a contract's operation has and this does not say."""
        arguments, returns = operation["arguments"], operation["returns"]
        names = [item["name"] for item in arguments]
        others = [name for name in self.arguments if name not in names]
        lacks = [f"{name}: no argument" for name in others]
        for item in arguments:
            text = self.arguments.get(item["name"], "")
            lacks += _unsaid(item["name"], text, item.get("shape", ""))
        for item in returns:
            lacks += _unsaid("result", self.result, item.get("shape", ""))
        return lacks if self.errors != "" else [*lacks, "errors"]


def _unsaid(name: str, text: str, shape: str) -> list[str]:
    """Say whether a text or its shape is missing: 2 x 3, (2, 3), 2 values."""
    if not text:
        return [name]
    said, sizes = (
        [word for word in re.findall(r"(?<![@\\])\b\w+", part) if word != "x"]
        for part in (text, shape)
    )
    at = range(len(said) - len(sizes) + 1)
    found = any(said[k : k + len(sizes)] == sizes for k in at)
    return [] if found else [f"{name}: {shape}"]


def read_document(root: Path, language: str, stem: str, name: str) -> Document:
    """Read a function's documentation from a repository's files."""
    if language == "python":  # the contract has completed it
        return python_document(getattr(firstprinciples, name).__doc__)
    if language == "r":
        return r_document((root / f"r/man/{name}.Rd").read_text("utf-8"))
    file = root / f"octave/inst/{stem}/{name}.m"
    return octave_document(file.read_text("utf-8"))


def python_document(docstring: str) -> Document:
    """Read a docstring of numpydoc."""
    parts = re.split(r"^(\w+)\n-+\n", inspect.cleandoc(docstring), flags=re.M)
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    arguments = {
        name: f"{names} {text}"
        for names, text in _items(sections.get("Parameters", ""))
        for name in names.partition(" :")[0].split(", ")
    }
    raised = dict(_items(sections.get("Raises", "")))
    return Document(
        arguments,
        _plain(sections.get("Returns", "")),
        raised.get("ValueError", ""),
        _plain(sections.get("References", "")) or _python_source(parts[0]),
    )


def _python_source(text: str) -> str:
    paragraphs = text.strip().split("\n\n")
    sources = [p for p in paragraphs if p.startswith("Source: ")]
    return _plain(" ".join(sources)).removeprefix("Source: ")


def _items(section: str) -> list[tuple[str, str]]:
    """Cut a section at the lines that are not indented."""
    parts = re.split(r"^(\S.*)\n?", section, flags=re.M)
    items = zip(parts[1::2], parts[2::2], strict=True)
    return [(head, _plain(body)) for head, body in items]


def r_document(page: str) -> Document:
    """Read a page of R's manual, in which what is inherited stands, too."""

    def section(head: str) -> str:
        found = re.search(rf"^\\{head}\{{\n(.*?)^\}}", page, re.M | re.S)
        return found[1] if found else ""

    items = re.findall(
        r"^\\item\{([\w, ]+)\}\{(.*?)\}\n(?=\n|\Z)",
        section("arguments"),
        re.M | re.S,
    )
    arguments = {
        name: _plain(text)
        for names, text in items
        for name in names.split(", ")
    }
    return Document(
        arguments,
        _plain(section("value")),
        _plain(section(r"section\{Errors\}")),
        _plain(section("references")),
    )


def octave_document(file: str) -> Document:
    """Read a help text; what it says of a name are the paragraphs with it."""
    lines = re.findall(r"^## ?(.*)$", file.partition("\nfunction")[0], re.M)
    text = re.sub(r"@\n\s*", "", "\n".join(lines))
    text = re.split("@seealso|@end deftypefn", text)[0]
    heads = re.findall(r"^@deftypefnx? .*$", text, re.M)
    paragraphs = text.partition(heads[-1])[2].split("\n\n")
    raises = [p for p in paragraphs if p.startswith("Raises an error")]
    sources = [p for p in paragraphs if p.startswith("Source: ")]
    said = [p for p in paragraphs if p not in [*raises, *sources]]
    results, arguments = (
        {
            name: _plain(" ".join(p for p in said if f"@var{{{name}}}" in p))
            for name in re.findall(r"@var\{(\w+)\}", part)
        }
        for part in (_results(heads[0]), "".join(map(_arguments, heads)))
    )
    return Document(
        arguments,
        _plain(" ".join(results.values())) if all(results.values()) else "",
        None,
        _plain(" ".join(sources)).removeprefix("Source: "),
    )


def _results(head: str) -> str:
    return head.partition("=}")[0] if "=}" in head else ""


def _arguments(head: str) -> str:
    return head.rpartition("(")[2]


def _plain(text: str) -> str:
    return " ".join(text.split())
