"""Each known mistake is found again in the step that it makes."""

from __future__ import annotations

from collections.abc import Iterator

import known_mistakes as catalogue_page
import numpy as np
import pytest

from firstprinciples import batch_count, optimizer_state
from lockstep.cases.contract import contract
from lockstep.cases.load import load_case
from lockstep.judge.mistakes.catalogue import MISTAKES
from lockstep.judge.mistakes.formulas import UPDATES, Formulas, Given
from lockstep.judge.mistakes.name import MOST, first_here, known_mistakes
from lockstep.judge.mistakes.step import compute
from lockstep.traces.trace import Start, Trace

# Every activation, loss, optimizer and schedule; batches, dropout, L2, ties.
CASES = (
    "circles-2x11x1_relu-dropout",
    "circles-2x11x1_relu-l2",
    "spiral_binary-2x7x1_relu-gd",
    "spiral_shuffled-2x15x6x3_relu-adam",
    "spiral_shuffled-2x15x6x3_tanh-gd",
    "spiral_shuffled-2x5x3_relu_ties-gd",
    "spiral_shuffled-2x8x7x6x5x3_tanh-rmsprop",
    "spiral_shuffled-2x9x3x3_sigmoid-gd",
    "spiral_shuffled-2x100x3_relu-classical_momentum",
    "digits-64x15x9x10_relu-momentum",
    "digits-64x15x9x10_relu-gd_decay",
    "digits-64x15x9x10_relu-rmsprop",
)
ROUNDING = 1e-13


def starts(case: str) -> Iterator[Given]:
    """Steps of a case: in the first epoch, and far into the run."""
    loaded = load_case(case)
    n_batches = batch_count(loaded.X.shape[1], loaded.batch_size)
    generator = np.random.default_rng(7)
    for step in (3, 4 * n_batches + 1):
        P = {
            name: value + 0.01 * generator.normal(size=value.shape)
            for name, value in loaded.parameters.items()
        }
        if "ties" in case:
            P = dict(loaded.parameters)
        state = {
            name: 0.01 * generator.uniform(0.5, 1, value.shape)
            for name, value in optimizer_state(P, loaded.optimizer).items()
        }
        stacks = ({k: v[None] for k, v in part.items()} for part in (P, state))
        yield Given(loaded, step, Start(*stacks))


def shown(given: Given, found: Trace) -> Trace:
    """What a port would write of a step."""
    state = given.start.state or {}
    return {
        name: value[None]
        for name, value in found.items()
        if name[0] not in "vs" or name in state
    }


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_every_mistake_is_found_again() -> None:
    """Among few candidates, in a case that shows it."""
    found: set[str] = set()
    for given in (given for case in CASES for given in starts(case)):
        right = shown(given, compute(Formulas(), given))
        bounds = {
            name: np.full(value.shape, ROUNDING * np.abs(value).max(initial=0))
            for name, value in right.items()
        }
        for mistake in MISTAKES:
            if mistake.id in found:
                continue
            actual = shown(given, compute(mistake.formulas, given))
            named = known_mistakes(
                given.case, given.step, given.start, actual, right, bounds
            )
            assert len(named) <= MOST
            if mistake in named:
                found.add(mistake.id)
    assert {mistake.id for mistake in MISTAKES} == found


def test_a_right_step_has_no_mistake() -> None:
    """However it is rounded."""
    given = next(starts(CASES[0]))
    right = shown(given, compute(Formulas(), given))
    bounds = {name: np.full(v.shape, 1e-12) for name, v in right.items()}
    args = given.case, given.step, given.start, right, right, bounds
    assert known_mistakes(*args) == []


@pytest.mark.parametrize("start", [np.nan, 1e300])
def test_a_step_from_no_number_names_nothing_and_ends_nothing(
    start: float,
) -> None:
    """Scores are NaN or infinite: once the judge itself ended there."""
    given = next(starts("spiral_shuffled-2x15x6x3_relu-adam"))
    wild = {n: P + start for n, P in given.start.parameters.items()}
    found = {"W1": wild["W1"], "loss": np.array([np.nan])}
    bounds = {name: np.full(v.shape, np.nan) for name, v in found.items()}
    args = given.case, given.step, Start(wild, None), found, found, bounds
    assert known_mistakes(*args) == []


def test_what_step_0_would_have_shown_is_not_named() -> None:
    """If step 0 is right, the mistake is not that."""
    case = load_case("spiral_shuffled-2x15x6x3_relu-adam")
    by_id = {mistake.id: mistake for mistake in MISTAKES}
    late = [by_id["count-not-increased"], by_id["batches-shuffled-once"]]
    early = [by_id["gradient-sign"], by_id["batch-one-early"]]
    names = {name: value[None] for name, value in case.parameters.items()}
    assert first_here([*late, *early], case, 3, names) == late
    assert first_here([*late, *early], case, 0, names) == [*late, *early]


def test_ids_are_stable_words() -> None:
    """No id is used twice; each has words and a cure."""
    assert len({mistake.id for mistake in MISTAKES}) == len(MISTAKES)
    assert all(mistake.words and mistake.cure for mistake in MISTAKES)


def test_the_page_lists_the_catalogue() -> None:
    """`python docs/known_mistakes.py --write` renews it."""
    text = catalogue_page.PAGE.read_text("utf-8")
    assert text == catalogue_page.page()


def test_every_optimizer_has_its_formula() -> None:
    """Else a step that diverges would end the judge, not explain the port."""
    (name,) = (
        entry
        for entry in contract()["new_optimizer"]["arguments"]
        if entry["name"] == "name"
    )
    assert set(UPDATES) == set(name["choices"])
