from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

import lockstep
from lockstep.compare.findings import (
    Cause,
    Comparison,
    Divergence,
    WorstError,
)
from lockstep.errors import JudgeError
from lockstep.judge.results import Outcome, Results, RunResult
from lockstep.report.formats.files import write_json, write_junit
from lockstep.report.formats.summary import markdown
from lockstep.report.port.blocks import most_telling
from lockstep.report.terminal import print_results


def sample() -> Results:
    errors = {"loss": WorstError(1e-16, 1.0, 0.1, 3)}
    equal = RunResult(
        "spiral", "python", "free", steps=10, values=100, max_error=errors
    )
    apart = RunResult("spiral", "r", "free", command="lockstep run spiral")
    nan = float("nan")
    place = Divergence(
        3,
        "db2",
        [0, 0],
        *(0.1, nan, nan, 1e-16),
        agreed=["loss"],
        message="db2[0, 0] at step 3: expected 0.1, got nan",
    )
    apart = apart.with_outcome(Outcome(Comparison(divergence=place)))
    broken = RunResult("spiral", "octave", "free").with_outcome(
        Outcome(failure="octave-cli is not installed \x1b[31m<&>")
    )
    environment = {"ports": {"r": {"language": "R version 4.2.2"}}}
    return Results("0.1.0", "1", environment, [equal, apart, broken])


def printed(results: Results) -> str:
    stream = io.StringIO()
    print_results(Console(file=stream, width=200), results)
    return stream.getvalue()


def failed(mode: str, level: int | None, place: Divergence | None) -> RunResult:
    run = RunResult("c", "mine", mode, level=level)
    seen = Comparison(divergence=place)
    return run.with_outcome(Outcome(seen, failure="" if place else "crashed"))


def test_of_a_case_the_most_telling_run_is_told() -> None:
    place = Divergence(0, "W1", message="W1 at step 0")
    one, two = failed("free", 1, place), failed("free", 2, place)
    three, read = failed("replay", 3, None), failed("echo", 0, place)
    assert most_telling([one, two, three]) == [(two, [one, three])]
    assert most_telling([one, two, read]) == [(read, [one, two])]
    follows = failed("free", 3, Divergence(1, "vW1", message="vW1 at step 1"))
    assert most_telling([one, follows]) == [(one, [follows])]
    assert most_telling([sample().runs[0]]) == []


def test_a_known_mistake_is_told_with_its_cure() -> None:
    cause = Cause("relu-slope-at-0", "relu'(0) is 1", "0 at 0")
    place = Divergence(0, "W1", causes=[cause], message="W1 at step 0")
    results = sample()
    results.runs[:] = [failed("free", 1, place)]
    assert "known mistake: relu'(0) is 1; right: 0 at 0" in printed(results)


def test_verdict_of_all_runs_is_the_worst() -> None:
    results = sample()
    assert results.verdict == "diverged"
    results.runs.pop(1)
    assert results.verdict == "error"
    results.runs.pop(1)
    assert results.verdict == "equal"


def test_what_agrees_with_itself_counts_for_nothing() -> None:
    python, r, *_ = lockstep.run("softmax-ties", ["python", "r"]).runs
    assert (python.is_own_code, r.is_own_code) == (True, False)
    environment = {"ports": {"r": {}, "python": {}}}
    both = Results("0", "1", environment, [python, r])
    assert (both.values, both.own_values) == (r.values, python.values)
    told = f"{r.values} values compared, and {python.values} of the"
    assert told in printed(both)
    assert f"{r.values} values compared\n" in printed(
        Results("0", "1", environment, [r])
    )


def test_no_runs_at_all_are_not_equal() -> None:
    assert Results("0", "1", {}, []).verdict == "error"


def test_json_has_the_published_form(tmp_path: Path) -> None:
    file = tmp_path / "results.json"
    write_json(file, sample())
    found = json.loads(file.read_text())
    assert list(found) == [
        "lockstep",
        "format",
        "fixtures",
        "verdict",
        "is_complete",
        "environment",
        "runs",
    ]
    run = found["runs"][1]
    assert run["divergence"]["quantity"] == "db2"
    assert run["divergence"]["index"] == [0, 0]
    assert run["divergence"]["actual"] == "nan"
    assert found["runs"][0]["divergence"] is None
    assert found["runs"][0]["max_error"]["loss"]["ulp"] == 1.0
    assert found["runs"][0]["headroom"] == 10.0
    assert found["runs"][1]["headroom"] is None


def test_junit_counts_failures_and_errors(tmp_path: Path) -> None:
    file = tmp_path / "results.xml"
    write_junit(file, sample())
    suite = ET.parse(file).getroot()
    assert (suite.get("tests"), suite.get("failures")) == ("3", "1")
    assert suite.get("errors") == "1"
    assert suite[1][0].tag == "failure"


