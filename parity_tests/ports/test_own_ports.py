"""Implementations of one's own behind a bridge; languages that die."""

from __future__ import annotations

import json
import shutil
import threading
import time
from pathlib import Path

import psutil
import pytest

import lockstep
from lockstep.cases.load import load_case
from lockstep.errors import InputError, PortUnavailable
from lockstep.files.paths import fixtures_root, repository_root
from lockstep.ports.bridge.session import BridgePort
from lockstep.ports.host import Host
from lockstep.ports.start import port_spec

CASE = "spiral-2x100x3_relu-gd"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A copy of the R package, described as anybody's port."""
    root = repository_root() / "r"
    folder = tmp_path / "mine"
    shutil.copytree(root / "R", folder / "code" / "R")
    shutil.copy(fixtures_root() / "contract.json", folder / "code" / "R")
    fields = json.loads((root / "port.json").read_text())
    fields |= {"name": "mine", "source": "code"}
    (folder / "port.json").write_text(json.dumps(fields))
    return folder


def test_a_port_of_ones_own_runs_beside_the_others(mine: Path) -> None:
    results = lockstep.run(CASE, ["r", str(mine / "port.json")], steps=5)
    assert {run.port for run in results.runs} == {"r", "mine"}
    assert results.verdict == "equal"


def test_its_faults_are_its_own(mine: Path) -> None:
    file = mine / "code" / "R" / "layers.R"
    text, right = file.read_text(), "W %*% A_prev + "
    assert right in text
    file.write_text(text.replace(right, "W %*% A_prev - ", 1))
    results = lockstep.run(CASE, ["r", str(mine / "port.json")], steps=5)
    verdicts = {(run.port, run.verdict) for run in results.runs}
    assert verdicts == {("r", "equal"), ("mine", "diverged")}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"source": None}, "'source' is missing: the folder that rpy2 loads"),
        ({"command": ["./port"]}, "expected 'command' or 'bridge', got both"),
        ({"bridge": None}, "'command' is missing: the program"),
        ({"bridge": "rpy"}, "unknown bridge 'rpy'; did you mean 'rpy2'?"),
    ],
)
def test_a_description_that_does_not_fit_is_refused(
    mine: Path, changes: dict, says: str
) -> None:
    file = mine / "port.json"
    fields = {**json.loads(file.read_text()), **changes}
    kept = {name: value for name, value in fields.items() if value is not None}
    file.write_text(json.dumps(kept))
    with pytest.raises(InputError, match=says.replace("?", r"\?")):
        port_spec(file)


def test_octave_that_is_killed_is_an_error_and_starts_anew() -> None:
    others = octaves()  # those of other tests in this process
    host = Host("octave", lambda: BridgePort(port_spec("octave"), 120.0))
    case = load_case(CASE)
    try:
        port = host.port()
        port.open_case(case)
        killer = threading.Thread(target=kill_octave_later, args=[others])
        killer.start()
        with pytest.raises(PortUnavailable, match="Octave ended"):
            list(port.train(1000, 1000))
        killer.join()
        host.port().open_case(case)
        ((trace, _),) = host.port().train(2, 2)
        assert len(trace["loss"]) == 2
    finally:
        host.close()
    assert set(octaves()) <= set(others)


def octaves() -> list[psutil.Process]:
    """The Octaves that run; one that ended may wait for its new parent."""
    own = psutil.Process().children(recursive=True)
    octave = [p for p in own if p.name().startswith("octave")]
    return [p for p in octave if p.status() != psutil.STATUS_ZOMBIE]


def kill_octave_later(others: list[psutil.Process]) -> None:
    time.sleep(0.5)
    for process in set(octaves()) - set(others):
        process.kill()
