"""Memory does not grow with the number of steps, on either side.

The port is Python's, which writes chunks of 1,000 steps.  Each run has a
process of its own; the long one trains four times as many steps.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from own_case import FIELDS, changed, make_folder, written

SHORT, LONG = 2000, 6000  # two chunks are held at a time
# A judge that kept every step would take 1.6 times as much.
MOST = 1.3
JUDGE = """
import json, resource, sys, tracemalloc
from pathlib import Path
import firstprinciples
from lockstep.ports.program.outputs import TraceFiles
from lockstep.judge.run import validate

case, steps, keeps = sys.argv[1], int(sys.argv[2]), sys.argv[3] == "True"
port = Path(firstprinciples.__file__).with_name("port.json")
validate(port, level=2, cases=[case], steps=5)  # what is imported late
kept, rows = [], TraceFiles.rows

def rows_kept(self, first_step, n_steps):
    trace = rows(self, first_step, n_steps)
    kept.append({name: value.copy() for name, value in trace.items()})
    return trace

if keeps:
    TraceFiles.rows = rows_kept
tracemalloc.start()
results = validate(port, level=2, cases=[case], steps=steps)
judge = tracemalloc.get_traced_memory()[1]
program = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
verdicts = [run.verdict for run in results.runs]
print(json.dumps({"judge": judge, "port": program, "verdicts": verdicts}))
"""


@cache
def judged(case: Path, steps: int, keeps: bool = False) -> dict:
    """Verdicts, and the most memory that judge and port held."""
    ended = subprocess.run(
        [sys.executable, "-c", JUDGE, str(case), str(steps), str(keeps)],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(ended.stdout)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_folder(tmp_path_factory.mktemp("long"))
    drawn = {"method": "he", "distribution": "normal"}
    fields = changed(FIELDS, weights=drawn, seed=1, steps=LONG)
    fields["network"]["layer_sizes"] = [2, 24, 4]
    return written(folder, fields)


@pytest.mark.parametrize("side", ["judge", "port"])
def test_memory_stays_flat(case: Path, side: str) -> None:
    short, long = judged(case, SHORT), judged(case, LONG)
    assert set(short["verdicts"] + long["verdicts"]) == {"equal"}
    assert long[side] < MOST * short[side], f"{short[side]}, {long[side]}"


def test_a_judge_that_keeps_every_step_is_noticed(case: Path) -> None:
    short, long = judged(case, SHORT), judged(case, LONG, keeps=True)
    assert long["judge"] > MOST * short["judge"]
