"""Annotations stand at the port's own source line."""

from __future__ import annotations

from pathlib import Path

import pytest

from lockstep.compare.findings import Divergence
from lockstep.files.paths import repository_root
from lockstep.judge import DIVERGED, ERROR
from lockstep.judge.results import Results, RunResult
from lockstep.report.formats.annotations import github_annotations

SOURCES = {
    "relu": {"file": "src/port.js", "first_line": 3, "text": ""},
    "network_backward": {"file": "src/port.js", "first_line": 40, "text": ""},
}


def failed(
    case: str,
    quantity: str,
    operation: str = "",
    port: str = "mine",
    mode: str = "free",
) -> RunResult:
    message = f"{quantity} at step 0"
    place = Divergence(
        *(0, quantity, [], 1.0, 2.0, 1.0, 0.0),
        operation=operation,
        message=message,
    )
    return RunResult(
        *(case, port, mode, DIVERGED),
        level=1,
        command="again",
        message=message,
        divergence=place,
    )


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    return tmp_path


def annotated(folder: Path, *runs: RunResult) -> list[str]:
    facts = {"file": str(folder / "port.json"), "sources": SOURCES}
    return github_annotations(
        Results("0", "1", {"ports": {"mine": facts}}, list(runs))
    )


def test_the_line_is_that_of_the_operation(checkout: Path) -> None:
    assert annotated(checkout / "js", failed("a", "A1", "relu")) == [
        "::error file=js/src/port.js,line=3,"
        "title=a%2C mine%2C level 1 free%3A diverged::A1 at step 0 (again)"
    ]


@pytest.mark.parametrize(
    ("quantity", "operation", "place"),
    [
        ("dW2", "dense_gradients and l2_gradient", "src/port.js,line=40"),
        ("dZ1", "", "src/port.js,line=40"),
        ("Z1", "dense_forward", "port.json,line=1"),
        ("W1", "adam", "port.json,line=1"),
        ("loss", "", "port.json,line=1"),
    ],
)
def test_else_it_is_that_of_the_pass_or_port_json(
    checkout: Path, quantity: str, operation: str, place: str
) -> None:
    (line,) = annotated(checkout, failed("a", quantity, operation))
    assert line.startswith(f"::error file={place},")


def test_a_port_that_does_not_run_is_marked_at_port_json(
    checkout: Path,
) -> None:
    run = RunResult("a", "mine", "free").with_verdict(
        ERROR, "ended with 1:\n50% done"
    )
    (line,) = annotated(checkout, run)
    assert line.startswith("::error file=port.json,line=1,")
    assert "::ended with 1:%0A50%25 done" in line


def test_a_replay_says_more_than_a_free_run(checkout: Path) -> None:
    free, replay = failed("a", "loss"), failed("a", "dZ1", mode="replay")
    for runs in ([free, replay], [replay, free]):
        (line,) = annotated(checkout, *runs)
        assert "file=src/port.js,line=40" in line
        assert line.endswith("::dZ1 at step 0 (again)")


def test_cases_that_fail_at_one_line_share_an_annotation(
    checkout: Path,
) -> None:
    runs = [failed(case, "A1", "relu") for case in ("a", "b", "c")]
    lines = annotated(checkout, *runs, failed("d", "dW1"))
    assert len(lines) == 2
    assert lines[0].endswith("(again); 2 more cases fail here")


def test_code_outside_of_the_checkout_has_no_place(checkout: Path) -> None:
    (line,) = annotated(Path("/elsewhere"), failed("a", "A1", "relu"))
    assert line.startswith("::error title=a")


@pytest.mark.parametrize(
    ("port", "file", "code"),
    [
        ("python", "python/firstprinciples/layers.py", "def dense_forward("),
        ("r", "r/R/layers.R", "dense_forward <- function("),
        ("octave", "octave/inst/layers/dense_forward.m", "function Z = dense"),
    ],
)
def test_languages_that_come_along_are_marked_in_their_sources(
    monkeypatch: pytest.MonkeyPatch, port: str, file: str, code: str
) -> None:
    root = repository_root()
    monkeypatch.setenv("GITHUB_WORKSPACE", str(root))
    results = Results("0", "1", {"ports": {port: {"language": "any"}}}, [])
    results.runs.append(failed("a", "Z1", "dense_forward", port))
    (line,) = github_annotations(results)
    assert line.startswith(f"::error file={file},line=")
    number = int(line.partition("line=")[2].partition(",")[0])
    text = (root / file).read_text("utf-8").splitlines()
    marked = (
        [text[number - 1]]
        if port != "python"
        else text[number - 1 : number + 1]
    )
    assert any(row.startswith(code) for row in marked)
