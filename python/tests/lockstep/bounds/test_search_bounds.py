"""Searches among the fixtures amplify nothing, as their bound supposes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from reference_call import reference_results

from firstprinciples import initialize_parameters, tuning
from lockstep.bounds.operations import operation_bounds
from lockstep.bounds.training import ENVELOPE_FACTOR
from lockstep.cases.find import list_cases
from lockstep.cases.load import load_case

SEARCHES = [h.id for h in list_cases() if h.operation == "random_search"]


def moved(*arguments: object) -> dict[str, np.ndarray]:
    """Initial weights, each moved up or down by one ULP; zeros stay."""
    stream = np.random.RandomState(0)
    parameters = initialize_parameters(*arguments)
    return {
        name: np.where(
            value == 0,
            value,
            np.nextafter(value, np.inf * stream.choice([-1, 1], value.shape)),
        )
        for name, value in parameters.items()
    }


@pytest.mark.parametrize("name", SEARCHES)
def test_the_bound_of_a_search_covers_its_envelope(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    case = load_case(name)
    wanted = reference_results(case, tmp_path)
    monkeypatch.setattr(tuning, "initialize_parameters", moved)
    shaken = reference_results(case, tmp_path)
    bounds = operation_bounds(case, wanted, "bounded")
    for quantity, value in wanted.items():
        if not quantity.startswith(("search.score", "search.parameters")):
            assert np.array_equal(shaken[quantity], value)
            continue
        size = np.nanmax(np.abs(value))
        growth = np.nanmax(np.abs(shaken[quantity] - value)) / size
        drift = ENVELOPE_FACTOR * growth * size
        assert drift <= bounds[quantity].min()


def test_a_bound_of_drawn_values_is_none(tmp_path: Path) -> None:
    case = load_case("random_search-coarse_to_fine")
    wanted = reference_results(case, tmp_path)
    bounds = operation_bounds(case, wanted, "bounded")
    for quantity in ("search.trials.learning_rate", "search.winner.n_hidden"):
        assert bounds[quantity].max() < 1e-300