def test_report_tells_place_agreement_and_command() -> None:
    text = printed(sample())
    assert "db2[0, 0] at step 3" in text
    assert "agreed before: all 3 steps before it; loss" in text
    assert "see it again: lockstep run spiral" in text
    assert "1 equal, 1 diverged, 1 error" in text


def test_report_shows_the_headroom_or_that_all_is_exact() -> None:
    rows = [line.split() for line in printed(sample()).splitlines()]
    headroom = {row[1]: row[-4] for row in rows if row[:1] == ["spiral"]}
    assert headroom == {"python": "10", "r": "-", "octave": "-"}


def test_report_in_a_pipe_has_no_colour() -> None:
    assert "\x1b[3" not in printed(sample()).replace("\x1b[31m<&>", "")


def test_frame_has_a_row_for_each_quantity() -> None:
    frame = sample().to_frame()
    assert len(frame) == 3
    assert frame.loc[0, "quantity"] == "loss"
    assert np.isclose(frame.loc[0, "fraction"], 0.1, rtol=0, atol=0)


def test_file_that_cannot_be_written_is_no_bad_input(tmp_path: Path) -> None:
    with pytest.raises(JudgeError, match="cannot write"):
        write_json(tmp_path / "none" / "results.json", sample())


@pytest.mark.parametrize("width", [80, 100, 120, 200])
def test_a_table_of_any_width_has_values_error_and_digits(width: int) -> None:
    stream = io.StringIO()
    print_results(Console(file=stream, width=width), sample())
    lines = stream.getvalue().splitlines()
    (head,) = [line for line in lines if line.startswith("case")]
    for column in ("verdict", "values", "worst error", "normwise digits"):
        assert column in head
    assert all(len(line) <= width for line in lines)


def of_one_port() -> Results:
    """Of a port that diverges at level 2 of 2."""
    place = Divergence(
        1, "dW2", [0, 0], 1.0, 2.0, 1.0, 1e-16, message="dW2 " * 40
    )
    runs = [
        RunResult("a" * 33, "mine", "echo", level=0),
        RunResult("a" * 33, "mine", "free", level=1, values=1_000_000),
        RunResult("a" * 33, "mine", "free", level=2, command="validate " * 15),
    ]
    runs[2] = runs[2].with_outcome(Outcome(Comparison(divergence=place)))
    return Results("0", "1", {"ports": {"mine": {"level": "2"}}}, runs)


@pytest.mark.parametrize("width", [80, 100, 120])
def test_of_one_port_each_row_tells_its_level(width: int) -> None:
    stream = io.StringIO()
    print_results(Console(file=stream, width=width), of_one_port())
    text = stream.getvalue()
    for words in ("0 echo", "1 free", "2 free"):
        assert words in text
    assert ("a" * 33 in text.split("\n\n")[0]) == (width >= 120)


def test_long_lines_are_folded_under_their_beginning_but_no_command() -> None:
    stream = io.StringIO()
    print_results(Console(file=stream, width=80), of_one_port())
    _, block, _ = stream.getvalue().split("\n\n")
    _, *lines = block.splitlines()
    assert all(line.startswith("  ") for line in lines)
    assert "  see it again: " + ("validate " * 15).rstrip() in [
        line.rstrip() for line in lines
    ]


def test_claim_and_verdict_stand_side_by_side(tmp_path: Path) -> None:
    results = of_one_port()
    told = "level reached in the part that was run: 1; port.json claims 2"
    assert told in printed(results)
    assert "part that was run: 1; port.json claims 2." in markdown(results)
    file = tmp_path / "results.json"
    write_json(file, results)
    levels = json.loads(file.read_text())["levels"]
    assert levels == {"claimed": 2, "reached": 1, "is_whole": False}
    results.runs.pop()
    results.environment["ports"]["mine"]["level"] = "1"
    assert "claims" not in printed(results)


def test_a_drift_is_not_told_where_a_block_says_more() -> None:
    results = of_one_port()
    results.runs[1] = replace(results.runs[1], message="it drifts")
    assert "it drifts" not in printed(results)
    results.runs.pop()
    assert "mine, free: it drifts" in printed(results)


def test_a_row_that_diverges_shows_the_error_that_did_it() -> None:
    place = Divergence(
        0, "W1", [0, 0], 2.0, 2.5, 0.5, 1e-15, message="W1 at step 0"
    )
    results = sample()
    results.runs[:] = [failed("free", 1, place)]
    (row,) = [
        line for line in printed(results).splitlines() if line.startswith("c ")
    ]
    assert "2.5e-01 W1" in row
    assert "2e-15" in row
