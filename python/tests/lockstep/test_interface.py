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


def test_the_help_of_the_command_loads_no_networks() -> None:
    script = (
        "import sys, lockstep.cli; "
        "print({'numpy', 'jsonschema', 'firstprinciples'} & {*sys.modules})"
    )
    shown = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True
    )
    assert shown.stdout == "set()\n"


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
