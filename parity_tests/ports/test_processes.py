"""A language behind its bridge and as a program gives the same bits."""

from __future__ import annotations

import pytest

import lockstep
from lockstep.compare.compare import compare_bits
from lockstep.files.paths import repository_root
from lockstep.judge import EQUAL
from lockstep.judge.run import validate
from lockstep.ports.defaults import PORT_NAMES
from lockstep.ports.description import (
    askable_operations,
    capabilities,
    read_port,
)
from lockstep.traces.trace import Trace

ROOT = repository_root()
DESCRIPTIONS = {
    "python": ROOT / "python" / "firstprinciples" / "port.json",
    "r": ROOT / "r" / "inst" / "port" / "port.json",
    "octave": ROOT / "octave" / "bin" / "port.json",
}
ADAM = "spiral_shuffled-2x15x6x3_relu-adam"
# Batches and an optimizer's state; dropout, one step; drawn weights.
BITS = [
    (ADAM, 30),
    ("spiral_shuffled-2x15x6x3_tanh-l2_dropout", 1),
    ("blobs-2x9x1_tanh-gd", 500),
]


def same_bits(expected: Trace, actual: Trace) -> int:
    """Compare two traces and count their numbers."""
    seen = compare_bits(expected, actual)
    assert seen.agrees, seen.divergence
    assert list(actual) == list(expected)
    return seen.values


@pytest.mark.parametrize("name", PORT_NAMES)
def test_bridge_and_process_give_the_same_bits(name: str) -> None:
    for case, steps in BITS:
        expected = lockstep.trace(case, name, steps)
        actual = lockstep.trace(case, str(DESCRIPTIONS[name]), steps)
        assert same_bits(expected, actual) > steps


def test_two_chunks_are_one_run() -> None:
    case = "spiral-2x100x3_relu-gd"
    expected = lockstep.trace(case, "python", 1001)
    actual = lockstep.trace(case, str(DESCRIPTIONS["python"]), 1001)
    assert same_bits(expected, actual) == 1001 * 1207


@pytest.mark.parametrize("name", PORT_NAMES)
def test_every_level_is_reached(name: str) -> None:
    operations = ["softmax-ties", "network_backward-penalized_sum"]
    operations += ["train-batches", "random_normals-not_ascii"]
    operations += ["dense_forward-one_sample", "plot_roc-ordinary"]
    results = validate(
        DESCRIPTIONS[name],
        cases=[*operations, ADAM, "spiral_shuffled-2x15x6x3_tanh-l2_dropout"],
        steps=6,
    )
    assert {run.case: run.message for run in results.runs if run.message} == {}
    assert {run.verdict for run in results.runs} == {EQUAL}
    assert len(results.runs) == 5 + 4 + 4


@pytest.mark.parametrize("name", PORT_NAMES)
def test_the_languages_claim_everything(name: str) -> None:
    port = read_port(DESCRIPTIONS[name])
    assert port.level == 3
    assert port.operations == set(askable_operations())
    assert port.capabilities == set(capabilities())


STATES = (ADAM, "digits-64x15x9x10_relu-rmsprop")


@pytest.mark.parametrize("level", [1, 2])
@pytest.mark.parametrize("name", ["r", "octave"])
def test_a_port_that_shows_no_state_is_judged_by_its_own_steps(
    name: str, level: int
) -> None:
    results = validate(DESCRIPTIONS[name], level, cases=STATES, steps=20)
    runs = [run for run in results.runs if run.level]
    assert {run.message for run in runs} == {""}
    assert {(run.verdict, run.steps) for run in runs} == {(EQUAL, 20)}
    assert all(run.headroom and run.headroom > 1 for run in runs)
