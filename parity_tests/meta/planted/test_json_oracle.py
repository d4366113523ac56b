"""Forty faults of a port are found by nothing but the JSON of the results."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from example_ports import PORTS, require
from named import Plant, broken_ports, first_failure, in_parts, plants

from lockstep.judge.results.places import PASSES
from lockstep.ports.description import read_port
from lockstep.report.formats.files import write_json

JAVASCRIPT = PORTS["javascript"]
SOURCES = {
    name: place["text"]
    for name, place in read_port(JAVASCRIPT.folder).sources.items()
    if name in PASSES
}
FORTY = 40


def places(plant: Plant) -> set[str]:
    """Functions that a fault stands in, of those that port.json names."""
    return {
        name
        for name, text in SOURCES.items()
        for right, _ in plant.edits
        if right in text
    }


def forty() -> Sequence[Plant]:
    """All faults that nobody listed, and mistakes of the whole list."""
    found = [plant for plant in plants("javascript") if places(plant)]
    others = [plant for plant in found if not plant.is_listed]
    listed = [plant for plant in found if plant.is_listed]
    wanted = FORTY - len(others)
    return [*others, *listed[:: len(listed) // wanted][:wanted]]


def test_there_are_forty() -> None:
    assert len(forty()) == FORTY
    assert set(SOURCES) == set(PASSES)


@pytest.mark.parametrize(
    "faults", in_parts(forty()), ids=lambda part: str(part[0].name)
)
def test_the_json_leads_to_the_function_and_names_the_mistake(
    tmp_path: Path, faults: Sequence[Plant]
) -> None:
    require(JAVASCRIPT)
    for plant, port in broken_ports(faults, tmp_path):
        results = first_failure(plant, port)
        assert results is not None, plant.name
        write_json(tmp_path / "results.json", results)
        told = json.loads((tmp_path / "results.json").read_text("utf-8"))
        (run,) = told["runs"]
        file, _, line = run["source"].rpartition(":")
        text = (port / file).read_text("utf-8").splitlines()
        code = "\n".join(text[int(line) - 1 :])
        code = code[: code.index("\n}\n")]  # a function of this port
        assert any(wrong in code for _, wrong in plant.edits), plant.name
        causes = [cause["id"] for cause in run["divergence"]["causes"]]
        found = plant.name in causes if plant.is_listed else not causes
        assert found, plant.name
