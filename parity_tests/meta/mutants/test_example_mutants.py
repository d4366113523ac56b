"""Remove or break a formula of an example port: the judge must name it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from example_mutants import Mutant, mutants
from example_ports import PORTS, QUICK, STEPS, build, copy_to, require

from lockstep.judge import DIVERGED, ERROR
from lockstep.judge.results import RunResult
from lockstep.judge.run import validate

# The suite breaks a few lines that the first case shows;
# LOCKSTEP_MUTANTS=all breaks them all.
SAMPLE = {
    "javascript": ("layer.Z = WA.map", "below.dZ = map((d, z", "const newP = "),
    "cpp": ('layer["db"] = ',),
    "pytorch": ("Z = P[",),
    "jax": ("Z = P[",),
    "fortran": ("this%dW = ",),
    "go": ("layer.dW = ",),
    "awk": ("dW[l, i, k] = sum",),
    "perl": ("my $dZ = ", '$gradients{"dW$l"} = '),
}
# A rate that falls by epochs falls late; a perceptron's loss is 0 at first.
LATE = {
    "gate_and-2x1_step-gd": 7,
    "spiral_shuffled-2x15x6x3_relu-adam": 6,
    "digits-64x15x9x10_relu-gd_decay": 6,
    "spiral_shuffled-2x100x3_relu-classical_momentum": 120,
}
# What most faults show in comes first: each call starts the port anew.
CASES = (
    "spiral_shuffled-2x15x6x3_relu-adam",
    "circles-2x11x1_relu-dropout",
    "spiral_shuffled-2x9x3x3_sigmoid-gd",
    "circles-2x11x1_relu-l2",
    *QUICK,
    "digits-64x15x9x10_relu-momentum",
    "digits-64x15x9x10_relu-rmsprop",
    *LATE,
    "breast_cancer_raw-30x2_softmax-gd",
)


def chosen(name: str) -> list[Mutant]:
    """All mutants of a port, or some."""
    found = mutants(PORTS[name])
    if os.environ.get("LOCKSTEP_MUTANTS"):
        return found
    return [m for m in found if any(w in m.right for w in SAMPLE[name])]


@pytest.mark.parametrize("name", PORTS)
def test_there_are_lines_to_break(name: str) -> None:
    assert len(mutants(PORTS[name])) >= 15


@pytest.mark.parametrize("name", PORTS)
def test_sample_is_there(name: str) -> None:
    lines = "\n".join(mutant.right for mutant in chosen(name))
    assert all(words in lines for words in SAMPLE[name])


@pytest.mark.parametrize(
    "mutant",
    [
        pytest.param(mutant, id=mutant.name)
        for name in PORTS
        for mutant in chosen(name)
    ],
)
def test_fault_is_caught_and_named(mutant: Mutant, tmp_path: Path) -> None:
    require(mutant.port)
    folder = copy_to(mutant.port, tmp_path / mutant.port.name)
    mutant.apply(folder)
    try:
        build(folder, "-O0")
    except subprocess.CalledProcessError:
        return  # the compiler caught it
    run = _first_failure(folder)
    assert run is not None, "no case shows it"
    if run.verdict == DIVERGED:
        assert run.divergence is not None
        assert run.divergence.quantity
    else:
        assert run.message


def _first_failure(folder: Path) -> RunResult | None:
    for case in CASES:
        steps = LATE.get(case, STEPS)
        for run in validate(folder, cases=[case], steps=steps).runs:
            if run.verdict in (DIVERGED, ERROR):
                return run
    return None
