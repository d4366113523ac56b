"""lockstep validate: its exit codes, reports, pages and badges."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from own_case import FIELDS, written

import firstprinciples
from lockstep.errors import InputError
from lockstep.judge import DIVERGED, EQUAL, NOT_SUPPORTED
from lockstep.judge.results import Results, RunResult
from lockstep.ports.description import needs, read_port
from lockstep.report.formats.badge import badge, endpoint
from lockstep.report.formats.summary import add_summary, markdown
from lockstep.report.levels import (
    LevelCount,
    earned_level,
    level_counts,
    reached_level,
)

PORT = Path(firstprinciples.__file__).parent / "port.json"
LOCKSTEP = Path(sys.executable).with_name("lockstep")


def call(*arguments: object, folder: Path, **environment: str):
    return subprocess.run(
        [LOCKSTEP, "validate", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "TERM": "dumb", **environment},
        timeout=120,
    )


def described(folder: Path, **changes: object) -> Path:
    fields = json.loads(PORT.read_text())
    file = folder / "port.json"
    file.write_text(json.dumps({**fields, **changes}))
    return file


def test_a_port_that_reaches_its_level(folder: Path) -> None:
    written(folder, FIELDS)
    shown = call(
        PORT,
        "--cases=own.json,softmax-ties",
        "--json=out.json",
        "--junit=out.xml",
        "--ctrf=out.ctrf.json",
        "--summary=page.md",
        "--html=page.html",
        "--badges=.",
        folder=folder,
    )
    assert shown.returncode == 0, shown.stderr
    assert "level reached in the part that was run: 3" in shown.stdout
    runs = json.loads((folder / "out.json").read_text())["runs"]
    assert [run["level"] for run in runs] == [0, 0, 1, 2, 3]
    assert len(runs[2]["history"]["losses"]) == FIELDS["steps"]
    assert runs[2]["predictions"]["by"] == "python"
    assert "Python: reaches level 3" in (folder / "page.html").read_text()
    suite = ET.fromstring((folder / "out.xml").read_text())
    assert [case.get("name") for case in suite][1:3] == [
        "python-level-0-echo",
        "python-level-1-free",
    ]
    page = (folder / "page.md").read_text()
    assert re.search(r"\| 3 \| in 0 of \d+ cases \| 1 of 1 equal \|", page)
    counts = json.loads((folder / "out.ctrf.json").read_text())["results"]
    assert counts["summary"]["passed"] == counts["summary"]["tests"] == 5
    for level in range(4):
        ET.parse(folder / f"level-{level}.svg")
        drawn = json.loads((folder / f"level-{level}.json").read_text())
        assert re.fullmatch(r"equal in [01] of \d+ cases", drawn["message"])
        assert (drawn["color"], drawn["isError"]) == ("#616161", False)


def test_what_is_not_declared_alone_is_no_pass(folder: Path) -> None:
    file = described(folder, operations=[])
    shown = call(file, "--cases=softmax-ties", folder=folder)
    assert shown.returncode == 3
    assert (
        "not supported: 1 run, for want of operation softmax (1)"
        in shown.stdout
    )
    assert "level reached: none" in shown.stdout


def test_a_level_above_the_claim_is_not_supported(folder: Path) -> None:
    written(folder, FIELDS)
    file = described(folder, level=1)
    shown = call(
        file, "--cases=own.json", "--level=2", "--steps=2", folder=folder
    )
    assert shown.returncode == 0, shown.stdout + shown.stderr
    assert "level 2: 0 of 1 equal, 1 not supported" in shown.stdout
    assert "level reached in the part that was run: 1" in shown.stdout


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"capabilities": ["relo"]}, "unknown capability 'relo'; did you mean"),
        ({"operations": ["softmx"]}, "unknown operation 'softmx'; did you"),
        ({"operations": ["plot_roc"]}, "unknown operation 'plot_roc'"),
        ({"level": 4}, "level: expected a whole number from 0 to 3, got 4"),
        ({"comand": []}, "unknown key 'comand'; did you mean 'command'?"),
        ({"command": "node port.js"}, "command: expected a list"),
        ({"name": "My Port"}, "name: expected a text of the form"),
    ],
)
def test_a_port_json_that_is_wrong(
    folder: Path, changes: dict, says: str
) -> None:
    with pytest.raises(InputError) as refused:
        read_port(described(folder, **changes))
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nowhere.json",), "no such file; `lockstep new-port` writes one"),
        ((PORT, f"--badges={PORT}/badges"), "cannot make the folder"),
        ((PORT, "--ctrf=a", "--json=a"), "two reports would be written to a"),
        ((PORT, "--summary=no/page.md"), "no folder no; make it"),
        ((PORT, "--keep=."), "expected a new or empty folder"),
        ((PORT, "--cases=no-such-case"), "no case 'no-such-case'"),
    ],
)
def test_bad_usage_is_a_line_and_exit_2(
    folder: Path, arguments: tuple, says: str
) -> None:
    shown = call(*arguments, folder=folder)
    assert shown.returncode == 2
    assert says in shown.stderr
    assert len(shown.stderr.strip().splitlines()) == 1


def test_a_known_failure_of_no_case_is_refused(folder: Path) -> None:
    known = [{"case": "softmax-tie", "level": 0, "reason": "old"}]
    file = described(folder, known_failures=known)
    shown = call(file, "--cases=softmax-ties", folder=folder)
    assert shown.returncode == 2
    assert "did you mean 'softmax-ties'?" in shown.stderr


def results(*runs: RunResult) -> Results:
    return Results("0", "1", {"ports": {"mine": {}}}, list(runs))


def test_a_page_tells_levels_failures_and_what_was_not_asked(
    folder: Path,
) -> None:
    good = RunResult("a", "mine", "free", level=1)
    bad = RunResult("b", "mine", "free", level=1, command="again")
    bad = bad.with_verdict(DIVERGED, "W1 | at step 0: 50%")
    skipped = RunResult("c", "mine", "free", level=1)
    skipped = skipped.with_verdict(NOT_SUPPORTED, "adam")
    page = markdown(results(good, bad, skipped))
    assert "| 1 | no | 1 of 3 equal, 1 failed, 1 not supported |" in page
    assert "| b | level 1 free | diverged | W1 \\| at step 0: 50% |" in page
    assert "- adam: 1 runs" in page
    # CI keeps what other steps have written.
    (folder / "page.md").write_text("before\n")
    add_summary(folder / "page.md", results(good, bad, skipped))
    assert (folder / "page.md").read_text() == f"before\n{page}\n"


def test_a_badge_is_green_only_if_the_level_passes() -> None:
    passed = badge(LevelCount(1, 5, 4, 1, 0, 0))
    failed = badge(LevelCount(1, 5, 4, 0, 0, 1))
    nothing = badge(LevelCount(1, 5, 0, 5, 0, 0))
    assert "4 of 5" in passed
    assert "#2e7d32" in passed
    assert "1 failed" in failed
    assert "#2e7d32" not in failed + nothing


def test_shields_io_draws_the_same_badge() -> None:
    # Its schema: https://shields.io/badges/endpoint-badge
    assert endpoint(LevelCount(1, 5, 4, 1, 0, 0)) == {
        "schemaVersion": 1,
        "label": "lockstep level 1",
        "message": "4 of 5",
        "color": "#2e7d32",
        "isError": False,
    }
    failed = endpoint(LevelCount(2, 5, 4, 0, 0, 1))
    assert (failed["message"], failed["isError"]) == ("1 failed", True)


def test_a_level_is_reached_with_all_below_it() -> None:
    def count(level: int, equal: int, failed: int) -> LevelCount:
        return LevelCount(level, equal + failed, equal, 0, 0, failed)

    assert reached_level([count(0, 3, 0), count(1, 3, 0)]) == 1
    assert reached_level([count(0, 3, 0), count(1, 2, 1), count(2, 3, 0)]) == 0
    assert reached_level([count(0, 0, 0)]) is None


def of_cases(*runs: RunResult) -> Results:
    """Results of runs, where there are two training cases in all."""
    environment = {"ports": {}, "fixture_cases": {"training": 2}}
    return Results("0", "1", environment, list(runs))


WHOLE = RunResult("a", "mine", "free", level=1, steps=9, of_steps=9)
WHOLE = replace(WHOLE, is_fixture=True)


@pytest.mark.parametrize(
    ("runs", "part"),
    [
        ([WHOLE, replace(WHOLE, case="b")], ""),
        ([WHOLE], "1 of 2 cases"),
        ([WHOLE, replace(WHOLE, case="b", is_fixture=False)], "1 of 2 cases"),
        ([WHOLE, replace(WHOLE, case="b", steps=1)], "1 step"),
        ([replace(WHOLE, steps=5)], "1 of 2 cases, 5 steps"),
    ],
)
def test_a_part_of_the_cases_is_no_green_badge(runs: list, part: str) -> None:
    (count,) = level_counts(of_cases(*runs))
    assert (count.passes, count.part) == (True, part)
    assert ("#2e7d32" in badge(count)) == (not part)
    drawn = endpoint(count)
    assert drawn["message"] == (f"equal in {part}" if part else "2 of 2")


def test_a_grey_badge_counts_what_is_not_supported() -> None:
    apart = replace(WHOLE, case="b", verdict="not supported", steps=0)
    (count,) = level_counts(of_cases(replace(WHOLE, steps=5), apart))
    assert endpoint(count)["message"] == "1 equal in 5 steps"


def test_a_level_without_those_below_it_is_no_green_badge() -> None:
    high, low = LevelCount(2, 3, 3, 0, 0, 0), LevelCount(1, 3, 2, 0, 0, 1)
    assert endpoint(high, [low])["message"] == "level 1 is not reached"
    assert endpoint(high, [low])["isError"]
    part = LevelCount(1, 3, 3, 0, 0, 0, "1 step")
    assert endpoint(high, [part])["message"] == "equal in 1 step"
    assert "#2e7d32" not in badge(high, [part])
    assert reached_level([high]) is None
    assert earned_level([part]) is None


def test_verdicts_that_are_no_pass() -> None:
    skipped = RunResult("c", "mine", "free", NOT_SUPPORTED)
    assert results(skipped).verdict == NOT_SUPPORTED
    assert results(skipped, RunResult("a", "mine", "free")).verdict == EQUAL


def test_needs_of_a_case(folder: Path) -> None:
    from lockstep.cases.load import load_case

    fields = {
        **FIELDS,
        "network": {**FIELDS["network"], "keep_prob": 0.5, "l2_penalty": 0.1},
        "optimizer": {
            "name": "adam",
            "learning_rate": 0.1,
            "schedule": "step",
        },
        "batch_size": 2,
    }
    assert needs(load_case(written(folder, fields))) == [
        "relu",
        "softmax",
        "categorical_cross_entropy",
        "adam",
        "step_decay",
        "l2_penalty",
        "dropout",
        "batches",
    ]
