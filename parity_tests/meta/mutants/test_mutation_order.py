"""What a mutant is asked first, and when it hangs."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import chain

import pytest
from mutation.mutants import Mutant, mutants
from mutation.order import FAR, FIRST, LONG, chunks, training
from mutation.reference import topic
from mutation.trees.sources import sources
from mutation.workers import worker

from lockstep.cases.find import list_cases
from lockstep.cases.load import OperationCase, load_case
from lockstep.errors import PortUnavailable


@pytest.fixture(scope="module", name="cases")
def _cases() -> list[OperationCase]:
    """Cases of a few operations, the slow ones among them."""
    names = ("sigmoid", "softmax", "relu", "adam", "random_search")
    found = [
        load_case(header.id)
        for header in list_cases()
        if header.kind == "operation"
        and not header.missing
        and header.id.startswith(names)
    ]
    return [case for case in found if isinstance(case, OperationCase)]


@pytest.fixture(name="mutant")
def _mutant() -> Mutant:
    """A change of the sigmoid."""
    return replace(mutants("python")[0], stem="activations", function="sigmoid")


def test_every_case_is_asked_once(
    cases: list[OperationCase], mutant: Mutant
) -> None:
    found = list(chunks(mutant, cases, [0.01] * len(cases), None))
    assert sorted(chain(*found)) == list(range(len(cases)))
    assert len(found) > 1


def test_only_what_is_reached_is_asked(
    cases: list[OperationCase], mutant: Mutant
) -> None:
    reached = frozenset({"softmax"})
    for chunk in chunks(mutant, cases, [0.0] * len(cases), reached):
        assert {cases[n].operation for n in chunk} == {"softmax"}


def test_the_function_comes_first_then_its_topic(
    cases: list[OperationCase], mutant: Mutant
) -> None:
    order = list(chain(*chunks(mutant, cases, [0.01] * len(cases), None)))
    topics = [topic(cases[n].operation) == "activations" for n in order]
    own = [cases[n].operation == "sigmoid" for n in order]
    assert topics == sorted(topics, reverse=True)
    assert own == sorted(own, reverse=True)


def test_what_is_near_and_slow_waits_for_what_is_far_and_quick(
    cases: list[OperationCase], mutant: Mutant
) -> None:
    seconds = [0.01] * len(cases)
    near = next(n for n, c in enumerate(cases) if c.operation == "sigmoid")
    seconds[near] = 2 * FAR["elsewhere"]
    assert list(chain(*chunks(mutant, cases, seconds, None)))[-1] == near


def test_more_training_is_asked_only_of_what_still_lives() -> None:
    assert list(training(["other"], more=False)) == [(f, 3) for f in FIRST]
    asked = [case for case, _ in training(["other"], more=True)]
    assert asked == [*FIRST, "other", *LONG]


def test_an_endless_loop_hangs_and_a_busy_machine_does_not() -> None:
    text = next(s.text for s in sources("python") if s.name == "powers")
    with worker("python", 60.0) as port:
        with port.within(1.0):
            port.change("powers", text + "\nimport time\ntime.sleep(2.5)\n")
        started = time.monotonic()
        with port.within(1.0), pytest.raises(PortUnavailable, match="hung"):
            port.change("powers", text + "\nwhile True:\n    pass\n")
        assert time.monotonic() - started < 20.0
        assert not port.is_alive()
