"""The course: which systems it has, and how each stands in each language."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..cases.find import CaseHeader, list_cases
from ..files.paths import fixtures_root
from ..files.strict_json import JsonObject
from ..judge import EQUAL, SKIPPED
from ..ports.defaults import PORT_NAMES
from .cache import recall

NOT_RUN = "not run"
MODES = {"training": ("free", "replay"), "operation": ("operation",)}


@dataclass(frozen=True)
class System:
    """A row of the course, with the cases that hold its languages together.

    Attributes
    ----------
    part : str
        Of the course.
    name : str
    cases : list of CaseHeader
        Training and operation cases.
    """

    part: str
    name: str
    cases: list[CaseHeader]

    def count(self, kind: str) -> int:
        """Count the cases of a kind."""
        return sum(case.kind == kind for case in self.cases)


def systems() -> list[System]:
    """List the systems in the order of the course.

    Returns
    -------
    list of System
    """
    text = (fixtures_root() / "course.json").read_text("utf-8")
    cases = list_cases()
    return [
        System(row["part"], row["system"], _cases_of(row, cases))
        for row in json.loads(text)["systems"]
    ]


def _cases_of(row: JsonObject, cases: Iterable[CaseHeader]) -> list[CaseHeader]:
    return [
        case
        for case in cases
        if case.system == row["system"] or case.operation in row["operations"]
    ]


def standing(rows: list[System]) -> dict[str, dict[str, Counter[str]]]:
    """Count the verdicts of earlier runs that still hold.

    Parameters
    ----------
    rows : list of System

    Returns
    -------
    dict of dict of Counter
        By system and port: how many cases are "equal", "diverged", "error"
        or "not run".  A training case is equal if both of its modes are; one
        that lacks the user's files is "skipped".
    """
    known = recall(PORT_NAMES)
    kept_by = {c.path: str(c.path.resolve()) for r in rows for c in r.cases}
    return {
        row.name: {
            port: Counter(
                _verdict(case, verdicts.get(kept_by[case.path], {}))
                for case in row.cases
            )
            for port, verdicts in known.items()
        }
        for row in rows
    }


def _verdict(case: CaseHeader, by_mode: dict[str, str]) -> str:
    if case.missing:
        return SKIPPED
    verdicts = [by_mode.get(mode, NOT_RUN) for mode in MODES[case.kind]]
    return next((v for v in verdicts if v != EQUAL), EQUAL)
