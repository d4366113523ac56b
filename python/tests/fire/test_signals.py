"""Whatever ends a judge: a word, the right code, nothing left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from command import LONG, alive, start, wait_until
from hostile_port import described
from own_case import FIELDS, make_folder, written

from lockstep.report.stored import read_results

CODES = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder for temporary files, and a case that takes for ever."""
    (tmp_path / "temporary").mkdir()
    written(make_folder(tmp_path), {**FIELDS, "steps": 10**8})
    return tmp_path


def begun(place: Path, *arguments: object) -> subprocess.Popen[str]:
    """Start a judge whose ports carry the name of its place."""
    temporary = str(place / "temporary")
    return start(*arguments, folder=place, TMPDIR=temporary, PLACE=str(place))


def computed(judge: subprocess.Popen[str]) -> float:
    """Seconds that all its processes have computed."""
    used = 0.0
    own = psutil.Process(judge.pid)
    for process in (own, *own.children(recursive=True)):
        with suppress(psutil.Error):
            times = process.cpu_times()
            used += times.user + times.system
    return used


def hears_signals(judge: subprocess.Popen[str]) -> bool:
    """Whether Python itself has begun, which is not ours to mend."""
    status = Path(f"/proc/{judge.pid}/status").read_text()
    caught = int(status.split("SigCgt:")[1].split()[0], 16)
    return bool(caught >> (signal.SIGTERM - 1) & 1)


def assert_nothing_is_left(place: Path) -> None:
    wait_until(lambda: not alive(str(place)), "a process is left")
    wait_until(
        lambda: not os.listdir(place / "temporary"), "a file is left in TMPDIR"
    )


@pytest.mark.parametrize("number", CODES)
def test_a_signal_ends_a_run_and_keeps_what_is_done(
    place: Path, number: signal.Signals
) -> None:
    quick = written(place, {**FIELDS, "id": "quick"}, "quick.json")
    ports = "--ports=python,r,octave" if LONG else "--ports=python"
    judge = begun(place, "run", quick, "own.json", ports, "--json=out.json")
    # By then the quick case is done: a busy machine takes longer for as much.
    enough = 16 if LONG else 6
    wait_until(lambda: computed(judge) > enough, "it does not compute")
    judge.send_signal(number)
    shown, said = judge.communicate(timeout=60)
    assert judge.returncode == CODES[number]
    found = read_results(place / "out.json")
    assert {run.case for run in found.runs} == {"quick"}
    assert not found.is_complete
    assert found.verdict == "error"
    assert "the run is not complete" in shown
    assert said == f"lockstep: stopped after {len(found.runs)} runs\n"
    assert_nothing_is_left(place)


@pytest.mark.parametrize("times", [2, 3, 5])
def test_ctrl_c_again_and_again_is_still_130_and_words(
    place: Path, times: int
) -> None:
    port = described(place, "hang")
    judge = begun(place, "validate", port, "--cases=own.json", "--level=1")
    wait_until(lambda: alive("hostile_port.py"), "no port was started")
    for _ in range(times):
        judge.send_signal(signal.SIGINT)
        time.sleep(0.01)
    _, said = judge.communicate(timeout=60)
    assert judge.returncode == 130
    assert said.startswith("lockstep: stopped")
    assert "Traceback" not in said
    assert_nothing_is_left(place)


@pytest.mark.parametrize(
    "after", [x / 10 for x in range(31)] if LONG else [0.0, 0.5, 1.5]
)
def test_ctrl_c_while_it_starts_prints_no_traceback(
    place: Path, after: float
) -> None:
    judge = begun(place, "run", "own.json", "--ports=python")
    wait_until(lambda: hears_signals(judge), "it never began")
    time.sleep(after)
    judge.send_signal(signal.SIGINT)
    _, said = judge.communicate(timeout=60)
    assert judge.returncode == 130
    # In its first moments it has no words yet.
    assert len(said.splitlines()) <= 1
    assert said.startswith("lockstep: stopped") or not said
    assert_nothing_is_left(place)


@pytest.mark.parametrize("command", ["run", "validate"])
def test_a_judge_that_is_killed_leaves_nothing(
    place: Path, command: str
) -> None:
    port = described(place, "hang_elsewhere")
    (place / "out.json").write_text("{}")
    asked = ("run", "own.json", f"--ports=python,{port}")
    if command == "validate":
        asked = ("validate", port, "--cases=own.json")
    judge = begun(place, *asked, "--json=out.json")
    wait_until(lambda: alive("hostile_port.py"), "no port was started")
    judge.kill()
    judge.communicate(timeout=60)
    assert_nothing_is_left(place)
    assert json.loads((place / "out.json").read_text()) == {}
