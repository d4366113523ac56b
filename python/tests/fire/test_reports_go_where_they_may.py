"""A report replaces no device, no link and no input."""

from __future__ import annotations

import json
import os
import shlex
import stat
import subprocess
import threading
from pathlib import Path

import pytest
from command import COMMAND, lockstep
from own_case import FIELDS, make_folder, written

from lockstep.errors import InputError, JudgeError
from lockstep.files.write import check_writable, open_stream, write_whole


@pytest.mark.parametrize("name", ["stdout", "fd/1"])
def test_json_on_standard_output_is_all_that_stands_there(name: str) -> None:
    ended = lockstep(
        "run", "softmax-ties", "--ports=python", f"--json=/dev/{name}"
    )
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout)["verdict"] == "equal"
    assert "equal: 1 runs on python" in ended.stderr
    assert os.path.islink("/dev/stdout")


def test_a_reader_that_goes_away_is_no_failure() -> None:
    read, write = os.pipe()
    os.close(read)
    ended = subprocess.run(
        [*COMMAND, "cases"],
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
        timeout=120,
    )
    os.close(write)
    assert (ended.returncode, ended.stderr) == (141, "")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_what_is_closed_is_not_missed(tmp_path: Path, closed: str) -> None:
    report = tmp_path / "results.json"
    asked = ["run", "softmax-ties", "--ports", "python", "--json", str(report)]
    line = shlex.join([*COMMAND, *asked])
    ended = subprocess.run(["sh", "-c", f"{line} {closed}"], timeout=120)
    assert ended.returncode == 0
    assert json.loads(report.read_text("utf-8"))["verdict"] == "equal"


def test_a_device_stays_a_device(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to("/dev/full")
    for file in (Path("/dev/full"), link):
        check_writable(file)
        with pytest.raises(JudgeError, match="No space left on device"):
            write_whole(file, "text")
    assert link.is_symlink()
    assert stat.S_ISCHR(os.stat("/dev/full").st_mode)
    write_whole(Path("/dev/null"), "text")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    write_whole(pipe, "text")
    reader.join(10)
    assert read == ["text"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_link_stays_and_its_file_is_written_whole(tmp_path: Path) -> None:
    link, target = tmp_path / "link", tmp_path / "target"
    link.symlink_to("target")
    for text in ("new", "newer"):
        write_whole(link, text)
        assert target.read_text() == text
    assert link.is_symlink()
    assert sorted(os.listdir(tmp_path)) == ["link", "target"]


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    for here, there in (("a", "b"), ("b", "a")):
        (tmp_path / here).symlink_to(tmp_path / there)
    assert open_stream(tmp_path / "a") is None
    with pytest.raises(JudgeError, match="cannot write"):
        write_whole(tmp_path / "a" / "x", "text")


def test_what_cannot_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(JudgeError):
        write_whole(tmp_path / "out.json", "text")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("name", ["own.json", "own.csv", "weights/W1.csv"])
@pytest.mark.parametrize("command", ["run", "validate", "horizon", "explain"])
def test_an_input_is_not_overwritten(
    tmp_path: Path, command: str, name: str
) -> None:
    case = written(make_folder(tmp_path), FIELDS)
    before = (tmp_path / name).read_bytes()
    asked = {
        "run": ("run", case),
        "validate": ("validate", Path("python"), f"--cases={case}"),
        "horizon": ("horizon", case),
        "explain": ("explain", case, "--port=python"),
    }[command]
    ended = lockstep(*asked, f"--json={tmp_path / name}", folder=ROOT)
    assert ended.returncode == 2
    assert "it is an input; choose another place" in ended.stderr
    assert (tmp_path / name).read_bytes() == before


ROOT = Path(__file__).parents[3]


def test_port_json_and_fixtures_are_not_overwritten() -> None:
    for file in ("python/port.json", "fixtures/data/spiral.csv"):
        before = (ROOT / file).read_bytes()
        ended = lockstep(
            *("validate", "python", "--cases=softmax-ties", f"--json={file}"),
            folder=ROOT,
        )
        (ROOT / file).write_bytes(before)  # else every later test would fail
        assert ended.returncode == 2
        assert "it is an input" in ended.stderr


def test_results_do_not_become_their_own_page(tmp_path: Path) -> None:
    file = tmp_path / "results.json"
    file.write_text("{}")
    with pytest.raises(InputError, match="it is an input"):
        check_writable(file, [file])
