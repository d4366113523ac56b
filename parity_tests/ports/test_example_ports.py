"""Each example port is judged green, wherever its language is installed."""

from __future__ import annotations

import re
import subprocess
from functools import cache

import pytest
from example_ports import EXAMPLES, PORTS, STEPS, build, require

from lockstep.judge import NOT_SUPPORTED
from lockstep.judge.results import Results
from lockstep.judge.run import validate
from lockstep.ports.description import read_port

MOST_LINES = 150
MOST_LINES_OF_A_NETWORK = 200
MOST_COLUMNS = 110


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


@pytest.mark.parametrize("name", ["javascript", "pytorch", "cpp"])
def test_all_networks_of_the_course_fit_on_three_pages(name: str) -> None:
    sources = PORTS[name].sources
    assert PORTS[name].folder / PORTS[name].mathematics in sources
    lines = [line for file in sources for line in file.read_text().splitlines()]
    assert len(lines) < MOST_LINES
    assert max(map(len, lines)) <= MOST_COLUMNS


@pytest.mark.parametrize("name", PORTS)
def test_a_network_takes_less_than_200_lines(name: str) -> None:
    port = PORTS[name]
    text = (port.folder / port.mathematics).read_text()
    if port.end:
        text, _ = text.split(f"\n{port.end}")
    assert len(text.splitlines()) < MOST_LINES_OF_A_NETWORK


def test_go_is_formatted() -> None:
    require(PORTS["go"])
    command = ["gofmt", "-l", str(PORTS["go"].folder)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout == ""


@pytest.mark.parametrize("name", PORTS)
def test_plumbing_knows_nothing_of_networks(name: str) -> None:
    for file in PORTS[name].plumbing:
        text = (PORTS[name].folder / file).read_text()
        assert not re.search("relu|sigmoid|exp[(]|transpose|momentum", text)


def test_every_example_is_judged() -> None:
    folders = {file.parent.name for file in EXAMPLES.glob("*/port.json")}
    assert folders == set(PORTS)
