"""The sheet of conventions, asked for, and first where training diverges."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from missing import need
from typer.testing import CliRunner

from lockstep.cli import app
from lockstep.errors import InputError
from lockstep.files.paths import repository_root

AWK = repository_root() / "examples" / "awk"
CASE = "circles-2x11x1_relu-l2"
HEAD = "conventions that differ"
ROW = "L2 in the loss the L2 penalty in the loss is not halved"


@pytest.fixture
def halved_not(tmp_path: Path) -> Path:
    """The port in awk, whose loss has the whole L2 penalty."""
    need(shutil.which("awk"), "awk is not installed: apt-get install mawk")
    folder = shutil.copytree(AWK, tmp_path / "mine")
    file, right = folder / "port.awk", 'field["network.l2_penalty"] / 2'
    text = file.read_text("utf-8")
    assert text.count(right) == 1
    file.write_text(text.replace(right, right.removesuffix(" / 2")), "utf-8")
    return folder


def call(*words: object) -> tuple[int, list[str]]:
    """Exit code, and the lines of the output, their spaces made one."""
    result = CliRunner().invoke(app, ["validate", *map(str, words)])
    lines = [" ".join(line.split()) for line in result.output.splitlines()]
    return result.exit_code, [line for line in lines if line]


def test_what_differs_comes_first_where_training_diverges(
    halved_not: Path, tmp_path: Path
) -> None:
    asked = "--cases", CASE, "--steps", 2, "--json", tmp_path / "r.json"
    code, lines = call(halved_not, *asked)
    assert code == 1
    place = next(i for i, line in enumerate(lines) if line.startswith(HEAD))
    assert lines[place + 2].startswith(ROW)
    assert lines[place + 2].endswith("differs")
    assert lines[place + 3].startswith("lockstep ")  # one row, then numbers


def test_nothing_is_said_of_a_port_that_is_equal() -> None:
    code, lines = call(AWK, "--cases", CASE, "--steps", 2)
    assert code == 0
    assert not [line for line in lines if line.startswith(HEAD)]


def test_the_sheet_goes_into_json(halved_not: Path, tmp_path: Path) -> None:
    file = tmp_path / "sheet.json"
    code, lines = call(halved_not, "--conventions", "--json", file)
    assert code == 1
    assert "1 of " in lines[-1]
    rows = json.loads(file.read_text("utf-8"))["rows"]
    assert [r["name"] for r in rows if r["differs"]] == ["L2 in the loss"]


def test_a_port_that_does_not_start_has_no_table(halved_not: Path) -> None:
    (halved_not / "port.awk").unlink()
    code, lines = call(halved_not, "--conventions")
    assert code == 3
    assert not [line for line in lines if line.startswith("convention")]
    assert "cannot be told" in lines[-1]


@pytest.mark.parametrize("option", ["--level=1", "--quick", "--cases=x"])
def test_options_that_judge_are_refused(option: str) -> None:
    words = ["validate", str(AWK), "--conventions", option]
    with pytest.raises(InputError, match="judges nothing"):
        CliRunner().invoke(app, words, catch_exceptions=False)


def test_no_sentence_is_folded_in_a_pipe_but_where_columns_says_so(
    halved_not: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = "--cases", CASE, "--steps", 2
    _, lines = call(halved_not, *asked)
    (meaning,) = [line for line in lines if line.startswith("what it means")]
    assert meaning.endswith("starts from the port's own parameters")
    monkeypatch.setenv("COLUMNS", "80")
    _, folded = call(halved_not, *asked)
    assert meaning not in folded
    assert [line for line in folded if line.startswith("what it means")]
