"""Ports are right on data that nobody scaled, where scores reach thousands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bench import Bench

from lockstep.files.paths import fixtures_root
from lockstep.ports.defaults import PORT_NAMES

STEPS = 30
SETTINGS: dict[str, dict[str, Any]] = {
    "gradient descent": {"name": "gradient_descent", "learning_rate": 1e-3},
    "momentum": {"name": "momentum", "learning_rate": 1e-3},
    "adam": {"name": "adam", "learning_rate": 0.1},
}


def unscaled_case(folder: Path, optimizer: dict[str, Any], seed: int) -> Path:
    """Write a softmax of 30 features from 1e-3 to 4e3, with He weights."""
    fields = {
        "data": str(fixtures_root() / "data" / "breast_cancer.csv"),
        "network": {
            "layer_sizes": [30, 2],
            "activations": ["softmax"],
            "loss": "categorical_cross_entropy",
        },
        "weights": {"method": "he", "distribution": "normal"},
        "optimizer": optimizer,
        "steps": STEPS,
        "seed": seed,
    }
    file = folder / f"unscaled{seed}.json"
    file.write_text(json.dumps(fields), "utf-8")
    return file


@pytest.mark.parametrize("optimizer", SETTINGS.values(), ids=SETTINGS)
@pytest.mark.parametrize("language", PORT_NAMES)
def test_replay_agrees(
    bench: Bench, tmp_path: Path, language: str, optimizer: dict[str, Any]
) -> None:
    bench.forget()
    cases = [
        (unscaled_case(tmp_path, optimizer, seed), "replay", STEPS)
        for seed in (0, 1)
    ]
    for run in bench.judge(language, [], cases):
        assert run.verdict == "equal", run.message
        assert sum(distance.steps for distance in run.truth.values()) > 0
