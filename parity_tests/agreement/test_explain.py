"""What `explain` shows is true, and its programs print the same numbers."""

from __future__ import annotations

import io
import json
import math
import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console
from typer.testing import CliRunner

from lockstep.cases.contract import contract, index_results
from lockstep.cases.find import list_cases
from lockstep.cases.load import OperationCase, TrainingCase, load_case
from lockstep.cli import app
from lockstep.errors import InputError
from lockstep.explain import Explanation, explain_operation, explain_step
from lockstep.explain.snippets import call_snippet
from lockstep.files.paths import repository_root
from lockstep.languages import LANGUAGES
from lockstep.languages.base import Call
from lockstep.ports.calls import call_operations, flat, words_of
from lockstep.ports.defaults import PORT_NAMES, TIME_LIMIT
from lockstep.ports.port import PortSpec
from lockstep.ports.start import open_port, port_spec
from lockstep.report.explain import print_explanation
from lockstep.truth.stored import expected_file

ADAM = "spiral_shuffled-2x15x6x3_relu-adam"
DROPOUT = "circles-2x11x1_relu-dropout"
SHUFFLED = "spiral_shuffled-2x100x3_relu-gd"
PROGRAMS = {
    "python": [sys.executable],
    "r": ["Rscript", "--vanilla"],
    "octave": ["octave-cli", "--no-init-file"],
}
ENDINGS = {"python": "py", "r": "R", "octave": "m"}


def printed(language: str, program: str, folder: Path) -> list[float]:
    """Run a program in its language, and read the numbers it prints."""
    file = folder / f"program.{ENDINGS[language]}"
    file.write_text(program)
    done = subprocess.run(
        [*PROGRAMS[language], str(file)],
        capture_output=True,
        text=True,
        timeout=300,
        cwd=folder,
    )
    assert done.returncode == 0, done.stderr
    return [float(line) for line in done.stdout.split()]


def step_of(
    name: str, spec: PortSpec, step: int, quantity: str | None = None
) -> Explanation:
    case = load_case(name)
    assert isinstance(case, TrainingCase)
    return explain_step(case, spec, step, quantity)


@pytest.mark.parametrize(
    ("port_name", "name", "step", "quantity"),
    [
        ("r", ADAM, 7, "dW2"),
        ("r", ADAM, 7, "W1"),
        ("octave", ADAM, 7, "sb2"),
        ("octave", DROPOUT, 3, "loss"),
        ("octave", DROPOUT, 0, "dW2"),
    ],
)
def test_programs_of_a_step_print_the_two_numbers(
    tmp_path: Path, port_name: str, name: str, step: int, quantity: str
) -> None:
    found = step_of(name, port_spec(port_name), step, quantity)
    worst = found.row(quantity).worst
    assert worst is not None
    wanted = {port_name: worst.actual, "python": worst.expected}
    assert list(found.snippets) == list(wanted)
    for language, program in found.snippets.items():
        assert printed(language, program, tmp_path) == [wanted[language]]


@pytest.mark.parametrize("port_name", PORT_NAMES)
def test_distance_from_the_certified_value_is_the_stored_one(
    port_name: str,
) -> None:
    expected = json.loads(expected_file(load_case(ADAM)).read_text())
    found = step_of(ADAM, port_spec(port_name), 0)
    assert found.certified.startswith("certified in ball arithmetic")
    told = {**expected["steps"]["0"], "loss": [[expected["losses"][0]]]}
    for name, texts in told.items():
        row = found.row(name)
        assert row.worst is not None
        line, column = row.worst.index or (0, 0)
        truth = Fraction(texts[line][column])
        ulp = Fraction(float(np.spacing(abs(float(truth)))))
        for value, distance in (
            (row.worst.actual, row.certified_ulp),
            (row.worst.expected, row.reference_certified_ulp),
        ):
            assert distance == pytest.approx(
                float(abs(Fraction(value) - truth) / ulp), rel=1e-3, abs=1e-3
            )


@pytest.mark.parametrize("port_name", PORT_NAMES)
def test_programs_of_operations_print_what_the_port_gives(
    tmp_path: Path, port_name: str
) -> None:
    """Every operation case in one program a language."""
    headers = [c for c in list_cases() if c.kind == "operation"]
    cases = [
        load_case(c.path)
        for c in headers
        if contract()[c.operation]["comparison"] in ("equal", "bounded")
    ]
    with open_port(port_spec(port_name), TIME_LIMIT) as port:
        replies = call_operations(port, cases, tmp_path)
    root = repository_root()
    folder = str(root / port_name)
    start = LANGUAGES[port_name].load(folder)
    program, wanted = [start], []
    for case, reply in zip(cases, replies, strict=True):
        assert isinstance(case, OperationCase)
        part, value = next(iter(flat(reply.results).items()))
        if not value.size or words_of(reply.results, part):
            continue
        returns = tuple(
            r["name"] for r in contract()[case.operation]["returns"]
        )
        place = [0] * value.ndim
        is_index = part in index_results(case.operation)
        call = Call(
            *(case.operation, case.arguments, returns, part, place), is_index
        )
        text = call_snippet(port_name, folder, call)
        program.append(text.removeprefix(start))
        wanted.append(float(value[tuple(place)]))
    found = printed(port_name, "\n".join(program), tmp_path)
    assert len(wanted) > 300
    np.testing.assert_array_equal(found, wanted)


