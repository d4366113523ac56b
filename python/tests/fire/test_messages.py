"""What a user reads where something is wrong: one line that helps."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest
from command import is_installed, lockstep
from missing import need
from own_case import (
    FIELDS,
    changed,
    make_folder,
    refusal,
    write_matrix,
    written,
)

from lockstep.judge.run import run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_folder(tmp_path)


def test_softmax_of_one_output_is_refused_at_once(folder: Path) -> None:
    network = {**FIELDS["network"], "layer_sizes": [2, 3, 1]}
    file = written(folder, {**FIELDS, "network": network})
    assert "softmax needs at least 2 outputs, got 1" in refusal(file)
    ended = lockstep("run", file)
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert ended.stdout == ""


def test_a_network_too_large_is_refused_before_memory_is_taken(
    folder: Path,
) -> None:
    network = {**FIELDS["network"], "layer_sizes": [2, 10**6, 4]}
    network["layer_sizes"].insert(2, 10**6)
    network["activations"] = ["relu", "relu", "softmax"]
    drawn = {"method": "he", "distribution": "normal"}
    file = written(folder, {**FIELDS, "network": network, "weights": drawn})
    assert "at most 100,000,000 can be judged" in refusal(file)


@pytest.mark.parametrize("text", ["1" * 5000, "-" + "9" * 5000, "1e5000"])
def test_a_long_number_is_not_echoed_whole(folder: Path, text: str) -> None:
    data = json.dumps(changed(FIELDS, optimizer__learning_rate=12345))
    (folder / "own.json").write_text(data.replace("12345", text))
    said = refusal(folder / "own.json")
    assert "is too large for a double" in said
    assert len(said) < 300


@pytest.mark.parametrize("field", ["id", "title", "data", "learning_rat"])
def test_a_long_text_is_not_echoed_whole(folder: Path, field: str) -> None:
    file = written(folder, {**FIELDS, field: "a" * 5000, "x" * 5000: 1})
    assert len(refusal(file)) < 1500


def test_an_id_of_5000_letters_is_refused(folder: Path) -> None:
    file = written(folder, {**FIELDS, "id": "a" * 5000})
    assert "with at most 100 letters" in refusal(file)


@pytest.mark.parametrize("limit", ["inf", "nan", "-1", "1e300"])
def test_a_time_limit_that_never_ends_is_refused(limit: str) -> None:
    for command in (("run",), ("validate", "x"), ("explain", "x", "--port=r")):
        ended = lockstep(*command, f"--time-limit={limit}")
        assert ended.returncode == 2
        assert len(ended.stderr.splitlines()) == 1
        assert "time-limit" in ended.stderr


@pytest.mark.parametrize("name", ["pipe", "/dev/zero"])
def test_data_without_an_end_are_refused(folder: Path, name: str) -> None:
    os.mkfifo(folder / "pipe")
    file = written(folder, {**FIELDS, "data": name})
    assert "expected a plain file" in refusal(file)


def test_what_is_too_large_at_the_first_step_is_no_learning_rates_fault(
    folder: Path,
) -> None:
    (folder / "own.csv").write_text("1e154,1e154,0\n1e154,1e154,1\n")
    write_matrix(folder / "weights" / "W2.csv", np.full((4, 3), 1e250))
    results = run(written(folder, FIELDS), ["python"], "free")
    (found,) = results.runs
    assert found.verdict == "error"
    assert found.message.endswith(
        "loss is not finite at step 0; smaller samples or weights may help"
    )


def test_r_without_its_files_says_what_to_try(tmp_path: Path) -> None:
    program = tmp_path / "R"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    ended = lockstep("run", "softmax-ties", "--ports=r", PATH=path)
    if "no R in the PATH" in ended.stdout:
        need(False, "R is not installed")
    assert ended.returncode == 3
    shown = " ".join(ended.stdout.split())
    assert "R does not say where R's files are" in shown
    assert "RHOME` should print their folder" in shown


def test_no_file_of_the_user_changes_what_r_computes(tmp_path: Path) -> None:
    need(is_installed("r"), "R is not installed")
    lines = "matrix <- function(...) stop('not vanilla'); save(matrix, file = "
    (tmp_path / "make.R").write_text(f"{lines}'.RData')\n")
    os.system(f"cd '{tmp_path}' && Rscript --vanilla make.R")
    assert (tmp_path / ".RData").exists()
    (tmp_path / ".Rprofile").write_text("stop('not vanilla')\n")
    (tmp_path / ".octaverc").write_text("error ('not vanilla')\n")
    profile = {"R_PROFILE_USER": str(tmp_path / ".Rprofile")}
    ports = "r,octave" if is_installed("octave") else "r"
    ended = lockstep(
        *("run", "softmax-ties", "gate_or-2x1_sigmoid-gd", f"--ports={ports}"),
        folder=tmp_path,
        HOME=str(tmp_path),
        **profile,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
