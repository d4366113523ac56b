"""What a command says when an optional library is missing.

Each command runs in a process of its own, in which the library cannot be
imported.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import requires
from pathlib import Path

import pytest

from lockstep.errors.libraries import DISTRIBUTIONS, EXTRAS
from lockstep.languages import LANGUAGES
from lockstep.languages.base import Language

BRIDGED = [known for known in LANGUAGES.values() if known.library]
# Module, extra and name for pip of each optional library.
LIBRARIES = [
    *((name, EXTRAS[name], DISTRIBUTIONS.get(name, name)) for name in EXTRAS),
    *((known.library, known.name, known.package) for known in BRIDGED),
]

BLOCKED = """
import sys
from importlib.abc import MetaPathFinder

class Blocker(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {blocked!r}:
            raise ModuleNotFoundError(name, name=name)

sys.meta_path.insert(0, Blocker())
import lockstep.cli
sys.argv = ["lockstep", *{arguments!r}]
lockstep.cli.main()
"""
CASE = "gate_and-2x1_sigmoid-gd"


def run_without(
    blocked: tuple[str, ...], folder: Path, *arguments: str
) -> subprocess.CompletedProcess[str]:
    script = BLOCKED.format(blocked=blocked, arguments=arguments)
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.mark.parametrize(
    ("missing", "extra", "arguments"),
    [
        ("bokeh", "report", ("report",)),
        ("jinja2", "report", ("report",)),
        ("latex2mathml", "report", ("report",)),
        ("pygments", "report", ("run", CASE, "--html", "page.html")),
        ("plotext", "plots", ("plot", CASE)),
        ("matplotlib", "plots", ("plot", CASE, "-o", "a.png")),
        ("flint", "certify", ("certify", CASE)),
        ("flint", "certify", ("certify", "--check", "--quick")),
        ("flint", "certify", ("certify", "--store", CASE)),
    ],
)
def test_a_command_tells_what_to_install_before_it_begins(
    tmp_path: Path, missing: str, extra: str, arguments: tuple[str, ...]
) -> None:
    shown = run_without((missing,), tmp_path, *arguments)
    package = DISTRIBUTIONS.get(missing, missing)
    assert (shown.returncode, shown.stdout) == (2, "")
    assert shown.stderr.splitlines() == [
        f"lockstep: {package} is not installed; type: pip install "
        f"'lockstep-parity[{extra}]', or in a clone: make setup"
    ]
    assert not any(tmp_path.iterdir())


def test_pictures_need_nothing_of_the_terminal(tmp_path: Path) -> None:
    arguments = ("plot", CASE, "--ports", "python", "--steps", "3")
    shown = run_without(("plotext",), tmp_path, *arguments, "-o", "a.png")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert (tmp_path / "a.png").is_file()


@pytest.mark.parametrize("language", BRIDGED, ids=lambda known: known.name)
def test_a_language_without_its_bridge_is_an_error_with_its_cure(
    tmp_path: Path, language: Language
) -> None:
    missing, extra = language.library.split(".")[0], language.name
    (tmp_path / f"{missing}.py").write_text("raise ImportError")
    program = Path(sys.executable).with_name("lockstep")
    shown = subprocess.run(
        [program, "run", "softmax-ties", "--ports", extra],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert shown.returncode == 3, shown.stderr
    assert (
        f"{language.package} is not installed; type: pip install"
        in shown.stdout
    )
    assert f"'lockstep-parity[{extra}]'" in shown.stdout


def test_explain_goes_on_without_certified_values(tmp_path: Path) -> None:
    for arguments in (
        ("explain", CASE, "--port", "python", "--step", "2"),
        ("explain", "softmax-ties", "--port", "python"),
    ):
        shown = run_without(("flint",), tmp_path, *arguments)
        assert shown.returncode == 0, shown.stderr
        assert "no certified values: python-flint is not" in shown.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("cases",),
        ("compare", "softmax"),
        ("run", CASE, "softmax-ties", "--ports", "python", "--steps", "3"),
        ("horizon", CASE, "--steps", "3"),
        ("new-port", "mine", "--language", "Python"),
    ],
)
def test_the_judge_alone_works_without_any_optional_library(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    missing = {name.split(".")[0] for name, *_ in LIBRARIES} - {"pygments"}
    shown = run_without((*missing, "sklearn"), tmp_path, *arguments)
    assert shown.returncode == 0, shown.stdout + shown.stderr


@pytest.mark.parametrize(("module", "extra", "package"), LIBRARIES)
def test_every_extra_brings_its_libraries(
    module: str, extra: str, package: str
) -> None:
    lines = requires("lockstep-parity") or []
    if module == "matplotlib":  # the networks draw, too
        package = r"firstprinciples\[plots\]"
    pattern = rf"{package}(\W.*)?extra == ['\"]{extra}['\"]"
    assert any(re.match(pattern, line) for line in lines)
