from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from own_case import FIELDS, changed, written
from typer.testing import CliRunner

from lockstep.cases.find import list_cases
from lockstep.cases.load import TrainingCase, load_case
from lockstep.cli import app
from lockstep.errors import InputError
from lockstep.reference.envelope import stored_envelope
from lockstep.reference.horizon import comparable

UNSTABLE = "spiral_shuffled-2x100x3_relu-gd_unstable"
DECLARED = [
    case.id
    for case in list_cases()
    if case.kind == "training"
    and not case.missing
    and "comparable_steps" in load_case(case.path).fields
]


def call(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["horizon", *map(str, arguments)])
    return result.exit_code, result.output


def test_horizon_is_where_the_factor_times_the_envelope_passes_1e_6() -> None:
    distances = np.array([1e-15, 3e-8, 1e-9, 4e-8, 1e-9])
    assert comparable(distances) == 3
    assert comparable(distances[:3]) == 3
    assert comparable(np.array([np.nan, 0.0])) == 0


@pytest.mark.parametrize("name", DECLARED)
def test_what_a_case_declares_is_what_a_perturbation_finds(name: str) -> None:
    case = load_case(name)
    assert isinstance(case, TrainingCase)
    envelope = stored_envelope(case, case.steps)
    assert envelope is not None
    levels = envelope.at(0, case.steps).values()
    found = min(comparable(level) for level in levels)
    declared = case.fields["comparable_steps"]
    assert found < case.steps
    assert 0.8 * found <= declared <= found


def test_one_case_is_beyond_stability() -> None:
    assert UNSTABLE in DECLARED


def test_calm_case_can_be_compared_at_every_step(tmp_path: Path) -> None:
    file = tmp_path / "horizon.json"
    code, output = call(
        "spiral_shuffled-2x3_softmax-gd", "--steps=40", f"--json={file}"
    )
    assert code == 0
    assert "all 40 steps can be compared" in output
    found = json.loads(file.read_text())
    assert found["comparable_steps"] == found["steps"] == 40
    assert found["declared_steps"] is None
    assert found["quantities"]["dW1"] == 40


def test_case_that_declares_too_much_is_told_what_is_right(
    tmp_path: Path,
) -> None:
    fields = dict(load_case(UNSTABLE).fields)
    root = load_case(UNSTABLE).path.parent
    for name in ("data", "weights"):
        fields[name] = str(root / fields[name])
    file = tmp_path / "far.json"
    file.write_text(json.dumps({**fields, "comparable_steps": 400}))
    code, output = call(file)
    assert code == 1
    assert "but the case declares 400: lower it" in output
    assert "by a factor of 1." in output


def test_operation_has_no_horizon() -> None:
    with pytest.raises(InputError, match="has no free run"):
        CliRunner().invoke(
            app, ["horizon", "relu-ordinary"], catch_exceptions=False
        )


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("comparable_steps", 0, "expected a whole number of at least 1"),
        ("bound_share", 2, "expected a number above 0 and at most 1, got 2"),
        ("bound_share", 0, "expected a number above 0 and at most 1, got 0"),
    ],
)
def test_a_case_cannot_widen_a_bound(
    folder: Path, field: str, value: float, says: str
) -> None:
    file = written(folder, changed(FIELDS, **{field: value}))
    with pytest.raises(InputError, match=f"{field}: {says}"):
        load_case(file)
