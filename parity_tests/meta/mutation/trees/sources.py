"""The sources of the three packages, as trees."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from planting import PACKAGES

from lockstep.files.paths import repository_root

from . import octave, python, r
from .tree import Source

LANGUAGES = ("python", "r", "octave")
# What the contract's checks, refusals and printed words are made of; the
# tests of `refusals` hold the languages to the same words.
NOT_MATHEMATICS = (
    "__init__",
    "__main__",
    "arguments",
    "calls",
    "case_fields",
    "contract",
    "firstprinciples-package",
    "kinds",
    "pictures",
    "port",
    "records",
    "refusals",
    "tables",
)
# How pictures look: Octave has this beside what is drawn.
LOOKS = tuple(
    f"plots/private/{name}"
    for name in ("add_", "cycle", "machine_", "new_picture", "save_", "style")
)


@cache
def sources(language: str) -> tuple[Source, ...]:
    """All files of a language that compute."""
    _, pattern = PACKAGES[language]
    folder, suffix = pattern.split("{}")
    root = repository_root() / language / folder
    files = {
        str(path.relative_to(root).with_suffix("")): path
        for path in sorted(root.rglob(f"*{suffix}"))
    }
    names = [
        name
        for name in files
        if name.split("/")[0] not in NOT_MATHEMATICS
        and not name.startswith(LOOKS)
    ]
    paths = [files[name] for name in names]
    if language == "r":
        trees = r.parse_all(paths)
    else:
        parse = {"python": python, "octave": octave}[language].parse
        texts = [path.read_text("utf-8") for path in paths]
        trees = [(text, parse(text)) for text in texts]
    return tuple(
        Source(language, name, text, tree)
        for name, (text, tree) in zip(names, trees, strict=True)
    )


def root(language: str) -> Path:
    """Folder of a language's package."""
    return repository_root() / language
