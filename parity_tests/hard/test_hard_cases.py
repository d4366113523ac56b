"""No right port is refused on networks that nobody chose: the short form.

`make hard-cases` tries 10,000; see scripts/bounds/hard_cases.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hard_cases import OVERFLOWS, RIGHT, Outcome, done_before, judged
from hard_networks import KINDS, hard_case
from platforms import settings

from lockstep.ports.defaults import PORT_NAMES

SEED = 2
N_NETWORKS = 2 * len(KINDS)


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    """Two networks of each kind, judged for every port."""
    found: Iterator[list[Outcome]] = judged(
        settings()[0], [*PORT_NAMES], SEED, range(N_NETWORKS)
    )
    return [outcome for several in found for outcome in several]


def test_no_port_is_refused(outcomes: list[Outcome]) -> None:
    wrong = [o for o in outcomes if o.verdict not in (RIGHT, OVERFLOWS)]
    assert not wrong
    assert all(o.share < 1.0 for o in outcomes)


def test_most_networks_were_judged(outcomes: list[Outcome]) -> None:
    assert len(outcomes) == N_NETWORKS * len(PORT_NAMES)
    right = [o for o in outcomes if o.verdict == RIGHT]
    assert len(right) > 0.8 * len(outcomes)
    assert {o.kind for o in right} == set(KINDS)
    assert all(o.steps > 0 and o.values > 0 for o in right)


def test_a_number_draws_the_same_network_again(tmp_path: Path) -> None:
    first, again = hard_case(SEED, 5), hard_case(SEED, 5)
    assert first.fields == again.fields
    assert (first.samples == again.samples).all()
    other = hard_case(SEED + 1, 5)
    assert first.fields != other.fields


def test_ties_reach_scores_of_zero() -> None:
    zeros = 0
    for number in range(len(KINDS) * 6):
        hard = hard_case(SEED, number)
        if hard.kind == "ties":
            Z = hard.weights["W1"] @ hard.samples.T + hard.weights["b1"]
            zeros += int((Z == 0).sum())
    assert zeros > 10


def test_a_line_cut_short_is_done_again(tmp_path: Path) -> None:
    file = tmp_path / "kept.jsonl"
    assert done_before(file) == []
    line = '{"number": 3, "kind": "ties", "port": "r", "verdict": "right"}'
    file.write_text(f"{line}\n{line[:20]}", "utf-8")
    assert [outcome.number for outcome in done_before(file)] == [3]


def test_unscaled_data_are_unscaled() -> None:
    sizes = [
        np.abs(hard_case(SEED, number).samples).max()
        for number in range(len(KINDS) * 3)
        if hard_case(SEED, number).kind == "unscaled"
    ]
    assert max(sizes) > 1e3
