"""kill -9 of whatever runs: one clear line, the right code, no orphans."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from command import LONG, alive, is_installed, start, wait_until
from hostile_port import described
from missing import need
from own_case import FIELDS, make_folder, written

from lockstep.report.stored import read_results


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A case that is quick, and one that takes for ever."""
    folder = make_folder(tmp_path)
    written(folder, {**FIELDS, "id": "quick"}, "quick.json")
    written(folder, {**FIELDS, "steps": 10**8})
    return folder


def holds(process: psutil.Process, word: str) -> bool:
    """Whether a process runs a program, or has loaded a library."""
    try:
        maps = Path(f"/proc/{process.pid}/maps").read_text()
    except OSError:
        return False
    return word in maps


# What of a judge's family is the language itself; R lives within a worker.
WORDS = {"r": "libR.so", "octave": "/octave-cli", "python": "firstprinciples"}


def at_work(family: psutil.Process, word: str) -> Iterator[psutil.Process]:
    for process in family.children(recursive=True):
        with suppress(psutil.Error):
            if holds(process, word) and process.cpu_times().user > 0.2:
                yield process


@pytest.mark.parametrize("language", ["r", "octave"])
def test_a_language_that_is_killed(place: Path, language: str) -> None:
    need(is_installed(language), f"{language} is not installed")
    judge = start(
        *("run", "quick.json", "own.json", f"--ports={language}"),
        *("--mode=free", "--jobs=1", "--json=out.json"),
        folder=place,
        PLACE=str(place),
    )
    family = psutil.Process(judge.pid)
    word = WORDS[language]
    wait_until(lambda: list(at_work(family, word)), "it never worked")
    time.sleep(6)
    for process in at_work(family, word):
        process.kill()
    shown, said = judge.communicate(timeout=120)
    assert "Traceback" not in shown + said
    assert judge.returncode == 3, shown + said
    runs = {r.case: r for r in read_results(place / "out.json").runs}
    assert runs["own"].verdict == "error"
    assert "crashed" in runs["own"].message
    assert "SIGKILL" in runs["own"].message or "-9" in runs["own"].message
    wait_until(lambda: not alive(str(place)), "a process is left")


def test_a_program_that_is_killed(place: Path) -> None:
    port = described(place, "hang")
    judge = start(
        *("validate", port, "--cases=own.json", "--level=1"),
        "--json=out.json",
        folder=place,
        PLACE=str(place),
    )
    victims = 0
    while judge.poll() is None:
        for process in alive(str(place)):
            with suppress(psutil.Error):  # it has ended meanwhile
                if "hostile_port.py" in " ".join(process.cmdline()):
                    process.kill()
                    victims += 1
        time.sleep(0.2)
    shown, said = judge.communicate(timeout=60)
    assert victims > 0
    assert judge.returncode == 3, shown + said
    assert "crashed: ended by SIGKILL" in shown
    wait_until(lambda: not alive(str(place)), "a process is left")


@pytest.mark.skipif(not LONG, reason="make fire")
def test_a_judge_that_is_stopped_while_languages_compute(place: Path) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        judge = start(
            *("run", "own.json", "--ports=python,r,octave"),
            folder=place,
            PLACE=str(place),
        )
        family = psutil.Process(judge.pid)
        words = (WORDS["r"], WORDS["octave"])
        wait_until(
            lambda family=family, words=words: all(
                list(at_work(family, word)) for word in words
            ),
            "it never worked",
        )
        judge.send_signal(number)
        judge.communicate(timeout=60)
        wait_until(lambda: not alive(str(place)), "a process is left")
