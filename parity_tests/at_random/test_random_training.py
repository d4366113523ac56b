"""Every step agrees for networks and settings that nobody chose.

Runs repeat exactly.  LOCKSTEP_EXAMPLES=500 searches for more, at random; what
it finds goes into FOUND.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench import Bench, in_parallel
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from random_training import training_cases, write

from lockstep.judge.results import RunResult
from lockstep.ports.defaults import PORT_NAMES

WANTED = int(os.environ.get("LOCKSTEP_EXAMPLES", "0"))
# Each hidden activation and optimizer at once: what few random draws miss.
FOUND: list[dict[str, Any]] = [
    {
        "data": 1,
        "network": {
            "layer_sizes": [2, 4, 3, 3, 3],
            "activations": ["relu", "tanh", "sigmoid", "softmax"],
            "loss": "categorical_cross_entropy",
            "reduction": "sum",
            "l2_penalty": 0.1,
            "keep_prob": 0.8,
        },
        "weights": {"method": "he", "distribution": "normal"},
        "optimizer": {"name": name, "learning_rate": 0.01},
        "steps": 5,
        "seed": 3,
        "n_samples": 11,
        "batch_size": 4,
    }
    for name in ("gradient_descent", "momentum", "rmsprop", "adam")
]


@settings(
    max_examples=WANTED or 6,
    derandomize=not WANTED,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(batch=st.lists(training_cases(), min_size=1, max_size=6))
@example(batch=FOUND)
def test_languages_agree_on_random_training(
    bench: Bench, batch: list[dict[str, Any]]
) -> None:
    bench.forget()
    with TemporaryDirectory(prefix="lockstep-") as folder:
        files = [
            write(Path(folder), f"random{number}", fields)
            for number, fields in enumerate(batch)
        ]
        cases = [
            (file, mode, fields["steps"])
            for file, fields in zip(files, batch, strict=True)
            for mode in ("replay", "free")
        ]

        def judge(language: str) -> list[RunResult]:
            return list(bench.judge(language, [], cases))

        found = [run for part in in_parallel(judge, PORT_NAMES) for run in part]
    for run in found:
        assert run.verdict == "equal", (run.port, run.case, run.message)
        assert run.values > 0
