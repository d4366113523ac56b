"""The README's snippet works wherever Python code is written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from jupyter_client.manager import start_new_kernel

SNIPPET = """\
import lockstep
results = lockstep.run("gate_or-2x1_step-gd", ports=["python", "r", "octave"])
print(results.verdict, len(results.runs))
"""
PRINTED = "equal 6"
CHECK = """\
from lockstep.fixtures.certify_many import check_all, chosen
found = dict(check_all(chosen(["softmax-ties", "relu-ordinary"])))
print(found["softmax-ties"], *sorted(found))
"""
RAISING = """\
import psutil
from types import SimpleNamespace
from lockstep.fixtures.certify_many import check_all, chosen
gone = SimpleNamespace(path="/no/such/case.json", id="gone")
try:
    list(check_all([*chosen(["softmax-ties"]), gone]))
except Exception as error:
    print(type(error).__name__, psutil.Process().children())
"""
LIMIT = 300


def run_python(*arguments: str, **options) -> str:
    ended = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        timeout=LIMIT,
        **options,
    )
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    return ended.stdout.strip()


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, which is to be left empty."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def test_a_script_needs_no_guard_and_leaves_nothing(
    tmp_path: Path, temporary: Path
) -> None:
    script = tmp_path / "script.py"
    script.write_text(SNIPPET)
    before = {process.pid for process in psutil.process_iter()}
    assert run_python(str(script)) == PRINTED
    left = [
        process
        for process in psutil.process_iter(["cmdline"])
        if process.pid not in before
        and "lockstep.ports.bridge" in " ".join(process.info["cmdline"] or [])
        and str(temporary) in process.environ().get("TMPDIR", "")
    ]
    assert left == []
    assert list(temporary.iterdir()) == []


def test_a_program_from_a_pipe_works(tmp_path: Path) -> None:
    assert run_python("-", input=SNIPPET, cwd=tmp_path) == PRINTED


def test_a_repl_works(tmp_path: Path) -> None:
    printed = run_python("-i", "-q", input=SNIPPET, cwd=tmp_path)
    assert PRINTED in printed


def test_a_notebook_works(tmp_path: Path) -> None:
    manager, client = start_new_kernel(cwd=str(tmp_path), startup_timeout=LIMIT)
    printed = []
    try:
        client.execute_interactive(
            SNIPPET, timeout=LIMIT, output_hook=printed.append
        )
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    texts = [m["content"].get("text", "") for m in printed]
    assert "".join(texts).strip() == PRINTED


def test_certifying_needs_no_guard_either(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(CHECK)
    assert run_python(str(script)) == "[] relu-ordinary softmax-ties"


def test_what_a_check_raises_is_raised_and_ends_every_process(
    tmp_path: Path,
) -> None:
    script = tmp_path / "script.py"
    script.write_text(RAISING)
    assert run_python(str(script)) == "InputError []"


def test_a_module_of_the_folder_does_not_get_in_the_way(
    tmp_path: Path,
) -> None:
    """As that of a user who calls a script random.py."""
    for name in ("random.py", "tempfile.py", "json.py"):
        (tmp_path / name).write_text("raise RuntimeError('not this one')\n")
    command = Path(sys.executable).with_name("lockstep")
    arguments = ["run", "gate_or-2x1_step-gd", "--ports", "python"]
    ended = subprocess.run(
        [command, *arguments], cwd=tmp_path, capture_output=True, timeout=LIMIT
    )
    assert ended.returncode == 0, ended.stderr


def test_a_run_leaves_nothing_where_the_user_stands(tmp_path: Path) -> None:
    """Not even the dump of an Octave that has ended."""
    assert run_python("-", input=SNIPPET, cwd=tmp_path) == PRINTED
    assert list(tmp_path.iterdir()) == []


def test_no_profile_of_the_user_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It could change a language for everything that is computed in it."""
    seen = tmp_path / "seen"
    (tmp_path / ".Rprofile").write_text(f'file.create("{seen}-r")\n')
    (tmp_path / "profile.R").write_text(f'file.create("{seen}-r")\n')
    (tmp_path / ".octaverc").write_text(
        f'fclose (fopen ("{seen}-octave", "w"));\n'
    )
    environment = {
        **os.environ,
        "HOME": str(tmp_path),
        "R_PROFILE_USER": str(tmp_path / "profile.R"),
    }
    printed = run_python("-", input=SNIPPET, cwd=tmp_path, env=environment)
    assert printed == PRINTED
    assert list(tmp_path.glob("seen*")) == []
