"""A quick run shows what its file says, and says what it does not show."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from faults import FAULTS
from quick import Look, cover, of_fault, shows, table_hash
from typer.testing import CliRunner

from lockstep.cases.find import list_cases
from lockstep.cases.quick import FILE, quick, quick_words
from lockstep.cli import app
from lockstep.errors import InputError
from lockstep.judge.run import run, validate

LOOKS = [
    *(Look(case, steps) for case, steps in quick().steps.items()),
    *(Look(case, 0) for case in quick().operations),
]


def test_the_file_is_written_from_the_table_of_faults() -> None:
    written = json.loads(FILE.read_text("utf-8"))
    command = "python parity_tests/meta/quick.py results.json"
    assert written["table"] == table_hash(), f"run {command}"
    shown = sum(shows(LOOKS, of_fault(fault)) for fault in FAULTS)
    assert written["faults"] == [shown, len(FAULTS)]


@pytest.mark.parametrize(
    "fault", [pytest.param(fault, id=fault.id) for fault in FAULTS]
)
def test_every_fault_that_a_case_shows_is_shown(fault: object) -> None:
    looks = of_fault(fault)  # type: ignore[arg-type]
    assert not looks or shows(LOOKS, looks)


def test_every_case_exists_and_has_the_steps() -> None:
    headers = {header.id: header for header in list_cases()}
    for look in LOOKS:
        assert (headers[look.case].steps or 0) >= look.steps


def test_a_cover_has_no_look_too_many() -> None:
    a, b, long = Look("a", 0), Look("b", 0), Look("c", 9)
    cost = {"a": 1.0, "b": 1.0, "c": 5.0}

    def price(look: Look) -> float:
        return cost[look.case]

    known = {"1": {a}, "2": {a, long}, "3": {b, long}, "4": {Look("c", 2), b}}
    assert cover(known, price) == [a, b]
    assert cover(known, price, budget=1.5) == [a]
    assert cover(known, price, budget=6.5, begun=[long]) == [a, long]
    assert cover({"1": {long}, "2": {Look("c", 2)}}, price) == [long]
    assert cover({"1": set()}, price) == []


def test_the_verdict_tells_its_share() -> None:
    words = quick_words(quick().to_dict())
    seen, known = quick().faults
    assert f"show {seen} of {known} known faults" in words
    assert "run it without --quick to be sure" in words


def test_a_fault_is_found_quickly_and_the_share_printed(
    tmp_path: Path,
) -> None:
    """The reference without its port: a program that gives nothing."""
    fields = {
        "name": "mine",
        "language": "sh",
        "version": "1",
        "level": 1,
        "command": ["true"],
        "capabilities": ["relu", "softmax", "categorical_cross_entropy"],
    }
    (tmp_path / "port.json").write_text(json.dumps(fields))
    results = validate(tmp_path, level=1, quick=True)
    assert results.verdict == "error"
    assert results.environment["quick"] == quick().to_dict()
    assert {r.case for r in results.runs} <= set(quick().cases)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"steps": 3}, "leave out --steps"),
        ({"full": True}, "leave out --steps"),
        ({"cases": ["softmax-ordinary"]}, "name none"),
    ],
)
def test_what_quick_chooses_nobody_else_chooses(
    words: dict[str, object], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        run(ports=["python"], quick=True, **words)  # type: ignore[arg-type]


def test_a_badge_needs_all_cases(tmp_path: Path) -> None:
    words = ["validate", "r", "--quick", "--badges", str(tmp_path / "badges")]
    shown = CliRunner().invoke(app, words)
    assert isinstance(shown.exception, InputError)
    assert "reaches no level" in str(shown.exception)
    assert not (tmp_path / "badges").exists()
