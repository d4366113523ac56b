from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from lockstep.cli import main
from lockstep.files.paths import fixtures_root, repository_root
from lockstep.ports.bridge import session

SPIRAL = "spiral-2x100x3_relu-gd"
PERL = repository_root() / "examples" / "perl"
LOCKSTEP = Path(sys.executable).with_name("lockstep")


def call(*arguments: object, folder: Path | None = None):
    return subprocess.run(
        [LOCKSTEP, *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "TERM": "dumb"},
        timeout=120,
    )


def test_equal_run_exits_0_and_writes_both_reports(tmp_path: Path) -> None:
    shown = call(
        "run",
        SPIRAL,
        "--ports=python",
        "--steps=5",
        "--json=out.json",
        "--junit=out.xml",
        folder=tmp_path,
    )
    assert shown.returncode == 0, shown.stderr
    assert "equal: 2 runs on python" in shown.stdout
    assert "\x1b" not in shown.stdout
    found = json.loads((tmp_path / "out.json").read_text())
    assert found["verdict"] == "equal"
    assert [run["mode"] for run in found["runs"]] == ["free", "replay"]
    assert {run["steps"] for run in found["runs"]} == {5}
    assert (tmp_path / "out.xml").read_text().startswith("<?xml")
    assert sorted(os.listdir(tmp_path)) == ["out.json", "out.xml"]


def own_case(folder: Path, **changes: object) -> Path:
    """Write a case of a user's own, outside the repository."""
    source = fixtures_root() / "weights" / "spiral-2x100x3"
    fields = {
        "data": "points.csv",
        "network": {
            "layer_sizes": [2, 100, 3],
            "activations": ["relu", "softmax"],
            "loss": "categorical_cross_entropy",
        },
        "weights": str(source),
        "optimizer": {"name": "gradient_descent", "learning_rate": 0.3},
        "steps": 20,
        "seed": 0,
        **changes,
    }
    spiral = (fixtures_root() / "data" / "spiral.csv").read_text()
    (folder / "points.csv").write_text(spiral)
    file = folder / "own.json"
    file.write_text(json.dumps(fields))
    return file


def test_case_of_ones_own_is_judged(tmp_path: Path) -> None:
    own_case(tmp_path)
    shown = call("run", "own.json", "--ports=python", folder=tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert "own" in shown.stdout


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"data": "none.csv"}, "none.csv"),
        ({"steps": 0}, "steps"),
        ({"optimizer": {"name": "adm", "learning_rate": 1}}, "adm"),
        ({"learning_rat": 1}, "learning_rat"),
        ({"weights": "nowhere"}, "nowhere"),
    ],
)
def test_bad_case_is_one_line_and_exit_2(
    tmp_path: Path, changes: dict, says: str
) -> None:
    shown = call("run", own_case(tmp_path, **changes))
    assert shown.returncode == 2
    assert says in shown.stderr
    assert shown.stdout == ""
    assert len(shown.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("run", SPIRAL, "--ports=julia"), "unknown port 'julia'"),
        (("run", "no-such-case"), "no-such-case"),
        (("run", SPIRAL, "--json=/no/such/folder/x.json"), "cannot write"),
        (("fixtures",), "either --check or --write"),
        (("run", SPIRAL, "--ports=,"), "no port"),
        (("run", SPIRAL, "--ports=r,r"), "port 'r' is given twice"),
        (("run", SPIRAL, SPIRAL), "is given twice"),
        (("run", SPIRAL, "--json=x", "--junit=x"), "two reports"),
        (("run", SPIRAL, "--steps=0"), "'--steps'"),
        (("run", "--mode=fast"), "'--mode'"),
        (("run", "--time-limit=nan"), "--time-limit"),
        (("run", "--fast"), "--fast"),
        (("x",), "x"),
    ],
)
def test_bad_usage_is_one_line_and_exit_2(arguments: tuple, says: str) -> None:
    shown = call(*arguments)
    assert shown.returncode == 2
    assert says in shown.stderr
    assert len(shown.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "softmax-ordinary", "--ports", "python"),
        ("run", "gate_or-2x1_step-gd", "--ports", "python"),
        ("horizon", "gate_or-2x1_step-gd"),
        ("validate", str(PERL), "--cases", "gate_or-2x1_sigmoid-gd"),
    ],
)
def test_reference_that_does_not_start_is_one_line_and_exit_3(
    arguments: tuple, monkeypatch, capsys
) -> None:
    monkeypatch.setattr(session, "START_LIMIT", 0.0)
    monkeypatch.setattr(sys, "argv", ["lockstep", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 3
    said = capsys.readouterr().err.strip().splitlines()[-1]
    assert said == (
        "lockstep: the reference could not be run: hung: no answer within 0 s "
        "while starting; try again when this machine is less busy"
    )


def test_help_tells_exit_codes_and_examples() -> None:
    assert "Exit codes: 0 all equal" in call("--help").stdout
    assert "lockstep run" in call("run", "--help").stdout


def test_cases_are_listed() -> None:
    shown = call("cases", "--list")
    assert shown.returncode == 0
    assert SPIRAL in shown.stdout


def test_version_is_told() -> None:
    assert call("--version").stdout.startswith("lockstep ")


def test_ctrl_c_ends_the_run_and_keeps_what_is_done(tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    case = own_case(tmp_path, steps=10**6)
    command = [LOCKSTEP, "run", "--ports=python", case]
    process = subprocess.Popen(
        [*map(str, command), f"--json={file}"],
        stderr=subprocess.PIPE,
        text=True,
        # Who runs the tests in the background may have Ctrl-C ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        wait_for_children(process.pid, 2)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 130
    assert errors.startswith("lockstep: stopped")
    assert json.loads(file.read_text())["runs"] == []


def wait_for_children(pid: int, wanted: int) -> None:
    """Wait until a run has started its ports, and is at work."""
    family = psutil.Process(pid)
    deadline = time.monotonic() + 60
    while len(family.children(recursive=True)) < wanted:
        assert time.monotonic() < deadline, "no port was started"
        time.sleep(0.1)
    time.sleep(2)
