"""The scripts of the matrix of platforms change what they say they change."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from permuted_ports import is_permutable, permuted
from platforms import environment, settings

import lockstep
from firstprinciples import read_case
from lockstep.cases.load import load_case
from lockstep.errors import InputError
from lockstep.ports.environment import n_threads

SHUFFLED = "spiral_shuffled-2x15x6x3_tanh-gd"


def test_permuted_case_has_the_same_samples_in_another_order(
    tmp_path: Path,
) -> None:
    file = load_case(SHUFFLED).path
    right, other = read_case(file), read_case(permuted(file, tmp_path))
    assert (right.X != other.X).any()
    rows = [np.vstack([case.X, case.labels]) for case in (right, other)]
    ordered = [row[:, np.lexsort(row)] for row in rows]
    assert (ordered[0] == ordered[1]).all()


def test_batches_and_dropout_know_samples_by_their_place() -> None:
    assert is_permutable(load_case(SHUFFLED).fields)
    for name in ("digits-64x15x9x10_relu-adam", "circles-2x11x1_relu-dropout"):
        assert not is_permutable(load_case(name).fields)


def test_setting_reaches_the_process_of_a_port() -> None:
    kernel = next(s for s in settings() if s.name == "kernel Nehalem")
    with environment({**kernel.variables(), "LOCKSTEP_THREADS": "2"}):
        results = lockstep.run(SHUFFLED, ["python"], "replay", steps=2)
    assert "OPENBLAS_CORETYPE" not in os.environ
    facts = results.environment
    assert facts["threads"] == 2
    told = facts["ports"]["python"]["kernel"]
    assert "openblas" not in told or "Nehalem x 2" in told


@pytest.mark.parametrize("given", ["0", "two", "-1", "1.5"])
def test_number_of_threads_is_checked(monkeypatch, given: str) -> None:
    monkeypatch.setenv("LOCKSTEP_THREADS", given)
    with pytest.raises(InputError, match="LOCKSTEP_THREADS: expected"):
        n_threads()
