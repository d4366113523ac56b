"""The classifier of scikit-learn is one of scikit-learn's own kind."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.datasets import load_iris
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.utils.estimator_checks import parametrize_with_checks

from firstprinciples import fit
from firstprinciples.contract import contract
from firstprinciples.sklearn import NetworkClassifier

# A small one: scikit-learn trains it some hundred times.
QUICK = {"hidden": (8,), "steps": 200, "learning_rate": 0.05}


@parametrize_with_checks([NetworkClassifier(**QUICK)])
@pytest.mark.filterwarnings("default:::sklearn")
def test_scikit_learn_s_checks_hold(estimator: Any, check: Any) -> None:
    check(estimator)


def test_it_trains_what_fit_trains() -> None:
    X, y = load_iris(return_X_y=True)
    classifier = NetworkClassifier(**QUICK).fit(X, y)
    model = fit(X, y, **QUICK)
    assert classifier.model_.losses.tolist() == model.losses.tolist()
    assert np.array_equal(
        classifier.predict_proba(X), model.predict_probabilities(X)
    )


def test_its_defaults_are_those_of_fit_network() -> None:
    arguments = contract()["operations"]["fit_network"]["arguments"]
    wanted = {a["name"]: a.get("default") for a in arguments if "optional" in a}
    found = NetworkClassifier().get_params()
    assert found.pop("hidden") == (100,)
    assert wanted.pop("hidden") is None
    assert found == wanted


def test_cross_validation_and_grids_take_it() -> None:
    X, y = load_iris(return_X_y=True)
    assert cross_val_score(NetworkClassifier(**QUICK), X, y).mean() > 0.9
    grid = {"hidden": [(), (8,)], "seed": [0, 1]}
    search = GridSearchCV(NetworkClassifier(**QUICK), grid).fit(X, y)
    assert search.best_score_ > 0.9
