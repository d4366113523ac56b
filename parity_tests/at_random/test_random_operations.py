"""Every operation agrees on shapes and values that nobody chose.

An example is a batch of calls, so that a bridge is crossed once for many.
Runs repeat exactly.  LOCKSTEP_EXAMPLES=1000 searches for more, at random;
what it finds goes into FOUND or, better, becomes an operation case.
"""

from __future__ import annotations

import os
from typing import Any

import numpy as np
import pytest
from bench import Bench
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from random_operations import random_case, random_cases

from lockstep.cases.contract import contract
from lockstep.cases.load import OperationCase
from lockstep.ports.defaults import PORT_NAMES

WANTED = int(os.environ.get("LOCKSTEP_EXAMPLES", "0"))
COMPARED = {
    name: entry["stem"]
    for name, entry in contract().items()
    if entry["comparison"] in ("equal", "bounded")
}
MOST = {"plots": 3}  # calls of an example: a picture takes a second
FOUND: dict[str, list[OperationCase]] = {
    # McNemar's p-value near 1e-312: 0 in SciPy, a subnormal number in R.
    "statistics": [
        random_case(
            "overall_statistics",
            {"counts": np.array([[1.0, n_wrong], [0.0, 0.0]])},
        )
        for n_wrong in (1425.0, 1430.0, 1435.0, 1440.0)
    ],
}


def batches(stem: str) -> Any:
    """Lists of calls of the operations of a stem."""
    names = [name for name, its_stem in COMPARED.items() if its_stem == stem]
    calls = st.sampled_from(names).flatmap(random_cases)
    return st.lists(calls, min_size=1, max_size=MOST.get(stem, 40))


def agree(bench: Bench, batch: list[OperationCase]) -> None:
    """Judge all languages on a batch."""
    for language in PORT_NAMES:
        port = bench.hosts[language].port()
        outcomes = bench.judge_operations(port, batch)
        for case, outcome in zip(batch, outcomes, strict=True):
            assert outcome.agrees, (language, case, outcome)


@pytest.mark.parametrize("stem", sorted(set(COMPARED.values())))
def test_languages_agree_on_random_calls(bench: Bench, stem: str) -> None:
    for language in PORT_NAMES:
        bench.plant(language, [])

    @settings(
        max_examples=WANTED or 8,
        derandomize=not WANTED,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(batch=batches(stem))
    def search(batch: list[OperationCase]) -> None:
        agree(bench, batch)

    if stem in FOUND:
        search = example(batch=FOUND[stem])(search)
    search()
