"""A free run is judged by its own steps, whatever a port shows of them."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from own_port import write_port

from lockstep.cases.load import load_case
from lockstep.judge.free_run import FreeRun
from lockstep.judge.results import Outcome, RunResult
from lockstep.judge.run import validate
from lockstep.ports.bridge.session import BridgePort
from lockstep.ports.start import port_spec
from lockstep.reference.port import open_reference
from lockstep.reference.run import ReferenceRun

ADAM = "spiral_shuffled-2x15x6x3_relu-adam"
GD = "spiral_shuffled-2x15x6x3_tanh-gd"
STEPS, STOPS = 20, 12
FREEZES = f"""
import firstprinciples.training as training
from firstprinciples.__main__ import main

right = training.train_step


def frozen(case, Y, parameters, state, step):
    found = right(case, Y, parameters, state, step)
    return found if step < {STOPS} else found._replace(parameters=parameters)


training.train_step = frozen
raise SystemExit(main())
"""


@pytest.mark.parametrize("level", [1, 2])
def test_a_port_that_stops_to_learn_is_named_at_every_level(
    tmp_path: Path, level: int
) -> None:
    file = write_port(tmp_path, FREEZES, level)
    results = validate(file, cases=[ADAM], steps=STEPS)
    run = next(run for run in results.runs if run.level == 1)
    assert run.verdict == "diverged", run.message
    assert run.divergence is not None
    assert (run.divergence.quantity, run.divergence.step) == ("W1", STOPS)


def test_a_port_trains_before_the_reference() -> None:
    """So it finds no answers, wherever it looks for them."""
    events: list[str] = []

    class Watched(BridgePort):
        def train(self, *rest: Any) -> Any:
            events.append("port")
            return super().train(*rest)

    case = load_case(ADAM)
    with (
        open_reference(120.0) as own,
        Watched(port_spec("python"), 120.0) as port,
    ):
        own.open_case(case)
        port.open_case(case)
        run = ReferenceRun(
            own, case, 5, progress=lambda done: events.append("reference")
        )
        with closing(run) as reference:
            found = FreeRun(port, reference).judge(lambda steps: None)
    assert found == [
        Outcome(found[0].seen, 5, found[0].seconds),
    ]
    assert found[0].agrees
    assert events == ["port", "reference"]


STALE = """
import firstprinciples.training as training
from firstprinciples.__main__ import main

right = training.train_step


def stale(case, Y, parameters, state, step):
    found = right(case, Y, parameters, state, step)
    return found if step != {step} else found._replace(state=state)


training.train_step = stale
raise SystemExit(main())
"""


def levels_of(
    program: str, folder: Path, case: str = ADAM
) -> dict[int | None, RunResult]:
    """Judge a program as a port, and give its results by level."""
    file = write_port(folder, program, level=3)
    results = validate(file, cases=[case], steps=STEPS)
    return {run.level: run for run in results.runs}


def assert_diverges(run: RunResult, quantity: str, step: int) -> None:
    place = run.divergence
    assert place is not None, run.message
    assert (place.quantity, place.step) == (quantity, step)


def test_a_wrong_state_that_is_shown_excuses_no_parameters(
    tmp_path: Path,
) -> None:
    """The levels below do not build upon it: they know what it should be."""
    found = levels_of(STALE.format(step=STOPS), tmp_path)
    assert found[2].verdict == "equal"
    assert_diverges(found[3], "vW1", STOPS)
    assert_diverges(found[1], "W1", STOPS + 1)


WRONG_GRADIENT = """
import firstprinciples.training as training
from firstprinciples.__main__ import main

right, backward = training.train_step, training.network_backward


def wrong(*arguments):
    found = backward(*arguments)
    return {{**found, "db1": 1.01 * found["db1"]}}


def late(case, Y, parameters, state, step):
    if step == {step}:
        training.network_backward = wrong
    return right(case, Y, parameters, state, step)


training.train_step = late
raise SystemExit(main())
"""


@pytest.mark.parametrize("case", [ADAM, GD])
def test_a_wrong_gradient_that_is_shown_excuses_no_parameters(
    tmp_path: Path, case: str
) -> None:
    found = levels_of(WRONG_GRADIENT.format(step=STOPS), tmp_path, case)
    assert_diverges(found[2], "db1", STOPS)
    assert_diverges(found[1], "b1", STOPS)


SHOWS_WRONG_GRADIENT = """
import firstprinciples.training as training
from firstprinciples.__main__ import main

right = training.train_step


def shows(case, Y, parameters, state, step):
    found = right(case, Y, parameters, state, step)
    doubled = {{n: 2.0 * g for n, g in found.gradients.items()}}
    return found if step < {step} else found._replace(gradients=doubled)


training.train_step = shows
raise SystemExit(main())
"""


@pytest.mark.parametrize("case", [ADAM, GD])
def test_a_gradient_that_is_only_shown_wrong_is_held_against_no_parameters(
    tmp_path: Path, case: str
) -> None:
    found = levels_of(SHOWS_WRONG_GRADIENT.format(step=STOPS), tmp_path, case)
    assert found[1].verdict == "equal"
    assert_diverges(found[2], "dW3", STOPS)
