"""scripts/parts.sh runs all parts; its exit code is that of a failure."""

from __future__ import annotations

import re
import subprocess

from lockstep.files.paths import repository_root


def _run(*commands: str) -> subprocess.CompletedProcess[str]:
    script = repository_root() / "scripts/parts.sh"
    return subprocess.run(
        [script, *commands], capture_output=True, text=True, timeout=60
    )


def test_all_parts_run_and_are_timed() -> None:
    ended = _run("echo one", "echo two")
    assert ended.returncode == 0
    assert "== part 2 of 2: echo two\ntwo\n" in ended.stdout
    table = ended.stdout.split("== the parts, and their times\n")[1]
    line = r" *\d+ s  echo {} +passed\n"
    assert re.fullmatch(line.format("one") + line.format("two"), table)


def test_a_failure_is_the_exit_code_and_the_rest_still_runs() -> None:
    ended = _run("exit 3", "exit 1", "echo still here")
    assert ended.returncode == 3
    assert "\nstill here\n" in ended.stdout
    assert "failed, exit code 1" in ended.stdout


def test_a_part_that_was_ended_ends_all() -> None:
    ended = _run("exit 130", "echo still here")
    assert ended.returncode == 130
    assert "\nstill here\n" not in ended.stdout
