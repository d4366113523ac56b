from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from own_case import FIELDS, make_folder, written

from firstprinciples import (
    read_case,
    read_npy,
    run_port,
    train_case,
    write_npy,
)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def asked(folder: Path, run: dict) -> Path:
    make_folder(folder)
    (folder / "port.json").write_text("{}")
    return written(folder, {**FIELDS, "run": run})


@pytest.mark.parametrize(
    "array",
    [
        np.array([np.pi, -0.0, np.nan, np.inf, -np.inf, 2.0**-1074]),
        np.arange(24.0).reshape(2, 3, 4),
        np.array(7.0),
        np.empty((0, 3)),
    ],
)
def test_every_bit_and_the_shape_come_back(tmp_path: Path, array) -> None:
    write_npy(array, tmp_path / "x.npy")
    found = read_npy(tmp_path / "x.npy")
    assert found.shape == array.shape
    assert found.tobytes() == array.tobytes()


def test_a_free_run_leaves_the_trace_of_train_case(tmp_path, out) -> None:
    file = asked(tmp_path, {"task": "train"})
    run_port(file, out, tmp_path / "port.json")
    for name, value in train_case(read_case(file)).items():
        found = read_npy(out / "0000000" / f"{name}.npy")
        assert found.tobytes() == value.tobytes()
    assert (out / "trace.json").read_text() == "{}"


def test_replay_starts_from_files(tmp_path, out) -> None:
    run = {"task": "replay", "first_step": 0, "starts": "starts"}
    file = asked(tmp_path, {**run, "intermediates": True})
    (tmp_path / "starts").mkdir()
    for name, value in read_case(file).parameters.items():
        write_npy(value[None], tmp_path / "starts" / f"{name}.npy")
    run_port(file, out, tmp_path / "port.json")
    trace = train_case(read_case(file))
    assert read_npy(out / "W1.npy").tobytes() == trace["W1"][:1].tobytes()
    assert (out / "Z1.npy").exists()


def test_an_echo_gives_back_what_was_read(tmp_path, out) -> None:
    file = asked(tmp_path, {"task": "echo"})
    run_port(file, out, tmp_path / "port.json")
    X = read_case(file).X
    assert read_npy(out / "X.npy").tobytes() == X.tobytes()
    assert float(read_npy(out / "learning_rate.npy")) == 0.1
    assert not (out / "loss.npy").exists()


def test_an_operation_is_answered_and_its_error_is_a_file(
    tmp_path, out
) -> None:
    fields = {
        "operation": "relu",
        "arguments": {"Z": "text"},
        "run": {"returns": ["A"]},
    }
    for name in ("good", "bad"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "case.json").write_text(json.dumps(fields))
    write_npy([[-1.0, 2.0]], tmp_path / "good" / "Z.npy")
    (tmp_path / "port.json").write_text("{}")
    listed = {"kind": "operations", "cases": ["good", "bad"]}
    file = written(tmp_path, listed)
    run_port(file, out, tmp_path / "port.json")
    assert read_npy(out / "good" / "A.npy").tolist() == [[0.0, 2.0]]
    told = (out / "bad" / "error.txt").read_text()
    assert told.startswith("relu: Z: expected a matrix")


@pytest.mark.parametrize("arguments", [[], ["no-such-case.json", "."]])
def test_the_command_refuses_in_a_line(tmp_path, arguments) -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "firstprinciples", *arguments],
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert shown.returncode == 1
    assert len(shown.stderr.strip().splitlines()) == 1
