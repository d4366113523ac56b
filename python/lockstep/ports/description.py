"""What a port says of itself: port.json, see docs/protocol.md."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..cases.contract import contract
from ..cases.schema import check_fields, unknown
from ..errors import InputError
from ..files.paths import fixtures_root
from ..files.plain_text import one_line
from ..files.strict_json import JsonObject, read_object
from ..languages import LANGUAGES

if TYPE_CHECKING:  # the process that hosts a language needs no cases
    from ..cases.load import TrainingCase

# Words for what the case schema says with numbers.
EXTRA_CAPABILITIES = (
    "sum",
    "l2_penalty",
    "dropout",
    "batches",
    "random_stream",
)
EVERYTHING = "*"
# Kinds of arguments and results that files of numbers can carry.
IN_FILES = {
    "array",
    "count",
    "counts",
    "flag",
    "indices",
    "labels",
    "matrices",
    "matrix",
    "network",
    "number",
    "optimizer",
    "text",
    "vector",
}
TRIVIAL = ("mean", "constant_decay")


@dataclass(frozen=True)
class KnownFailure:
    """A case at which a port is known to fail at a level, and why."""

    case: str
    level: int
    reason: str
    link: str = ""


@dataclass(frozen=True)
class PortDescription:
    """A program to judge, and what it claims.

    Attributes
    ----------
    file : Path
        Its port.json, absolute.
    name, language, version, homepage : str
    level : int
        From 0 to 3.
    command : tuple of str
        Ready to run; the case file and the output folder are added.  Empty
        where a bridge reaches the port.
    capabilities, operations : frozenset of str
    known_failures : tuple of KnownFailure
    sources : dict
        By operation: file, first_line and text of its code.
    bridge : str
        What reaches it, of `languages`; empty for a program.
    source : Path or None
        Folder of the sources that the bridge loads, absolute; None is the
        installed package.
    text : bool
        Whether a program wants every array as CSV, too.
    """

    file: Path
    name: str
    language: str
    version: str
    homepage: str
    level: int
    command: tuple[str, ...]
    capabilities: frozenset[str]
    operations: frozenset[str]
    known_failures: tuple[KnownFailure, ...]
    sources: dict[str, JsonObject] = field(default_factory=dict)
    bridge: str = ""
    source: Path | None = None
    text: bool = False

    def known_failure(self, case: str, level: int) -> KnownFailure | None:
        """Find what is known of a case at a level."""
        for failure in self.known_failures:
            if (failure.case, failure.level) == (case, level):
                return failure
        return None


def read_port(file: str | Path) -> PortDescription:
    """Read a port.json, or that of a folder.

    Raises
    ------
    InputError
        Says in a line what cannot be used, where, and what would be right.
    """
    path = Path(file)
    path = path / "port.json" if path.is_dir() else path
    if not path.is_file():
        raise InputError(
            f"{path}: no such file; `lockstep new-port` writes one"
        )
    fields = read_object(path)
    check_fields(path, fields, "port")
    command = _command(path, fields)
    able = _words(path, "capability", fields["capabilities"], capabilities())
    # A bridge carries whatever a function takes and returns.
    known = askable_operations() if command else _all_operations()
    declared = fields.get("operations", [])
    operations = _words(path, "operation", declared, known)
    sources = fields.get("sources", {})
    _words(path, "operation", list(sources), _all_operations())
    return PortDescription(
        file=path.resolve(),
        name=fields["name"],
        language=fields["language"],
        version=fields["version"],
        homepage=fields.get("homepage", ""),
        level=fields["level"],
        command=tuple(_filled(path, word) for word in command),
        bridge=fields.get("bridge", ""),
        source=_source_folder(path, fields),
        text=fields.get("text", False),
        capabilities=able,
        operations=operations,
        known_failures=tuple(
            KnownFailure(**entry) for entry in fields.get("known_failures", [])
        ),
        sources={
            operation: _source(path, operation, place)
            for operation, place in sources.items()
        },
    )


def _command(path: Path, fields: JsonObject) -> list[str]:
    """Refuse a port that is neither a program nor behind a bridge."""
    known = [language.bridge for language in LANGUAGES.values()]
    if "bridge" in fields and fields["bridge"] not in known:
        raise InputError(
            f"{path}: {unknown('bridge', fields['bridge'], known)}"
        )
    if "command" not in fields and "bridge" not in fields:
        raise InputError(
            f"{path}: 'command' is missing: the program that is the port"
        )
    if "command" in fields and "bridge" in fields:
        raise InputError(
            f"{path}: expected 'command' or 'bridge', got both; a program "
            "needs no bridge"
        )
    return list(fields.get("command", []))


def _source_folder(path: Path, fields: JsonObject) -> Path | None:
    """Find the sources that a bridge loads; a Python package is installed."""
    if "source" in fields:
        return (path.parent / fields["source"]).resolve()
    if fields.get("bridge", "python") != "python":
        raise InputError(
            f"{path}: 'source' is missing: the folder that {fields['bridge']} "
            "loads, such as '.'"
        )
    return None


def _source(path: Path, operation: str, place: dict[str, str]) -> JsonObject:
    """Cut the code of an operation out of a port's file."""

    def refused(why: str) -> InputError:
        told = f"{operation}: {place['file']}: {why}"
        return InputError(f"{path}: sources: {one_line(told)}")

    file = path.parent / place["file"]
    if not file.resolve().is_relative_to(path.resolve().parent):
        raise refused("outside the folder of port.json")
    if not file.is_file():
        raise refused("no such file")
    lines = file.read_text("utf-8", errors="replace").splitlines()
    first = _line(lines, 0, place["from"])
    if first is None:
        raise refused(f"no line begins with '{place['from']}'")
    end = place.get("to")
    last = first if end is None else _line(lines, first + 1, end)
    text = "\n".join(lines[first : len(lines) if last is None else last + 1])
    return {"file": place["file"], "first_line": first + 1, "text": text}


