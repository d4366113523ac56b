"""The networks as a classifier of scikit-learn: `firstprinciples[sklearn]`.

Pipelines, cross-validation and grids of scikit-learn take it as their own.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

try:
    from sklearn.base import BaseEstimator, ClassifierMixin
    from sklearn.utils.multiclass import check_classification_targets
    from sklearn.utils.validation import check_is_fitted, validate_data
except ImportError:
    message = (
        "firstprinciples.sklearn: needs scikit-learn; type: pip install "
        "'firstprinciples[sklearn]'"
    )
    raise ImportError(message) from None

from .model import fit


class NetworkClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """A network of dense layers, trained as `firstprinciples.fit` does.

    Parameters
    ----------
    hidden : sequence of int, default (100,)
        Units of each hidden layer; () for none.
    steps, learning_rate, optimizer, hidden_activation, initialization, \
batch_size, l2_penalty, keep_prob, seed
        As `firstprinciples.fit_network` takes them, with the same defaults.

    Attributes
    ----------
    classes_ : ndarray
    model_ : Model
        What `firstprinciples.fit` gives.

    Examples
    --------
    >>> from sklearn.datasets import load_iris
    >>> X, y = load_iris(return_X_y=True)
    >>> NetworkClassifier(hidden=(8,)).fit(X, y).score(X, y) > 0.95
    True
    """

    def __init__(
        self,
        hidden: Sequence[int] | int = (100,),
        *,
        steps: int = 1000,
        learning_rate: float = 0.01,
        optimizer: str = "adam",
        hidden_activation: str = "relu",
        initialization: str = "he",
        batch_size: int | None = None,
        l2_penalty: float = 0.0,
        keep_prob: float = 1.0,
        seed: int = 0,
    ) -> None:
        self.hidden = hidden
        self.steps = steps
        self.learning_rate = learning_rate
        self.optimizer = optimizer
        self.hidden_activation = hidden_activation
        self.initialization = initialization
        self.batch_size = batch_size
        self.l2_penalty = l2_penalty
        self.keep_prob = keep_prob
        self.seed = seed

    def fit(self, X: Any, y: Any) -> NetworkClassifier:
        """Train on samples in rows and a class for each."""
        X, y = validate_data(self, X, y)
        check_classification_targets(y)
        with warnings.catch_warnings():  # scikit-learn's own are silent, too
            warnings.filterwarnings("ignore", "fit: X: column .* is constant")
            self.model_ = fit(X, y, **self.get_params())
        self.classes_ = self.model_.classes
        return self

    def predict(self, X: Any) -> np.ndarray:
        """Class of each sample."""
        X = self._checked(X)
        return self.model_.predict(X)

    def predict_proba(self, X: Any) -> np.ndarray:
        """Probability of each class, a column a class."""
        X = self._checked(X)
        return self.model_.predict_probabilities(X)

    def _checked(self, X: Any) -> np.ndarray:
        check_is_fitted(self)
        return validate_data(self, X, reset=False)
