"""The three packages offer the same functions with the same arguments."""

from __future__ import annotations

import inspect
import json
import re
import subprocess
from functools import cache

import pytest

import firstprinciples
from lockstep.cases.contract import contract
from lockstep.files.paths import repository_root

NAMES = list(contract())
ROOT = repository_root()
# How a user's own table is trained on, in the manner of each language.
OWN = {
    "python": {"fit"},
    "r": {"neural_network", "expect_parity"},
    "octave": {"fit", "predict"},
}


def _arguments(name: str) -> list[str]:
    return [item["name"] for item in contract()[name]["arguments"]]


@cache
def r_functions() -> dict[str, dict]:
    """File and arguments of each function that R's package exports."""
    script = """
    files <- list.files("r/R", pattern = "[.]R$", full.names = TRUE)
    found <- list()
    for (file in files) {
      scope <- new.env()
      sys.source(file, envir = scope, chdir = TRUE)
      for (name in ls(scope)) {
        value <- get(name, scope)
        if (is.function(value)) {
          stem <- sub("[.]R$", "", basename(file))
          arguments <- as.list(names(formals(value)))
          found[[name]] <- list(stem = stem, arguments = arguments)
        }
      }
    }
    cat(jsonlite::toJSON(found, auto_unbox = TRUE))
    """
    shown = subprocess.run(
        ["Rscript", "-e", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(shown.stdout)


@pytest.mark.parametrize("name", NAMES)
def test_python_has_the_operation(name: str) -> None:
    function = getattr(firstprinciples, name)
    assert function.__module__ == f"firstprinciples.{contract()[name]['stem']}"
    assert list(inspect.signature(function).parameters) == _arguments(name)


@pytest.mark.parametrize("name", NAMES)
def test_r_has_the_operation(name: str) -> None:
    found = r_functions()[name]
    assert found["stem"] == contract()[name]["stem"]
    assert found["arguments"] == _arguments(name)
    exports = (ROOT / "r" / "NAMESPACE").read_text()
    assert f"export({name})" in exports


@pytest.mark.parametrize("name", NAMES)
def test_octave_has_the_operation(name: str) -> None:
    stem = contract()[name]["stem"]
    file = ROOT / "octave" / "inst" / stem / f"{name}.m"
    line = re.search(
        rf"^function\s+(?:[^(]*=\s*)?{name}\s*\(([^)]*)\)",
        file.read_text(),
        flags=re.MULTILINE,
    )
    assert line is not None, "no function line"
    # An argument may have a default: n_steps = [].
    found = [word.split("=")[0].strip() for word in line[1].split(",")]
    assert found == _arguments(name)


def test_nothing_is_public_that_the_contract_lacks() -> None:
    functions = {
        name
        for name in firstprinciples.__all__
        if inspect.isfunction(getattr(firstprinciples, name))
    }
    exports = (ROOT / "r" / "NAMESPACE").read_text()
    assert functions == {*NAMES, *OWN["python"]}
    exported = set(re.findall(r"^export\((\w+)\)", exports, re.M))
    assert exported == {*NAMES, *OWN["r"]}
    index = (ROOT / "octave" / "INDEX").read_text()
    listed = set(re.findall(r"^ (\w+)", index, re.M))
    assert listed == {*NAMES, *OWN["octave"]}
