"""Many runs in one session leave no process, no open file and no memory."""

from __future__ import annotations

import gc
import json
import subprocess
from pathlib import Path

import psutil
import pytest
from command import COMMAND, LONG
from hostile_port import described
from own_case import FIELDS, make_folder, written

import lockstep
from lockstep.files.guard import scratch

RUNS = 1000 if LONG else 12
WARM = 4
MOST_GROWTH = 24 << 20  # bytes


def held() -> tuple[int, int, int]:
    """Open files, processes started, files in the temporary folder."""
    me = psutil.Process()
    family = me.children(recursive=True)
    return me.num_fds(), len(family), len(list(scratch().iterdir()))


@pytest.mark.timeout(3 * RUNS + 600)
def test_runs_leave_nothing(tmp_path: Path) -> None:
    case = written(make_folder(tmp_path), {**FIELDS, "steps": 3})
    program = str(described(tmp_path, "extras"))
    before, memory = (0, 0, 0), 0
    for number in range(RUNS):
        results = lockstep.run([case, "softmax-ties"], ["python", program])
        assert {run.port for run in results.runs} == {"python", "hostile"}
        if number == WARM:
            gc.collect()
            before, memory = held(), psutil.Process().memory_info().rss
    gc.collect()
    assert held() == before
    assert psutil.Process().memory_info().rss - memory < MOST_GROWTH


def test_two_suites_do_not_disturb_each_other(tmp_path: Path) -> None:
    ports = "--ports=python,r,octave" if LONG else "--ports=python"
    cases = ("softmax-ties", "gate_or-2x1_sigmoid-gd")
    files = [tmp_path / f"{number}.json" for number in range(2)]
    suites = [
        subprocess.Popen(
            [*COMMAND, "run", *cases, ports, f"--json={file}"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for file in files
    ]
    for suite in suites:
        shown, said = suite.communicate(timeout=300)
        assert suite.returncode == 0, shown + said
    found = [json.loads(file.read_text())["runs"] for file in files]
    changing = ("seconds",)
    plain = [
        [{k: v for k, v in run.items() if k not in changing} for run in runs]
        for runs in found
    ]
    assert plain[0] == plain[1]
