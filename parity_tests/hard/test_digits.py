"""A right port is equal on digits, whatever tanh its libraries have.

NumPy's tanh and that of the C library differ in the last bit: farther apart
than weights that are moved by an ULP, and the optimizer divides by roots of
small averages.  The free run drifts, and every step of it is right.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from drift import watched
from platforms import environment, settings

import lockstep
from lockstep.bounds.training import ENVELOPE_FACTOR
from lockstep.cases.load import load_case
from lockstep.files.paths import fixtures_root
from lockstep.ports.start import open_port, port_spec
from lockstep.reference.port import open_reference

STEPS = 40


def digits_case(folder: Path, optimizer: str, seed: int) -> Path:
    """Write 64-20-10, tanh, on batches of 128."""
    fields = {
        "data": str(fixtures_root() / "data" / "digits.csv"),
        "network": {
            "layer_sizes": [64, 20, 10],
            "activations": ["tanh", "softmax"],
            "loss": "categorical_cross_entropy",
        },
        "weights": {"method": "xavier", "distribution": "normal"},
        "optimizer": {"name": optimizer, "learning_rate": 0.01},
        "steps": STEPS,
        "seed": seed,
        "batch_size": 128,
    }
    file = folder / f"digits-{optimizer}-{seed}.json"
    file.write_text(json.dumps(fields), "utf-8")
    return file


@pytest.mark.parametrize("optimizer", ["adam", "rmsprop"])
def test_a_free_run_is_equal(tmp_path: Path, optimizer: str) -> None:
    cases = [digits_case(tmp_path, optimizer, seed) for seed in range(4)]
    results = lockstep.run(cases, ["r", "octave"], "free", strict=True)
    assert [run.message for run in results.runs if run.verdict != "equal"] == []
    assert {run.steps for run in results.runs} == {STEPS}
    assert all(run.headroom and run.headroom > 1 for run in results.runs)
    assert {run.drift for run in results.runs} <= {"", "explained"}


def test_another_tanh_of_numpy_stays_within_the_envelope(
    tmp_path: Path,
) -> None:
    (setting,) = (s for s in settings() if s.name == "no SIMD in NumPy")
    cases = [
        load_case(digits_case(tmp_path, optimizer, 5))
        for optimizer in ("adam", "rmsprop")
    ]
    with open_reference(120.0) as reference:
        with environment(setting.variables()):
            port = open_port(port_spec("python"), 120.0)
        with port:
            seen = list(watched(cases, {"python": port}, reference, STEPS))
    assert [one.steps for one in seen] == [STEPS, STEPS]
    assert all(one.distance < ENVELOPE_FACTOR for one in seen)
    assert {one.systematic for one in seen} == {""}
