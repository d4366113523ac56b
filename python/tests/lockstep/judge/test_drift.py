"""A run that leaves the reference's own: whether rounding explains it."""

from __future__ import annotations

import numpy as np

from lockstep.compare.findings import Comparison, Divergence
from lockstep.judge.diagnosis.drift import drift_of
from lockstep.judge.results import Outcome, RunResult

GROWING = [1e-15 * 1.1 ** np.arange(100.0)]
PLACE = Divergence(30, "W1", [0, 0], 1.0, 1.1, 0.1, 1e-9, message="W1 is off")
APART = Comparison(divergence=PLACE)


def test_a_distance_beyond_the_envelope_is_not_explained() -> None:
    drift = drift_of(APART, None, None, GROWING)
    assert drift is not None
    assert (drift.step, drift.kind) == (30, "unexplained")
    assert "from step 30 on the run drifts" in drift.note
    assert "rounding does not explain it: W1 is off" in drift.note
    assert drift.growth is not None
    assert drift.growth.factor is not None
    assert round(drift.growth.factor, 6) == 1.1


def test_a_distance_beyond_the_horizon_is_explained() -> None:
    drift = drift_of(Comparison(), 60, None, GROWING)
    assert drift is not None
    assert (drift.step, drift.kind) == (60, "explained")
    declared = drift_of(Comparison(), 60, 60, GROWING)
    assert declared is not None
    assert "as the case declares" in declared.note


def test_a_distance_before_the_horizon_is_not_explained_by_it() -> None:
    drift = drift_of(APART, 60, None, GROWING)
    assert drift is not None
    assert (drift.step, drift.kind) == (30, "unexplained")


def test_a_run_that_stays_does_not_drift() -> None:
    assert drift_of(Comparison(), None, None, GROWING) is None
    assert drift_of(Comparison(), 60, None, [np.zeros(100)]) is None


def test_only_a_strict_judge_refuses_what_rounding_does_not_explain() -> None:
    outcome = Outcome(steps=100, note="it drifts", unexplained=PLACE)
    run = RunResult("case", "port", "free")
    mild, strict = (run.with_outcome(outcome, on) for on in (False, True))
    assert (mild.verdict, mild.steps) == ("equal", 100)
    assert (strict.verdict, strict.steps) == ("diverged", 30)
    assert mild.message == strict.message == "it drifts"
