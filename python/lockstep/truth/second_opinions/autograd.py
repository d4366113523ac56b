"""Check certified training against PyTorch, in ordinary doubles.

Losses, derivatives and optimizers are PyTorch's own.  It is optional, and
may live in another Python than this one, as Debian's python3-torch does;
LOCKSTEP_TORCH_PYTHON names one.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ...cases.load import TrainingCase
from ...files.strict_json import JsonObject
from ...traces.distance import relative_distance
from ..arithmetic.double_double import DoubleDouble
from ..formulas.updates import epoch_rate
from ..formulas.witness import Witness
from ..stored import truth

N_STEPS = 11  # the certified steps 0, 1, 2 and 10 are among them
ALLOWED = 1e-9  # ordinary doubles, some steps on; a wrong formula is far off
ABSENT = (
    "not made: no Python with PyTorch was found; type: "
    "apt-get install python3-torch, or set LOCKSTEP_TORCH_PYTHON"
)


class Autograd(NamedTuple):
    """How far PyTorch is from certified values."""

    version: str
    steps: list[int]
    relative_error: float

    @property
    def passed(self) -> bool:
        """Whether they agree."""
        return self.relative_error <= ALLOWED


@cache
def torch_python() -> str | None:
    """Path of a Python that can import torch."""
    places = [
        os.environ.get("LOCKSTEP_TORCH_PYTHON"),
        sys.executable,
        "/usr/bin/python3",
        shutil.which("python3"),
    ]
    for place in dict.fromkeys(filter(None, places)):
        try:
            tried = subprocess.run(
                [place, "-c", "import torch, numpy"],
                capture_output=True,
                timeout=120,
                env=_clean_environment(),
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if tried.returncode == 0:
            return place
    return None


def check_with_torch(case: TrainingCase, facts: JsonObject) -> Autograd | None:
    """Compare the first certified steps with PyTorch.

    Parameters
    ----------
    case : TrainingCase
    facts : dict
        As stored in `expected/`.

    Returns
    -------
    Autograd or None
        None if PyTorch is not installed.
    """
    python = torch_python()
    if python is None:
        return None
    n_steps = min(N_STEPS, case.steps)
    found = _run_torch(python, case, n_steps)
    steps = [int(s) for s in facts["steps"] if int(s) < n_steps]
    worst = 0.0
    for step in steps:
        values = {
            "loss": [[facts["losses"][step]]],
            **facts["steps"][str(step)],
        }
        for name, texts in values.items():
            if f"{name}.{step}" in found:
                wanted = truth(texts).hi
                actual = np.reshape(found[f"{name}.{step}"], wanted.shape)
                worst = max(worst, relative_distance(wanted, actual))
    return Autograd(str(found["version"]), steps, float(f"{worst:.1e}"))


def _run_torch(python: str, case: TrainingCase, n_steps: int) -> JsonObject:
    with tempfile.TemporaryDirectory(prefix="lockstep-") as folder:
        source, target = Path(folder, "case.npz"), Path(folder, "found.npz")
        np.savez(source, **_described(case, n_steps))
        script = Path(__file__).with_name("torch_run.py")
        subprocess.run(
            [python, str(script), str(source), str(target)],
            check=True,
            env=_clean_environment(),
        )
        with np.load(target) as found:
            return dict(found)


def _described(case: TrainingCase, n_steps: int) -> JsonObject:
    """A case as arrays: samples, masks and rate of each step included."""
    arithmetic = DoubleDouble()
    run = Witness(case, arithmetic)
    epochs = [step // run.n_batches for step in range(n_steps)]
    rates = [epoch_rate(case.optimizer, e, arithmetic) for e in epochs]
    network, optimizer = case.network, case.optimizer
    settings = {
        "parameters": list(case.parameters),
        "activations": network.activations,
        "reduction": network.reduction,
        "l2_penalty": network.l2_penalty,
        "keep_prob": network.keep_prob,
        "name": optimizer.name,
        "beta1": optimizer.beta1,
        "beta2": optimizer.beta2,
        "epsilon": optimizer.epsilon,
        "rates": [float(rate.hi[0, 0]) for rate in rates],
    }
    arrays: dict[str, object] = {"X": case.X, "labels": case.labels}
    for step in range(n_steps):
        samples = run.samples(step)
        arrays[f"samples.{step}"] = samples
        for name, mask in run.masks(step, samples.size).items():
            arrays[f"{name}.{step}"] = mask.hi
    return {**arrays, **case.parameters, "settings": json.dumps(settings)}


def _clean_environment() -> dict[str, str]:
    """Leave out this project's paths, which would mislead another Python."""
    return {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    }
