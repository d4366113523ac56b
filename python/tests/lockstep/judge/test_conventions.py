"""What the judge infers of a port's conventions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from firstprinciples import optimizer_state
from lockstep.cases.drawn import write_case
from lockstep.cases.load import TrainingCase, load_case
from lockstep.judge.mistakes.catalogue import MISTAKES
from lockstep.judge.mistakes.conventions import (
    CONVENTIONS,
    OURS,
    choices,
    joined,
)
from lockstep.judge.mistakes.formulas import Formulas, Given
from lockstep.judge.mistakes.probes import (
    CANNOT_TELL,
    infer_conventions,
    probes,
)
from lockstep.judge.mistakes.step import compute
from lockstep.ports.start import port_spec
from lockstep.traces.trace import Start, Trace

BY_ID = {mistake.id: mistake.formulas for mistake in MISTAKES}
STEPS = 5


def trained(case: TrainingCase, formulas: Formulas) -> Trace:
    """What a port of level 1 with these formulas would write."""
    parameters = dict(case.parameters)
    state = optimizer_state(parameters, case.optimizer)
    made = []
    for step in range(STEPS):
        stacks = (
            {name: value[None] for name, value in part.items()}
            for part in (parameters, state)
        )
        found = compute(formulas, Given(case, step, Start(*stacks)))
        parameters = {name: found[name] for name in parameters}
        state = {name: found[name] for name in state}
        made.append({"loss": found["loss"], **parameters})
        if not all(np.isfinite(P).all() for P in parameters.values()):
            break
    return {name: np.stack([one[name] for one in made]) for name in made[0]}


def inferred(
    names: Sequence[str], case: TrainingCase, trace: Trace
) -> dict[str, set[str]]:
    return choices(names, case, trace, len(trace["loss"]))


BINARY_HAS_NOT = {"loss-mean-of-elements", "gradients-mean-of-elements"}


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize(
    ("able", "has_not"),
    [
        (["tanh", "relu", "sigmoid", "softmax"], set()),
        (["relu", "softmax"], set()),
        (["relu", "sigmoid"], BINARY_HAS_NOT),
    ],
)
def test_every_choice_is_inferred_from_losses_and_parameters(
    tmp_path: Path, able: list[str], has_not: set[str]
) -> None:
    found: set[str] = set()
    for names, case in probes(tmp_path, able):
        for convention in CONVENTIONS:
            if convention.name not in names:
                continue
            for other in (OURS, *convention.others):
                formulas = BY_ID[other] if other else Formulas()
                told = inferred(names, case, trained(case, formulas))
                if told and told[convention.name] == {other}:
                    found.add(other)
    every = {other for one in CONVENTIONS for other in one.others}
    assert every - found == has_not


@pytest.mark.parametrize(
    "several",
    [
        ("gradients-not-divided", "adam-epsilon-inside"),
        ("labels-too-low", "loss-not-divided", "adam-v-not-corrected"),
    ],
)
def test_several_choices_are_told_apart(
    tmp_path: Path, several: Sequence[str]
) -> None:
    names, case = next(
        probe for probe in probes(tmp_path) if probe[1].optimizer.name == "adam"
    )
    formulas = joined([BY_ID[name] for name in several])
    assert formulas is not None
    told = inferred(names, case, trained(case, formulas))
    unlike = {c for chosen in told.values() for c in chosen if c != OURS}
    assert unlike == set(several)


def test_nothing_is_inferred_from_a_fault_of_another_kind(
    tmp_path: Path,
) -> None:
    for names, case in probes(tmp_path):
        trace = trained(case, Formulas())
        trace["W1"] = trace["W1"] * (1 + 1e-6)
        assert inferred(names, case, trace) == {}


def test_the_own_port_differs_in_nothing(tmp_path: Path) -> None:
    sheet = infer_conventions(port_spec("python"), tmp_path)
    assert len(sheet.rows) == 1 + len(CONVENTIONS)
    assert sheet.unlike == []
    assert not sheet.failure
    assert CANNOT_TELL not in {row.yours for row in sheet.rows}


def test_a_drawn_case_is_one_of_its_own(tmp_path: Path) -> None:
    fields = {
        "network": {
            "layer_sizes": [3, 2],
            "activations": ["softmax"],
            "loss": "categorical_cross_entropy",
        },
        "optimizer": {"name": "gradient_descent", "learning_rate": 0.1},
        "steps": 2,
    }
    generator = np.random.default_rng(1)
    file = write_case(tmp_path, "one", generator, fields, 4)
    case = load_case(file)
    assert isinstance(case, TrainingCase)
    assert case.X.shape == (3, 4)
    assert set(np.unique(case.labels)) == {0, 1}