def test_program_of_a_wrong_port_shows_its_fault(tmp_path: Path) -> None:
    package = tmp_path / "r"
    shutil.copytree(repository_root() / "r", package)
    file = package / "R" / "layers.R"
    right = "dZ %*% rep(1, ncol(dZ))"
    assert right in file.read_text()
    wrong = "dZ %*% rep(1 / ncol(dZ), ncol(dZ))"
    file.write_text(file.read_text().replace(right, wrong))
    spec = PortSpec(
        "r", "lockstep.ports.bridge.r:RAdapter", {"source": str(package)}
    )
    found = step_of(SHUFFLED, spec, 3)
    assert found.first_beyond == found.focus == "db2"
    row = found.row("db2")
    assert row.operation == "dense_gradients"
    assert row.worst is not None
    assert found.row("dZ2").verdict == "within"
    assert printed("r", found.snippets["r"], tmp_path) == [row.worst.actual]
    python = printed("python", found.snippets["python"], tmp_path)
    assert python == [row.worst.expected]
    parts = found.inputs[f"dZ2[{row.worst.index[0]},:]"]
    assert math.isclose(np.mean(parts), row.worst.actual, rel_tol=1e-9)


FAULTS = [
    ("H2", SHUFFLED, 0, "db2", "dense_gradients"),
    ("X2", SHUFFLED, 2, "dW2", "dense_gradients"),
    (
        "D12",
        "spiral_shuffled-2x100x3_relu-l2_dropout",
        0,
        "dG1",
        "dropout_backward",
    ),
    ("D26", ADAM, 3, "vW1", "adam"),
    ("X1", SHUFFLED, 1, "Z1", "dense_forward"),
]


@pytest.mark.parametrize(
    ("fault", "name", "step", "quantity", "operation"), FAULTS
)
def test_operation_of_a_fault_is_named(
    fault: str, name: str, step: int, quantity: str, operation: str
) -> None:
    spec = PortSpec("WrongPort", "wrong_ports:WrongPort", {"fault": fault})
    found = step_of(name, spec, step)
    assert found.first_beyond == found.focus == quantity
    assert found.row(quantity).operation == operation
    names = [row.quantity for row in found.rows]
    before = found.rows[: names.index(quantity)]
    assert {row.verdict for row in before} <= {"within"}


def test_missing_shift_of_softmax_is_explained() -> None:
    fault = {"fault": "D6"}
    spec = PortSpec("WrongPort", "wrong_ports:WrongPort", fault)
    case = load_case("softmax-large_scores")
    assert isinstance(case, OperationCase)
    found = explain_operation(case, spec)
    assert found.first_beyond == "P"
    worst = found.row("P").worst
    assert worst is not None
    assert math.isnan(worst.actual)


def call(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["explain", *map(str, arguments)])
    return result.exit_code, result.output


def test_command_shows_a_table_and_writes_json_and_programs(
    tmp_path: Path,
) -> None:
    file = tmp_path / "step.json"
    code, output = call(
        SHUFFLED,
        "--port=octave",
        "--step=2",
        "--quantity=db2",
        f"--json={file}",
        f"--scripts={tmp_path}",
    )
    assert code == 0, output
    assert " ".join(output.split()).startswith(
        f"{SHUFFLED}, octave, step 2: every quantity is within its bound"
    )
    assert "worst element: db2[" in output
    assert "prints the port's number" not in output
    found = json.loads(file.read_text())
    assert (found["case"], found["port"], found["step"]) == (
        SHUFFLED,
        "octave",
        2,
    )
    assert found["first_beyond"] is None
    assert found["focus"] == "db2"
    names = [row["quantity"] for row in found["rows"]]
    assert names.index("Z1") < names.index("loss") < names.index("dW2")
    row = found["rows"][names.index("db2")]
    assert row["operation"] == "dense_gradients"
    assert row["worst"]["error"] <= row["worst"]["bound"]
    assert set(found["snippets"]) == {"octave", "python"}
    written = {f.name for f in tmp_path.iterdir()}
    assert {f"{SHUFFLED}-db2.m", f"{SHUFFLED}-db2.py"} <= written


def test_programs_are_printed_on_request() -> None:
    code, output = call(SHUFFLED, "--port=python", "--scripts=-")
    assert code == 0, output
    assert "prints the reference's number" in output


@pytest.mark.parametrize("width", [80, 100, 120])
def test_a_step_is_as_wide_as_the_screen(width: int) -> None:
    found = step_of(SHUFFLED, port_spec("python"), 2)
    stream = io.StringIO()
    print_explanation(Console(file=stream, width=width), found)
    lines = stream.getvalue().splitlines()
    (heading,) = [line for line in lines if line.startswith("quantity ")]
    assert "bound" in heading
    assert max(map(len, lines)) <= width
    assert len([line for line in lines if line.startswith("dW2 ")]) == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((SHUFFLED, "--port=python", "--step=1000"), "has steps 0 to 999"),
        (
            (SHUFFLED, "--port=python", "--quantity=dW7"),
            "unknown quantity 'dW7'",
        ),
        (("relu-ordinary", "--port=python", "--step=1"), "it has no steps"),
        ((SHUFFLED, "--port=julia"), "unknown port 'julia'"),
    ],
)
def test_bad_input_is_one_line(arguments: tuple[str, ...], says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        CliRunner().invoke(app, ["explain", *arguments], catch_exceptions=False)
    assert "\n" not in str(caught.value)
