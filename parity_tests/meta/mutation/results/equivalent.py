"""Mutants that change the text and not the results, and why.

`equivalent.json` lists them under each reason, as `Mutant.key` names them: the
language, file, function, line and change.  A reader can check each reason.
The score fails if a mutant of this list is killed, or is no mutant any more.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from ..jury import KILLED, Verdict
from ..mutants import Mutant

EQUIVALENT: dict[str, str] = {
    key: why
    for why, keys in json.loads(
        Path(__file__).with_suffix(".json").read_text("utf-8")
    ).items()
    for key in keys
}


def reason(mutant: Mutant) -> str:
    """Why nothing can see a mutant; nothing if something can."""
    return EQUIVALENT.get(mutant.key, "")


def contradicted(found: Iterable[tuple[Mutant, Verdict]]) -> list[Mutant]:
    """Mutants that are called equivalent and were killed all the same."""
    return [m for m, v in found if reason(m) and v.end in KILLED]
