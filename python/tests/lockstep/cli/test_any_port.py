"""Every command that takes a port takes any: a name, port.json, or folder."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from missing import need
from typer.testing import CliRunner

import lockstep
from lockstep.cli import app
from lockstep.errors import InputError
from lockstep.files.paths import repository_root
from lockstep.ports.new_port import new_port

CASE = "circles-2x11x1_relu-l2"
EXAMPLES = repository_root() / "examples"
AWK, JAVASCRIPT = EXAMPLES / "awk", EXAMPLES / "javascript"
NAMED = {"a folder": AWK, "a port.json": AWK / "port.json"}
TAKE_A_PORT = {
    "run": ("run", CASE, "--ports"),
    "validate": ("validate",),
    "selfcheck": ("selfcheck",),
    "explain": ("explain", CASE, "--port"),
    "plot": ("plot", CASE, "--ports"),
    "horizon": ("horizon", CASE, "--ports"),
    "report": ("report", "--ports"),
    "compare": ("compare", "relu", "--port"),
}


@pytest.fixture(autouse=True)
def _awk() -> None:
    need(shutil.which("awk"), "awk is not installed: apt-get install mawk")


def call(*arguments: object) -> tuple[int, str]:
    """Exit code and output."""
    found = CliRunner().invoke(app, [str(word) for word in arguments])
    assert not isinstance(found.exception, InputError), found.exception
    return found.exit_code, " ".join(found.output.split())


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """The port in awk, whose biases do not learn."""
    folder = shutil.copytree(AWK, tmp_path / "wrong")
    file, right = folder / "port.awk", "b[l, i, 1] -= rate * db[l, i, 1]"
    text = file.read_text()
    assert right in text
    file.write_text(text.replace(right, "b[l, i, 1] -= 0"))
    return folder


@pytest.mark.parametrize("command", TAKE_A_PORT)
def test_help_says_how_a_port_is_named(command: str) -> None:
    code, text = call(command, "--help")
    assert code == 0
    words = "".join(c for c in text if c.isalnum() or c in ". ")
    assert "port.json or its folder" in " ".join(words.split())


@pytest.mark.parametrize("command", TAKE_A_PORT)
@pytest.mark.parametrize(
    ("port", "says"),
    [
        ("nowhere", "unknown port 'nowhere': choose from python, r, octave"),
        ("nowhere.json", "nowhere.json: no such file"),
    ],
)
def test_a_port_that_is_not_there_is_bad_input(
    command: str, port: str, says: str
) -> None:
    with pytest.raises(InputError, match=says):
        CliRunner().invoke(
            app, [*TAKE_A_PORT[command], port], catch_exceptions=False
        )


def test_two_ports_of_one_name_are_told_apart(wrong: Path) -> None:
    ports = f"--ports={AWK},{wrong}"
    said = f"{AWK} and {wrong} are both named 'awk': change `name`"
    with pytest.raises(InputError, match=said):
        CliRunner().invoke(app, ["plot", CASE, ports], catch_exceptions=False)


@pytest.mark.parametrize("named", NAMED)
def test_a_port_of_level_2_is_explained_by_its_own_training(
    named: str, tmp_path: Path
) -> None:
    file = tmp_path / "step.json"
    step = ("--step", 2, "--json", file)
    code, text = call("explain", CASE, "--port", NAMED[named], *step)
    assert code == 0, text
    assert f"{CASE}, awk, step 2: every quantity is within its bound" in text
    rows = json.loads(file.read_text())["rows"]
    assert [row["quantity"] for row in rows] == (
        ["loss", "dW2", "db2", "dW1", "db1", "W1", "b1", "W2", "b2"]
    )
    for row in rows:
        assert row["worst"]["error"] <= row["worst"]["bound"] < 1e-12


def test_its_mistake_is_beyond_the_bound(wrong: Path) -> None:
    code, text = call("explain", CASE, "--port", wrong, "--step", 1)
    assert code == 1
    assert "b1 is the first beyond its bound" in text


@pytest.mark.parametrize(
    ("case", "lacks"),
    [
        ("circles-2x11x1_relu-dropout", "dropout"),
        ("dense_forward-ordinary", "operation dense_forward"),
    ],
)
def test_what_a_port_does_not_declare_is_not_explained(
    case: str, lacks: str
) -> None:
    code, text = call("explain", case, "--port", AWK)
    assert code == 3
    assert f"not supported: port.json does not declare {lacks}" in text


def test_programs_go_into_a_folder_that_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    step = ("explain", CASE, "--port", AWK, "--scripts", folder)
    code, text = call(*step)
    assert code == 0, text
    assert [file.suffix for file in folder.iterdir()] == [".py"]


def test_without_parameters_there_is_no_step(wrong: Path) -> None:
    file = wrong / "port.awk"
    text, put = file.read_text(), 'put_matrix("b" l, b, l, units[l], 1)'
    head, _, tail = text.rpartition(put)
    assert tail
    lost = head.replace('shape("b" l, steps " " units[l] " 1")', "") + tail
    file.write_text(lost)
    code, text = call("explain", CASE, "--port", wrong, "--step", 1)
    assert code == 3
    assert "b1" in text


def test_a_port_that_only_reads_has_no_step(tmp_path: Path) -> None:
    new_port("mine", "Python", tmp_path)
    port = tmp_path / "mine"
    with pytest.raises(InputError, match="mine claims level 0, which reads"):
        lockstep.trace(CASE, port)
    explain = ["explain", CASE, "--port", str(port)]
    with pytest.raises(InputError, match="mine claims level 0, which reads"):
        CliRunner().invoke(app, explain, catch_exceptions=False)
    code, text = call("horizon", CASE, "--ports", port, "--steps", 2)
    assert code == 3
    assert "mine: not supported: relu, sigmoid" in text


@pytest.mark.parametrize("named", NAMED)
def test_horizon_tells_how_long_a_port_stays(
    named: str, tmp_path: Path
) -> None:
    file = tmp_path / "horizon.json"
    more = ("--steps", 3, "--json", file)
    code, text = call("horizon", CASE, "--ports", NAMED[named], *more)
    assert code == 0, text
    assert "awk: stays with the reference for all 3 steps" in text
    (found,) = json.loads(file.read_text())["ports"]
    assert (found["port"], found["verdict"], found["steps"]) == (
        *("awk", "equal"),
        3,
    )


def test_horizon_tells_that_a_port_diverges(wrong: Path) -> None:
    code, text = call("horizon", CASE, "--ports", wrong, "--steps", 3)
    assert code == 1
    assert "awk: diverged: b1[0, 0] at step 0" in text


@pytest.mark.parametrize("named", NAMED)
def test_a_port_is_drawn(named: str, tmp_path: Path) -> None:
    file = tmp_path / "curves.svg"
    more = ("--ports", f"python,{NAMED[named]}", "--steps", 3, "-o", file)
    assert call("plot", CASE, *more)[0] == 0
    assert "<svg" in file.read_text()


@pytest.mark.parametrize("named", NAMED)
def test_a_port_is_traced(named: str) -> None:
    trace = lockstep.trace(CASE, NAMED[named], steps=3)
    assert trace["dW1"].shape == (3, 11, 2)


@pytest.mark.parametrize(
    ("port", "says"),
    [
        (AWK, "'relu' is not named there, only nothing"),
        ("octave", "it stands beside the others already"),
    ],
)
def test_compare_needs_another_port_that_names_sources(
    port: object, says: str
) -> None:
    with pytest.raises(InputError, match=says):
        CliRunner().invoke(
            app,
            ["compare", "relu", "--port", str(port)],
            catch_exceptions=False,
        )


def test_compare_takes_a_port_json() -> None:
    code, text = call("compare", "relu", "--port", JAVASCRIPT / "port.json")
    assert code == 0
    assert "javascript: port.js" in text


def test_the_report_is_of_the_ports_that_are_named(
    tmp_path: Path, monkeypatch
) -> None:
    asked = {}

    def run(cases: object, ports: list[str], **options: object) -> object:
        asked["ports"] = ports
        from lockstep.judge.run import validate

        return validate(AWK, 1, [CASE], steps=2)

    monkeypatch.setattr("lockstep.judge.run.run", run)
    page = tmp_path / "report.html"
    assert call("report", "-o", page, "--ports", f"python,{AWK}")[0] == 0
    assert asked["ports"] == ["python", str(AWK)]
    assert "awk" in page.read_text()


def test_a_report_of_results_takes_no_ports(tmp_path: Path) -> None:
    code, text = call("report", "--json", "x.json", "--ports", AWK)
    assert code == 2
    assert "leave out --ports" in text
