"""Drift below every bound: found from the residuals of the run, and named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from own_port import write_port

import lockstep
from lockstep.judge.results import RunResult

SPIRAL = "spiral-2x100x3_relu-gd"
ADAM = "spiral_shuffled-2x15x6x3_relu-adam"
STEPS = 60
# The Python port, whose learning rate is off; it shows no gradients.
SOURCE = """
import numpy as np
import firstprinciples.training as training
from firstprinciples.__main__ import main

stream = np.random.RandomState(0)
right = training.optimizer_update


def wrong(*given):
    share = {share}
    return right(*given[:4], given[4] * (1.0 + share), given[5])


training.optimizer_update = wrong
raise SystemExit(main())
"""


# The Python port, all gradients of which are off, as it shows.
GRADIENTS = """
import firstprinciples.training as training
from firstprinciples.__main__ import main

right = training.network_backward


def wrong(*given):
    found = right(*given)
    off = [name for name in found if name[1] in "Wb"]
    return {{**found, **{{n: found[n] * (1.0 + {share}) for n in off}}}}


training.network_backward = wrong
raise SystemExit(main())
"""


def judged(
    folder: Path,
    share: str,
    case: str = SPIRAL,
    strict: bool = False,
    source: str = SOURCE,
    level: int = 1,
) -> RunResult:
    """Judge a port that is off by a share of itself, an expression."""
    file = write_port(folder, source.format(share=share), level)
    results = lockstep.run(case, [str(file)], "free", STEPS, strict=strict)
    return results.runs[0]


@pytest.mark.parametrize("share", ["2e-14", "-2e-14"])
def test_a_rate_that_is_a_little_off_is_named(
    tmp_path: Path, share: str
) -> None:
    run = judged(tmp_path, share)
    assert (run.verdict, run.drift) == ("equal", "systematic"), run.message
    said = re.search(r"every update is (\w+) by (\S+) of itself", run.message)
    assert said is not None
    assert said[1] == ("smaller" if share[0] == "-" else "larger")
    assert float(said[2]) == pytest.approx(2e-14, rel=0.1)
    assert "learning rate" in run.diagnosis


def test_a_strict_judge_refuses_it(tmp_path: Path) -> None:
    run = judged(tmp_path, "2e-14", strict=True)
    assert run.verdict == "diverged"
    assert "systematic, not rounding" in run.message


@pytest.mark.parametrize("level", [2, 3])
def test_gradients_that_are_a_little_off_are_named_where_they_are_shown(
    tmp_path: Path, level: int
) -> None:
    """Though each update follows from them to the last bit."""
    run = judged(tmp_path, "2e-14", source=GRADIENTS, level=level)
    assert (run.verdict, run.drift) == ("equal", "systematic"), run.message
    assert "every gradient is larger by 2.0e-14 of itself" in run.message
    assert "number of samples" in run.diagnosis


def test_a_rate_that_is_further_off_is_refused_at_once(tmp_path: Path) -> None:
    run = judged(tmp_path, "1e-13")
    assert run.verdict == "diverged"
    assert run.divergence is not None
    assert (run.divergence.step, run.divergence.quantity) == (0, "W1")
    assert run.divergence.hints == [
        "of its update: every element is larger by 1.0e-13 of itself"
    ]


@pytest.mark.parametrize("case", [SPIRAL, ADAM])
@pytest.mark.parametrize("share", ["0.0", "2e-14 * stream.choice([-1, 1])"])
def test_what_is_right_or_off_at_random_is_not_systematic(
    tmp_path: Path, share: str, case: str
) -> None:
    run = judged(tmp_path, share, case)
    assert run.verdict == "equal", run.message
    assert run.drift != "systematic", run.message


@pytest.mark.parametrize("case", [SPIRAL, ADAM])
def test_a_port_that_updates_by_another_formula_is_right(case: str) -> None:
    spec = lockstep.PortSpec("regrouped", "wrong_ports:Regrouped")
    (run,) = lockstep.run(case, [spec], "free", STEPS, strict=True).runs
    assert run.verdict == "equal", run.message
    assert run.drift == ""
