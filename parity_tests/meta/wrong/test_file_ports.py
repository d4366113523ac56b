"""Programs that break the protocol are refused with one clear line."""

from __future__ import annotations

import json
import shutil
import sys
import threading
import time
from pathlib import Path

import numpy as np
import psutil
import pytest
from file_port import HERE
from own_case import FIELDS, make_folder, written

from lockstep.cases.load import load_case
from lockstep.errors import PortUnavailable
from lockstep.files.paths import fixtures_root, repository_root
from lockstep.judge import (
    DIVERGED,
    ERROR,
    KNOWN_FAILURE,
    NOT_SUPPORTED,
)
from lockstep.judge.run import validate
from lockstep.ports.port import PortCut
from lockstep.ports.program.session import ProgramPort
from lockstep.ports.start import port_spec

CAPABILITIES = ["relu", "softmax", "categorical_cross_entropy"]
CAPABILITIES += ["gradient_descent"]


@pytest.fixture
def port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Make port.json of the port with a fault."""
    folder = tmp_path / "port"
    folder.mkdir()
    monkeypatch.setenv("PORT_FOLDER", str(folder))

    def make(fault: str, **changes) -> Path:
        described = {
            "name": "wrong",
            "language": "Python",
            "version": "1.0",
            "level": 2,
            "command": ["{python}", str(HERE / "file_port.py"), fault],
            "capabilities": CAPABILITIES,
            **changes,
        }
        file = folder / "port.json"
        file.write_text(json.dumps(described))
        return file

    return make


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return written(make_folder(tmp_path), FIELDS)


@pytest.fixture
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder, and fixtures in it that may be spoilt."""
    home = tmp_path / "home"
    root = fixtures_root()
    shutil.copytree(root / "schema", home / "fixtures" / "schema")
    shutil.copy(root / "contract.json", home / "fixtures")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("LOCKSTEP_FIXTURES", str(home / "fixtures"))
    return home


def trained(file: Path, case: Path, limit: float = 30.0) -> ProgramPort:
    """Ask for a free run and give the port back, to be closed."""
    port = ProgramPort(port_spec(file), limit)
    try:
        port.open_case(load_case(case))
        list(port.train(20, 20))
    except PortUnavailable:
        port.close()
        raise
    return port


REFUSALS = [
    ("crash", "crashed: ended by SIGABRT; 20 steps were whole"),
    ("crash_late", "crashed: ended by SIGABRT; 8 steps were whole"),
    ("fail", "exit code 1; last output: RuntimeError: matrices do not fit"),
    ("not_supported", "does not support this, although port.json declares"),
    ("not_supported", "no relu here"),
    ("exits_with_2", "exit code 2; last output: cannot open data.npy"),
    ("no_number", "W1.txt: number 3: got '0,5'"),
    ("no_shape", "W1.txt: expected a shape in the first line"),
    ("too_many_numbers", "W1.txt: more than the 120 numbers of its shape"),
    ("half_a_number", "W1: the header names 20 steps, the file holds 19"),
    ("twice", "both W1.npy and W1.txt: write one of them"),
    ("single_precision", "W1.npy: expected little-endian doubles, '<f8', got"),
    ("big_endian", "W1.npy: expected little-endian doubles, '<f8', got '>f8'"),
    ("objects", "W1.npy: expected little-endian doubles, '<f8', got '|O'"),
    ("not_npy", "W1.npy: expected a .npy file, got none that can be read"),
    ("a_link", "W1.npy: expected a plain file"),
    ("a_pipe", "W1.npy: expected a plain file"),
    ("too_few_steps", "W1: expected 20 steps, got 19"),
    ("too_many_steps", "W1: expected 20 steps, got 21"),
    ("cut_file", "W1: the header names 20 steps, the file holds 10"),
    ("chunk_missing", "chunk 0000010: expected step 0 next"),
    ("changes_input", "data.csv, outside its own folders"),
    ("writes_beside_input", "notes.txt, outside its own folders"),
    ("writes_beside_output", "wrote notes.txt beside OUT_DIR"),
    ("writes_beside_itself", "cache.bin, outside its own folders"),
    ("writes_to_fixtures", "contract.json, outside its own folders"),
    ("no_trace_json", "wrote no trace.json into OUT_DIR"),
    ("another_version", "version: expected '1.0' as in port.json, got \"0.9\""),
    ("lower_level", "trace.json: level: expected 2 at least, got 1"),
    ("no_json", "trace.json, line 1, column 1: not JSON"),
]


