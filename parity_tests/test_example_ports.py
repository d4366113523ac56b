"""Each example port is judged green, wherever its language is installed."""

from __future__ import annotations

from functools import cache

import pytest
from example_ports import EXAMPLES, PORTS, STEPS, build, require

from lockstep.ports.description import read_port
from lockstep.results import NOT_SUPPORTED, Results
from lockstep.validate import validate

MOST_LINES = 150


@cache
def judged(name: str) -> Results:
    """Judge a port on a few cases."""
    build(PORTS[name].folder)
    return validate(PORTS[name].folder, cases=PORTS[name].cases, steps=STEPS)


@pytest.mark.parametrize("name", PORTS)
def test_port_is_equal_at_the_level_it_claims(name: str) -> None:
    require(PORTS[name])
    runs = judged(name).runs
    wrong = [r for r in runs if r.verdict not in ("equal", NOT_SUPPORTED)]
    assert not wrong, wrong[0].message
    reached = {r.level for r in runs if r.verdict == "equal"}
    assert reached == set(range(PORTS[name].level + 1))


@pytest.mark.parametrize("name", PORTS)
def test_port_claims_what_it_should(name: str) -> None:
    assert read_port(PORTS[name].folder).level == PORTS[name].level


@pytest.mark.parametrize("name", PORTS)
def test_networks_fit_on_a_few_pages(name: str) -> None:
    text = (PORTS[name].folder / PORTS[name].mathematics).read_text()
    lines = [line for line in text.splitlines() if line.strip()]
    assert len(lines) < MOST_LINES


def test_every_example_is_judged() -> None:
    folders = {file.parent.name for file in EXAMPLES.glob("*/port.json")}
    assert folders == set(PORTS)
