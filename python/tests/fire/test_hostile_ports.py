"""A port cannot harm the judge: each fault is a verdict of the port's own."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import alive, lockstep
from hostile_port import described
from own_case import FIELDS, make_folder, written

from lockstep.cases.load import load_case
from lockstep.errors import InputError, PortUnavailable
from lockstep.judge.run import validate
from lockstep.ports.description import read_port
from lockstep.ports.port import PortCut
from lockstep.ports.program.session import ProgramPort
from lockstep.ports.start import port_spec


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return written(make_folder(tmp_path), FIELDS)


REFUSALS = [
    ("brackets", "trace.json: too many nested brackets; 20 steps were"),
    ("out_removed", "OUT_DIR is no folder any more: No such file"),
    ("out_a_file", "OUT_DIR is no folder any more: Not a directory"),
    ("trace_a_link", "wrote no trace.json into OUT_DIR"),
]


@pytest.mark.parametrize(("fault", "says"), REFUSALS)
def test_a_fault_is_told_in_a_line(
    tmp_path: Path, case: Path, fault: str, says: str
) -> None:
    with ProgramPort(port_spec(described(tmp_path, fault)), 30.0) as port:
        port.open_case(load_case(case))
        with pytest.raises(PortUnavailable) as refused:
            list(port.train(20, 20))
    assert str(refused.value).startswith(says)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("text", ["a\0b", "\x1b[2J", "a\u202eb"])
def test_a_text_that_obeys_no_screen_is_refused(
    tmp_path: Path, text: str
) -> None:
    for changes in ({"command": [text]}, {"version": text}, {text: 1}):
        with pytest.raises(InputError, match=r"control chara|unknown key"):
            read_port(described(tmp_path, "none", **changes))


def slowly(port: ProgramPort) -> Iterator[float]:
    """Read a run step by step, while another process is at work."""
    for _, seconds in port.train(20, 1):
        time.sleep(0.1)
        yield seconds


def test_a_process_that_cuts_a_file_later_is_ended(
    tmp_path: Path, case: Path
) -> None:
    with ProgramPort(port_spec(described(tmp_path, "cut_later")), 30) as port:
        port.open_case(load_case(case))
        assert len(list(slowly(port))) == 20


def test_a_file_that_is_cut_later_ends_no_judge(
    tmp_path: Path, case: Path
) -> None:
    file = described(tmp_path, "cut_later_unseen")
    with ProgramPort(port_spec(file), 30.0) as port:
        port.open_case(load_case(case))
        with pytest.raises(PortUnavailable, match=r"^W1\.npy: "):
            list(slowly(port))


def test_no_process_outlives_a_port_that_ended_well(
    tmp_path: Path, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLACE", str(tmp_path))
    with ProgramPort(port_spec(described(tmp_path, "left_behind")), 30) as port:
        port.open_case(load_case(case))
        assert len(list(port.train(20, 20))) == 1
        assert alive(str(tmp_path)) == []


def test_what_nobody_asked_for_is_ignored(tmp_path: Path, case: Path) -> None:
    with ProgramPort(port_spec(described(tmp_path, "extras")), 30.0) as port:
        port.open_case(load_case(case))
        ((trace, _),) = port.train(20, 20)
    assert "W1" in trace
    assert "W9" not in trace


def test_escape_codes_stay_off_the_screen_and_the_reports(
    tmp_path: Path, case: Path
) -> None:
    ended = lockstep(
        *("validate", described(tmp_path, "escapes"), f"--cases={case}"),
        "--level=0",
        *("--summary=page.md", "--junit=out.xml", "--annotations=github"),
        folder=tmp_path,
    )
    assert ended.returncode == 3
    page = (tmp_path / "page.md").read_text()
    junit = (tmp_path / "out.xml").read_text()
    for text in (ended.stdout, ended.stderr, page, junit):
        assert not {"\x1b", "\x07", "\u202e"} & set(text)
    assert "red" in ended.stdout


def test_sources_stay_in_the_folder_of_port_json(tmp_path: Path) -> None:
    (tmp_path / "secret.py").write_text("def relu(): ...\n")
    (tmp_path / "port").mkdir()
    (tmp_path / "port" / "link.py").symlink_to("../secret.py")
    for name in ("../secret.py", str(tmp_path / "secret.py"), "link.py"):
        place = {"relu": {"file": name, "from": "def relu"}}
        with pytest.raises(InputError, match=": outside the folder of port"):
            read_port(described(tmp_path, "none", sources=place))


def test_no_pickle_and_no_shell_of_a_port_is_run(
    tmp_path: Path, case: Path
) -> None:
    mark = tmp_path / "ran"
    command = [f"true; touch {mark}"]
    runs = validate(
        described(tmp_path, "none", command=command), cases=[case], level=0
    ).runs
    assert "is not installed" in runs[0].message or "does not exist" in (
        runs[0].message
    )
    assert not mark.exists()
    assert os.listdir(tmp_path / "port") == ["port.json"]


def test_a_cut_run_names_its_whole_steps(tmp_path: Path, case: Path) -> None:
    with ProgramPort(port_spec(described(tmp_path, "brackets")), 30.0) as port:
        port.open_case(load_case(case))
        with pytest.raises(PortCut) as cut:
            list(port.train(20, 20))
    assert cut.value.n_steps == 20
