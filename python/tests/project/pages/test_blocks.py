"""Each block of code in the pages works as a reader would run it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from blocks import ROOT, Block, blocks_of
from elsewhere import COMMANDS, EXIT_CODES, NOT_CODE, PAGES, SHORTENED

# Pages of the course are made of functions that other tests call.
EVERY_PAGE = sorted(
    str(file.relative_to(ROOT))
    for pattern in (
        "*.md",
        "docs/*.md",
        "docs/decisions/*.md",
        "*/README.md",
        "examples/*/README.md",
    )
    for file in ROOT.glob(pattern)
)
BLOCKS = [
    b for page in EVERY_PAGE if page not in PAGES for b in blocks_of(page)
]
LINES = [
    pytest.param(line, id=f"{block.page}: {line}")
    for block in BLOCKS
    if block.language == "sh" and not block.is_named(NOT_CODE)
    for line in block.commands
    if line not in COMMANDS
]
LIMIT = 600


def of_language(*languages: str) -> list[Any]:
    return [
        pytest.param(block, id=f"{block.page}:{number}")
        for number, block in enumerate(BLOCKS)
        if block.language in languages and not block.is_named(NOT_CODE)
    ]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone in which a reader has followed the pages so far."""
    folder = tmp_path_factory.mktemp("clone")
    for entry in ROOT.iterdir():
        if entry.name not in (".git", "build", "dist", "report.html"):
            (folder / entry.name).symlink_to(entry)
    folder.with_name("project").mkdir()
    own_case(folder / "my")
    for name in ("earlier", "old", "new"):
        call(folder, f"lockstep run softmax-ties --detail --json {name}.json")
    return folder


def own_case(folder: Path) -> None:
    """Follow fixtures/README.md, with data and weights that fit its case."""
    (example,) = (b for b in BLOCKS if b.page == "fixtures/README.md")
    fields = json.loads(example.text)
    weights = folder / fields["weights"]
    weights.mkdir(parents=True)
    (folder / "case.json").write_text(example.text)
    random = np.random.RandomState(1)
    sizes = fields["network"]["layer_sizes"]
    for layer, (n_in, n_out) in enumerate(pairwise(sizes), start=1):
        W = random.standard_normal((n_out, n_in))
        np.savetxt(weights / f"W{layer}.csv", W, "%.17g", ",")
        np.savetxt(weights / f"b{layer}.csv", np.zeros((n_out, 1)), "%.17g")
    X = random.standard_normal((40, sizes[0]))
    rows = np.column_stack([X, np.arange(40) % sizes[-1]])
    np.savetxt(
        folder / fields["data"],
        rows,
        "%.17g",
        ",",
        header="x,y,label",
        comments="",
    )


def call(folder: Path, line: str, code: int = 0) -> str:
    programs = Path(sys.executable).parent
    library = folder / "r-library"
    library.mkdir(exist_ok=True)
    ended = subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env={
            **os.environ,
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "R_LIBS_USER": str(library),
            "HOME": str(folder),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=LIMIT,
    )
    assert ended.returncode == code, f"{line}\n{ended.stdout}"
    return ended.stdout


@pytest.mark.parametrize("line", LINES)
def test_a_command_works(reader: Path, line: str) -> None:
    _, more = SHORTENED.get(line, ("", ""))
    # A port is a project of its own; in the clone pytest runs its tests, too.
    folder = reader.with_name("project") if "mine" in line else reader
    call(folder, f"{line} {more}", EXIT_CODES.get(line, 0))


@pytest.mark.parametrize("block", of_language("python"))
def test_a_python_program_works(reader: Path, block: Block) -> None:
    (reader / "program.py").write_text(block.text)
    call(reader, "python program.py")


@pytest.mark.parametrize("block", of_language("r"))
def test_an_r_program_works(reader: Path, block: Block) -> None:
    call(reader, "R CMD INSTALL r")
    (reader / "program.R").write_text(block.text)
    call(reader, "Rscript program.R")


@pytest.mark.parametrize("page", ["README.md", "octave/README.md"])
def test_the_octave_programs_of_a_page_work(reader: Path, page: str) -> None:
    every = [parameters.values[0] for parameters in of_language("octave")]
    assert {b.page for b in every} == {"README.md", "octave/README.md"}
    blocks = [block for block in every if block.page == page]
    (reader / "program.m").write_text("\n".join(b.text for b in blocks))
    call(reader, "octave-cli program.m")


@pytest.mark.parametrize("block", of_language("json"))
def test_a_file_is_json(block: Block) -> None:
    assert isinstance(json.loads(block.text), dict)


def test_no_block_is_in_a_language_that_is_not_tried() -> None:
    tried = {"sh", "python", "r", "octave", "json"}
    others = [
        block
        for block in BLOCKS
        if block.language not in tried and not block.is_named(NOT_CODE)
    ]
    assert others == []


def test_nothing_is_run_as_root() -> None:
    as_root = [line.values[0] for line in LINES if "sudo" in line.values[0]]
    assert as_root == []


def test_what_is_not_run_stands_in_a_page() -> None:
    lines = {line for block in BLOCKS for line in block.commands}
    assert {*COMMANDS, *SHORTENED, *EXIT_CODES} <= lines
    unused = [
        start
        for start in NOT_CODE
        if not any(block.is_named([start]) for block in BLOCKS)
    ]
    assert unused == []


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_not_run_is_run_elsewhere(command: str) -> None:
    reason, file, words = COMMANDS[command]
    assert reason
    assert words in (ROOT / file).read_text("utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_with_a_test_of_its_own_has_it(page: str) -> None:
    assert blocks_of(page)
    assert Path(page).name in (ROOT / PAGES[page]).read_text("utf-8")


def test_a_command_that_fails_is_noticed(reader: Path) -> None:
    with pytest.raises(AssertionError, match="no case 'no-such-case'"):
        call(reader, "lockstep run no-such-case")