def _line(lines: list[str], start: int, words: str) -> int | None:
    """Find the next line that begins with some words."""
    numbers = range(start, len(lines))
    return next((n for n in numbers if lines[n].startswith(words)), None)


def capabilities() -> list[str]:
    """Every word that a port may declare."""
    return _schema_words(fixtures_root())


@cache
def _schema_words(root: Path) -> list[str]:
    text = (root / "schema" / "case.schema.json").read_text("utf-8")
    definitions = json.loads(text)["$defs"]
    network = definitions["network"]["properties"]
    optimizer = definitions["optimizer"]["properties"]
    words = [
        *network["activations"]["items"]["enum"],
        *network["loss"]["enum"],
        *optimizer["name"]["enum"],
        *map(decay_word, optimizer["schedule"]["enum"]),
        *EXTRA_CAPABILITIES,
    ]
    return [word for word in words if word not in TRIVIAL]


def decay_word(schedule: str) -> str:
    """Name a schedule: `step` alone is an activation."""
    return f"{schedule}_decay"


def _all_operations() -> list[str]:
    return list(contract())


def askable_operations() -> list[str]:
    """Operations that numbers in files can ask for and answer."""
    return [name for name, entry in contract().items() if _is_askable(entry)]


def _is_askable(entry: JsonObject) -> bool:
    kinds = {item["kind"] for item in (*entry["arguments"], *entry["returns"])}
    return entry["comparison"] in ("equal", "bounded") and kinds <= IN_FILES


def needs(case: TrainingCase) -> list[str]:
    """Capabilities that a training case asks for, in a fixed order."""
    network, optimizer = case.network, case.optimizer
    named = {
        *network.activations,
        network.loss,
        network.reduction,
        optimizer.name,
        decay_word(optimizer.schedule),
    }
    named |= {"l2_penalty"} if network.l2_penalty > 0 else set()
    named |= {"dropout"} if network.keep_prob < 1 else set()
    named |= {"batches"} if has_batches(case) else set()
    return [word for word in capabilities() if word in named]


def undeclared(port: PortDescription | None, case: TrainingCase) -> list[str]:
    """What a case asks for and a port lacks; one undescribed lacks nothing."""
    able = capabilities() if port is None else port.capabilities
    return [word for word in needs(case) if word not in able]


def has_batches(case: TrainingCase) -> bool:
    """Whether a step trains on a part of the samples."""
    return bool(case.batch_size < case.X.shape[1])


def _words(
    path: Path, noun: str, words: Iterable[str], known: list[str]
) -> frozenset[str]:
    """Check declared words; "*" stands for all that there are."""
    for word in words:
        if word not in (*known, EVERYTHING):
            raise InputError(f"{path}: {unknown(noun, word, known)}")
    return frozenset(known if EVERYTHING in words else words)


def _filled(path: Path, word: str) -> str:
    folder = str(path.resolve().parent)
    return word.replace("{folder}", folder).replace("{python}", sys.executable)