@pytest.mark.parametrize(("fault", "says"), REFUSALS)
def test_a_broken_promise_is_named_in_a_line(
    port, case: Path, surroundings: Path, fault: str, says: str
) -> None:
    with pytest.raises(PortUnavailable) as refused:
        trained(port(fault), case)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_numbers_may_be_text(port, case: Path) -> None:
    with trained(port("text"), case) as running:
        ((trace, _),) = running.train(20, 20)
    assert trace["W1"].shape == (20, 3, 2)
    np.testing.assert_array_equal(trace["W1"][3, 2], [3.5, -np.inf])


def test_the_honest_port_is_not_refused(port, case: Path) -> None:
    with trained(port("none"), case) as running:
        ((trace, _),) = running.train(20, 20)
    assert list(trace)[:5] == ["loss", "dW2", "db2", "dW1", "db1"]
    assert trace["W1"].shape == (20, 3, 2)


def test_the_environment_does_not_tell_where_the_answers_are(
    port, case: Path, surroundings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, fixtures = str(repository_root()), str(surroundings / "fixtures")
    for name, value in {
        "_": f"{root}/.venv/bin/lockstep",
        "OLDPWD": root,
        "VIRTUAL_ENV": f"{root}/.venv",
        "ANSWERS": f"/elsewhere:{fixtures}/expected",
        "HOME_OF_MINE": "/elsewhere",
    }.items():
        monkeypatch.setenv(name, value)
    file = port("looks_around")
    (file.parent / "places.txt").write_text(f"{root}\n{fixtures}")
    trained(file, case).close()


@pytest.mark.parametrize("fault", ["hang", "hang_in_a_child"])
def test_a_port_that_hangs_is_ended_with_its_children(
    port, case: Path, fault: str
) -> None:
    with pytest.raises(PortUnavailable, match="hung: not done within 1 s"):
        trained(port(fault), case, 1.0)
    left = [
        process.cmdline()
        for process in psutil.Process().children(recursive=True)
        if process.status() != psutil.STATUS_ZOMBIE
    ]
    assert [line for line in left if fault in line or "601" in line] == []


@pytest.mark.parametrize("fault", ["flood_files", "flood_output"])
def test_a_port_that_floods_its_output_is_ended(
    port, case: Path, fault: str
) -> None:
    with pytest.raises(PortUnavailable, match="flooded its output: more than"):
        trained(port(fault), case)


def test_a_crash_leaves_the_steps_that_are_whole(port, case: Path) -> None:
    with pytest.raises(PortCut) as cut:
        trained(port("crash_late"), case)
    assert cut.value.n_steps == 8
    assert {len(value) for value in cut.value.trace.values()} == {8}


def test_a_program_that_is_missing_is_named(port, case: Path) -> None:
    file = port("none", command=["no-such-program"])
    with pytest.raises(PortUnavailable, match="'no-such-program' is not inst"):
        trained(file, case)


def test_what_it_left_is_removed_or_kept(port, case: Path, tmp_path) -> None:
    running = trained(port("none"), case)
    root = running._root
    running.close()
    assert not root.exists()
    validate(port("none"), cases=[case], keep=tmp_path / "kept", level=1)
    names = {file.name for file in (tmp_path / "kept").rglob("*")}
    assert {"train.json", "data.npy", "loss.npy", "stderr.log"} <= names


def verdicts(results) -> dict[int, tuple[str, str]]:
    return {run.level: (run.verdict, run.message) for run in results.runs}


@pytest.mark.parametrize(
    ("fault", "level", "says"),
    [
        ("not_a_number", 1, "loss at step 0: expected 1.38"),
        ("transposed", 2, "dW2 at step 0: expected the shape 4 x 3, got 3 x"),
        ("missing", 2, "dW2 at step 0: the port did not deliver it"),
    ],
)
def test_wrong_numbers_are_named_at_their_level(
    port, case: Path, fault: str, level: int, says: str
) -> None:
    found = verdicts(validate(port(fault), cases=[case]))
    assert found[level][0] == "diverged"
    assert found[level][1].startswith(says)


def test_a_wrong_port_that_crashes_as_well_is_told_both(
    port, case: Path
) -> None:
    found = verdicts(validate(port("crash"), cases=[case], level=1))
    assert found[1][0] == "diverged"
    assert found[1][1].startswith("loss at step 0: expected 1.38")
    assert "the port ended badly: crashed: ended by SIGABRT" in found[1][1]


def test_what_is_not_declared_is_never_a_pass(port, case: Path) -> None:
    results = validate(port("none", capabilities=["relu"]), cases=[case])
    found = verdicts(results)
    lacking = "softmax, categorical_cross_entropy, gradient_descent"
    assert found[1] == found[2] == (NOT_SUPPORTED, lacking)


def test_a_known_failure_is_shown_and_one_that_passes_fails(
    port, case: Path
) -> None:
    known = [{"case": "own", "level": 1, "reason": "zeros only"}]
    found = verdicts(validate(port("none", known_failures=known), cases=[case]))
    assert found[1][0] == KNOWN_FAILURE
    assert found[1][1].startswith("zeros only; loss at step 0")
    honest = Path(sys.modules["firstprinciples"].__file__).parent / "port.json"
    fields = {**json.loads(honest.read_text()), "known_failures": known}
    honest_port = case.parent / "honest.json"
    honest_port.write_text(json.dumps(fields))
    found = verdicts(validate(honest_port, level=1, cases=[case]))
    assert found[1][0] == ERROR
    assert "it passes: take it out of known_failures" in found[1][1]


@pytest.mark.parametrize("fault", ["crash", "crash_late", "fail", "hang"])
def test_a_crash_is_never_a_known_failure(port, case: Path, fault: str) -> None:
    known = [
        {"case": "own", "level": level, "reason": "zeros only"}
        for level in (0, 1)
    ]
    file = port(fault, known_failures=known)
    results = validate(file, cases=[case], level=1, time_limit=3)
    for run in results.runs:
        assert run.failure
        assert run.verdict in (DIVERGED, ERROR)
    assert results.verdict in (DIVERGED, ERROR)


@pytest.mark.parametrize("place", ["home", "port", "fixtures"])
def test_a_port_is_not_blamed_for_its_neighbours(
    port, case: Path, surroundings: Path, tmp_path: Path, place: str
) -> None:
    """Somebody saves a file while the port runs."""
    folders = {
        "home": surroundings,
        "port": tmp_path / "port",
        "fixtures": surroundings / "fixtures",
    }
    notes = folders[place] / "notes.txt"
    running = ProgramPort(port_spec(port("slow")), 30.0)
    neighbour = threading.Thread(target=save_later, args=(running, notes))
    neighbour.start()
    try:
        running.open_case(load_case(case))
        list(running.train(20, 20))
    finally:
        neighbour.join()
        running.close()
    assert notes.read_text() == "mine"


def save_later(running: ProgramPort, notes: Path) -> None:
    """Save a file when the port has started."""
    while running._program is None:
        time.sleep(0.01)
    time.sleep(0.3)
    notes.write_text("mine")
