"""Failures as annotations, at the source line of the port itself."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ...cases.contract import contract
from ...files.paths import repository_root
from ...files.strict_json import JsonObject
from ...judge.results import Results, RunResult
from ...judge.results.places import operations_of, placed
from ...languages import LANGUAGES
from ..side_by_side.sources import operation_sources
from .summary import failures, mode_words


@dataclass(frozen=True)
class Place:
    """A line of a file, seen from the root of the checkout.

    Attributes
    ----------
    file : str
        Empty if the code is not in the checkout.
    line : int
        From 1.
    """

    file: str
    line: int

    @property
    def properties(self) -> str:
        """The place as GitHub reads it, ready for more properties."""
        return f"file={_escaped(self.file, ',:')},line={self.line},"


NOWHERE = Place("", 0)


def github_annotations(results: Results) -> list[str]:
    """Write a line for each source line at which a case fails.

    GitHub shows it beside the change, but ten at most of each step: cases
    that fail at one line share an annotation.

    Returns
    -------
    list of str
        Workflow commands, to be printed.
    """
    placed: dict[Place, list[RunResult]] = {}
    for run in _one_of_each_case(failures(results)):
        placed.setdefault(failed_at(run, results), []).append(run)
    nowhere = placed.pop(NOWHERE, [])
    lines = [_annotation(place, runs) for place, runs in placed.items()]
    return lines + [_annotation(NOWHERE, [run]) for run in nowhere]


def _one_of_each_case(runs: Iterable[RunResult]) -> Iterable[RunResult]:
    """Choose the run that names the operation: the replay, if it fails."""
    chosen: dict[tuple[str, str], RunResult] = {}
    for run in runs:
        known = chosen.setdefault((run.port, run.case), run)
        if run.mode == "replay" and known.mode != "replay":
            chosen[run.port, run.case] = run
    return chosen.values()


def _annotation(place: Place, runs: list[RunResult]) -> str:
    run, more = runs[0], len(runs) - 1
    title = f"{run.case}, {run.port}, {mode_words(run)}: {run.verdict}"
    text = f"{run.message} ({run.command})"
    if more:
        cases = "case fails" if more == 1 else "cases fail"
        text += f"; {more} more {cases} here"
    where = place.properties if place.file else ""
    return f"::error {where}title={_escaped(title, ',:')}::{_escaped(text)}"


def _escaped(text: str, more: str = "") -> str:
    for letter in "%\r\n" + more:
        text = text.replace(letter, f"%{ord(letter):02X}")
    return text


def failed_at(run: RunResult, results: Results) -> Place:
    """Find the code of a port that computes what fails.

    Parameters
    ----------
    run : RunResult
    results : Results
        Where the ports are described.

    Returns
    -------
    Place
        The source of the operation, or of the pass it belongs to; else the
        first line of port.json; else nowhere.
    """
    facts = results.environment.get("ports", {}).get(run.port, {})
    if run.port in LANGUAGES and "file" not in facts:
        place = run.divergence
        return _built_in(run.port, operations_of(place) if place else ())
    return _described(placed(run, facts).source, facts)


def _built_in(language: str, operations: Iterable[str]) -> Place:
    """Find a place in the packages that Lockstep brings along."""
    for name in operations:
        sources = operation_sources(name) if name in contract() else {}
        if language in sources:
            source = sources[language]
            code = set(range(len(source.lines))) - source.documentation
            line = source.first_line + min(code)
            return _in_checkout(repository_root() / source.file, line)
    return NOWHERE


def _described(source: str, facts: JsonObject) -> Place:
    """Find a place with the help of what port.json says."""
    if "file" not in facts:
        return NOWHERE
    description = Path(facts["file"])
    file, _, line = source.rpartition(":")
    if file:
        return _in_checkout(description.parent / file, int(line))
    return _in_checkout(description, 1)


def _in_checkout(file: Path, line: int) -> Place:
    root = Path(os.environ.get("GITHUB_WORKSPACE", ".")).resolve()
    file = file.resolve()
    if not file.is_relative_to(root):
        return NOWHERE
    return Place(file.relative_to(root).as_posix(), line)
