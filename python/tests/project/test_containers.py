"""The image, the development container and the hooks name what exists."""

from __future__ import annotations

import json
import re
import subprocess
from fnmatch import fnmatch
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[3]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
DEVELOPMENT = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text())
(HOOKS,) = YAML(typ="safe").load(ROOT / ".pre-commit-config.yaml")["repos"]


def test_the_development_container_is_a_stage_of_the_image() -> None:
    stages = re.findall(r"^FROM \S+ AS (\w+)$", DOCKERFILE, re.MULTILINE)
    build = DEVELOPMENT["build"]
    assert build["target"] in stages
    file = ROOT / ".devcontainer" / build["dockerfile"]
    assert file.resolve() == ROOT / "Dockerfile"
    assert f"useradd --create-home --shell /bin/bash {user()}" in DOCKERFILE


def user() -> str:
    return str(DEVELOPMENT["remoteUser"])


@pytest.mark.parametrize(
    "script", re.findall(r"^RUN ((?:.*\\\n)*.*)", DOCKERFILE, re.MULTILINE)
)
def test_each_step_of_the_image_is_good_shell(script: str) -> None:
    subprocess.run(["sh", "-n"], input=script, text=True, check=True)


def test_the_image_leaves_out_nothing_that_git_keeps() -> None:
    patterns = (ROOT / ".dockerignore").read_text().split()
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True
    )
    for file in listed.stdout.splitlines():
        parts = [file, *map(str, Path(file).parents)]
        for pattern in patterns:
            name = pattern.removeprefix("**/")
            assert not any(fnmatch(part, name) for part in parts), file


@pytest.mark.parametrize("hook", HOOKS["hooks"], ids=lambda hook: hook["id"])
def test_hooks_call_programs_of_make_lint(hook: dict[str, object]) -> None:
    program, *words = str(hook["entry"]).split()
    makefile = (ROOT / "Makefile").read_text("utf-8")
    if program == "make":
        assert re.search(rf"^{words[0]}:", makefile, re.MULTILINE)
    else:
        called = f"$(BIN)/{Path(program).name} {words[0]}"
        assert called in makefile
