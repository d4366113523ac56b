"""What `import lockstep` offers, and nothing else."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import lockstep
from lockstep.languages import LANGUAGES
from lockstep.ports.defaults import PORT_NAMES

PORT = Path(__file__).parents[2] / "firstprinciples" / "port.json"
INTERFACE = {
    "Divergence",
    "InputError",
    "Interrupted",
    "JudgeFailed",
    "PortFailure",
    "PortSpec",
    "PortUnavailable",
    "Results",
    "RunResult",
    "__version__",
    "run",
    "trace",
    "validate",
}


def test_dir_shows_the_interface_whatever_was_imported() -> None:
    import lockstep.cli
    import lockstep.report

    assert set(dir(lockstep)) == set(lockstep.__all__) == INTERFACE


@pytest.mark.parametrize("name", sorted(INTERFACE - {"__version__"}))
def test_each_name_is_documented(name: str) -> None:
    value = getattr(lockstep, name)
    assert value.__name__ == name
    assert inspect.getdoc(value)


def test_another_name_is_an_error() -> None:
    with pytest.raises(AttributeError, match=r"'lockstep' has no .* 'judges'"):
        lockstep.judges  # noqa: B018


def test_the_import_loads_nothing_before_it_is_asked_for() -> None:
    script = "import sys, lockstep; print('numpy' in sys.modules)"
    shown = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True
    )
    assert shown.stdout == "False\n"


@pytest.mark.parametrize("asked", ["--help", "cases", "cases --list"])
def test_a_command_that_only_lists_loads_no_arrays(asked: str) -> None:
    script = (
        "import atexit, sys\n"
        "from lockstep.cli import main\n"
        "heavy = {'numpy', 'jsonschema', 'firstprinciples'}\n"
        "atexit.register(lambda: print('loaded:', heavy & {*sys.modules}))\n"
        f"sys.argv = ['lockstep', *{asked.split()}]\n"
        "main()"
    )
    shown = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True
    )
    assert shown.returncode == 0
    assert shown.stdout.endswith("loaded: set()\n")


def test_the_command_offers_each_language() -> None:
    assert tuple(LANGUAGES) == PORT_NAMES


def test_validate_judges_a_program(tmp_path: Path) -> None:
    results = lockstep.validate(
        PORT, level=1, cases=["gate_and-2x1_sigmoid-gd"], steps=3
    )
    assert results.verdict == "equal"
    assert {run.level for run in results.runs} == {0, 1}
    with pytest.raises(lockstep.InputError, match=r"port\.json"):
        lockstep.validate(tmp_path)
