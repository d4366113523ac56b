from __future__ import annotations

import re
from dataclasses import replace
from io import StringIO

from rich.console import Console
from typer.testing import CliRunner

from lockstep.cli import app
from lockstep.compare.findings import WorstError
from lockstep.errors import InputError
from lockstep.files.paths import repository_root
from lockstep.judge.results import RunResult
from lockstep.report.side_by_side.columns import describe, print_side_by_side
from lockstep.report.side_by_side.sources import operation_sources
from lockstep.report.side_by_side.timings import summarize


def operation_run(case: str, seconds: float, ulp: float = 0.0) -> RunResult:
    errors = {"output": WorstError(1e-16, ulp, ulp / 100, 0)}
    return RunResult(case, "r", "operation", seconds=seconds, max_error=errors)


def test_quickest_call_and_worst_error_count() -> None:
    runs = [
        operation_run("softmax-a", 5.0, 1.0),
        operation_run("softmax-a", 3e-6, 2.0),
        operation_run("softmax-b", 1e-6),
    ]
    measured = summarize(runs)["r"]
    assert (measured.verdict, measured.n_cases) == ("equal", 2)
    assert (measured.ulp, measured.fraction) == (2.0, 0.02)
    assert measured.seconds == 2e-6
    assert describe(measured) == (
        "equal on 2 cases; error 2 ULP, 2 % of the bound; 2 µs"
    )


def test_one_wrong_case_is_the_verdict() -> None:
    wrong = operation_run("softmax-b", 1e-6).with_verdict("diverged", "")
    measured = summarize([operation_run("softmax-a", 1e-6), wrong])["r"]
    assert measured.verdict == "diverged"


def shown(width: int, comments: bool = False) -> str:
    stream = StringIO()
    console = Console(width=width, file=stream)
    print_side_by_side(console, "relu", operation_sources("relu"), {}, comments)
    return stream.getvalue()


def test_wide_screen_shows_columns_and_a_narrow_one_stacks() -> None:
    assert "relu <- function(Z)" in shown(200).splitlines()[1]
    assert "function A = relu" in shown(200).splitlines()[1]
    narrow = shown(80).splitlines()
    assert max(map(len, narrow)) <= 80
    assert not any("def relu" in n and "function" in n for n in narrow)


def test_comments_are_shown_on_demand() -> None:
    assert "texinfo" not in shown(200)
    assert "texinfo" in shown(200, comments=True)


JAVASCRIPT = repository_root() / "examples" / "javascript"


def compared(*wanted: str) -> tuple[int, str]:
    """Exit code and output of `lockstep compare`."""
    found = CliRunner().invoke(app, ["compare", *wanted])
    return found.exit_code, found.output


def test_equation_and_derivation_stand_above_the_sources() -> None:
    code, output = compared("softmax")
    assert code == 0
    assert output.startswith("softmax: p_k = ")
    assert "docs/course/softmax.md#" in output.splitlines()[1]
    assert "R recycles down the columns" in " ".join(output.split())


def test_nothing_is_measured_unasked(monkeypatch) -> None:
    monkeypatch.setattr("lockstep.judge.run.run", None)  # would be called
    assert compared("relu")[0] == 0


def test_a_port_is_a_column_more() -> None:
    code, output = compared("relu", "--port", str(JAVASCRIPT))
    assert code == 0
    assert "javascript: port.js" in output


def test_a_port_that_names_no_source_is_bad_input() -> None:
    found = CliRunner().invoke(
        app, ["compare", "adam", "--port", str(JAVASCRIPT)]
    )
    assert isinstance(found.exception, InputError)
    assert "'adam' is not named there, only relu" in str(found.exception)


def test_bars_are_as_long_as_times() -> None:
    quick = summarize([operation_run("relu-a", 1e-6)])["r"]
    slow = replace(quick, seconds=4e-6)
    stream = StringIO()
    console = Console(width=200, file=stream)
    sources = operation_sources("relu")
    measured = {"r": quick, "octave": slow}
    print_side_by_side(console, "relu", sources, measured, False)
    bars = re.findall("\u2588+", stream.getvalue())
    assert sorted(map(len, bars)) == [5, 20]
