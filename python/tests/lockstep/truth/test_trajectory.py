"""Precision is raised until each digit is proved, or the step is named."""

from __future__ import annotations

import numpy as np
import pytest
from helpers import problem, training_case

from lockstep.truth.arithmetic.arithmetic import Undecided
from lockstep.truth.arithmetic.balls import Balls
from lockstep.truth.proofs.single_step import certify_step
from lockstep.truth.proofs.trajectory import certify_run
from lockstep.truth.stored import is_chosen, truth

CASE = training_case(problem([2, 4, 3], "tanh"), steps=12)


def test_a_run_is_proved_to_its_end() -> None:
    run = certify_run(CASE)
    assert run.steps == len(run.losses) == 12
    assert run.reason == ""
    assert sorted(run.values) == [0, 1, 2, 10, 11]
    assert list(run.values[0]) == [
        *("dW2", "db2", "dW1", "db1", "W1", "b1", "W2", "b2")
    ]


def test_two_precisions_prove_the_same_digits() -> None:
    one, other = (
        certify_run(CASE, precisions=(precision,)) for precision in (256, 512)
    )
    assert one.values == other.values
    assert one.losses == other.losses
    assert max(other.radius.values()) < 1e-60 * max(one.radius.values())


def test_precision_is_raised_when_it_does_not_suffice() -> None:
    run = certify_run(CASE, precisions=(64, 128, 256))
    assert run.steps == 12
    assert run.precision == 256


def test_the_step_is_named_up_to_which_it_could_be() -> None:
    run = certify_run(CASE, precisions=(126,))
    assert 0 < run.steps < 12
    assert f"at step {run.steps} " in run.reason
    assert "126 bits" in run.reason


def test_time_ends_a_run() -> None:
    run = certify_run(CASE, seconds=0.0)
    assert run.steps == 1
    assert run.reason == "the time given was over"


def test_a_relu_whose_sign_is_in_doubt_proves_nothing() -> None:
    arithmetic = Balls(64)
    with arithmetic.working():
        doubtful = arithmetic.exact([[1.0, 0.0]])
        doubtful[0, 1] += arithmetic.exact(1.0)[0, 0] / 3 * 3 - 1
        with pytest.raises(Undecided):
            arithmetic.positive(doubtful)
        ties = arithmetic.positive(arithmetic.exact([[1.0, 0.0, -0.0, -1.0]]))
    assert ties.tolist() == [[True, False, False, False]]


def test_a_step_is_proved_from_any_doubles() -> None:
    run = certify_run(CASE)
    start = {n: truth(t).hi for n, t in run.values[10].items() if n[0] in "Wb"}
    step = certify_step(CASE, 11, start)
    own, free = step.values["loss"][0][0], run.losses[11]
    assert step.reason == ""
    assert own != free
    assert own[:15] == free[:15]
    assert {"Z1", "A1", "dZ1", "dA1"} <= set(step.values)


def test_few_steps_are_kept_whole() -> None:
    kept = [step for step in range(2000) if is_chosen(step)]
    assert kept == [0, 1, 2, 10, 100, 1000]
    assert np.isfinite(truth(certify_run(CASE, 2).losses).hi).all()
