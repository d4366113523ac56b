"""A free run is judged by its own steps, whatever a port shows of them."""

from __future__ import annotations

import json
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from lockstep.cases.load import load_case
from lockstep.judge.free_run import FreeRun
from lockstep.judge.results import Outcome
from lockstep.judge.run import validate
from lockstep.ports.bridge.session import BridgePort
from lockstep.ports.start import port_spec
from lockstep.reference.port import open_reference
from lockstep.reference.run import ReferenceRun

ADAM = "spiral_shuffled-2x15x6x3_relu-adam"
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
    (tmp_path / "port.py").write_text(FREEZES)
    port = {
        "name": "frozen",
        "language": "Python",
        "version": "1",
        "level": level,
        "command": [sys.executable, "{folder}/port.py"],
        "capabilities": ["*"],
    }
    (tmp_path / "port.json").write_text(json.dumps(port))
    results = validate(tmp_path / "port.json", cases=[ADAM], steps=STEPS)
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


def test_a_wrong_state_that_is_shown_excuses_no_parameters(
    tmp_path: Path,
) -> None:
    """The levels below do not build upon it: they know what it should be."""
    (tmp_path / "port.py").write_text(STALE.format(step=STOPS))
    port = {
        "name": "python",
        "language": "Python",
        "version": "0.1.0",
        "level": 3,
        "command": [sys.executable, "{folder}/port.py"],
        "capabilities": ["*"],
    }
    (tmp_path / "port.json").write_text(json.dumps(port))
    results = validate(tmp_path / "port.json", cases=[ADAM], steps=STEPS)
    found = {run.level: run for run in results.runs}
    assert found[2].verdict == "equal"
    for level, quantity, step in ((3, "vW1", STOPS), (1, "W1", STOPS + 1)):
        place = found[level].divergence
        assert place is not None, found[level].message
        assert (place.quantity, place.step) == (quantity, step)
