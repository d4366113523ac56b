"""A network for one's own table: `fit` it, then let it predict."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .calls import check_arguments
from .contract import contract
from .fitting import fit_network, network_for
from .network import Network, predict_labels, predict_probabilities
from .own_tables import (
    Names,
    constant_columns,
    in_order,
    is_finite,
    read_labels,
    read_table,
)
from .preprocessing import standardize_with
from .refusals import Matrix, describe, refuse, unchecked


@dataclass(frozen=True)
class Model:
    """A trained network with the scaling and the classes of its table.

    Attributes
    ----------
    classes : ndarray
        The user's own, in ascending order.
    features : tuple of str
        Names of the table's columns, if it had any.
    network : Network
    parameters : dict of ndarray
    mean, scale : ndarray, shape (n_features, 1)
        Of the training table; samples to predict are scaled by them.
    losses : ndarray, shape (steps,)
        The loss before each update.
    """

    classes: np.ndarray
    features: Names
    network: Network
    parameters: dict[str, Matrix]
    mean: Matrix
    scale: Matrix
    losses: np.ndarray

    def predict(self, X: Any) -> np.ndarray:
        """Class of each row of a table, scaled as the training table."""
        scaled = self._scaled("predict", X)
        numbers = predict_labels(scaled, self.parameters, self.network)
        found: np.ndarray = self.classes[numbers.astype(np.intp)]
        return found

    def predict_probabilities(self, X: Any) -> Matrix:
        """Probability of each class: a sample a row, a class a column."""
        scaled = self._scaled("predict_probabilities", X)
        P = predict_probabilities(scaled, self.parameters, self.network)
        if len(P) == 1:  # a sigmoid tells the second of two classes
            P = np.vstack([1.0 - P, P])
        return P.T

    def _scaled(self, function: str, X: Any) -> Matrix:
        """Samples in columns, as the network takes them."""
        table, names = read_table(function, X)
        table = in_order(function, table, names, self.features, len(self.mean))
        return standardize_with(
            np.ascontiguousarray(table.T), self.mean, self.scale
        )

    def __repr__(self) -> str:
        sizes = "-".join(map(str, self.network.layer_sizes))
        classes = ", ".join(map(str, self.classes.tolist()))
        return (
            f"<Model {sizes}, classes {classes}, "
            f"loss {self.losses[-1]:.4g} after {self.losses.size} steps>"
        )


def fit(
    X: Any, labels: Any, hidden: Sequence[int] | int = (100,), **options: Any
) -> Model:
    """Train a network on a table of one's own, a sample a row.

    The columns are scaled to mean 0 and variance 1; the model keeps the
    scaling and applies it to what it predicts.  A constant column is no
    help, and a warning names it.  Two classes have one sigmoid output, more
    have softmax.

    If X has as many rows as columns, nobody can tell samples from features:
    samples stand in rows here, and in columns in all other functions.

    Parameters
    ----------
    X : table, shape (n_samples, n_features)
        Numbers of any precision, whole numbers or flags: a NumPy array, a
        list of rows, or a data frame of pandas or Polars, whose columns may
        come in any order at the prediction.
    labels : sequence, shape (n_samples,)
        A class for each sample: whole numbers, words or flags.
    hidden : sequence of int, default (100,)
        Units of each hidden layer; () for none.
    **options
        steps, learning_rate, optimizer, hidden_activation, initialization,
        batch_size, l2_penalty, keep_prob and seed, as `fit_network` takes
        them, with the same defaults.

    Returns
    -------
    model : Model
        See `Model.predict` and `Model.predict_probabilities`.

    Raises
    ------
    ValueError
        If values are missing, if X and labels differ in length, if there is
        one class only, or if training leaves the finite numbers.

    Examples
    --------
    >>> model = fit([[0, 0], [0, 1], [1, 0], [1, 1]], "0 1 1 0".split())
    >>> model.predict([[0, 1]]).tolist()
    ['1']
    """
    _check_options(options)
    table, names = read_table("fit", X)
    classes, numbers = read_labels("fit", labels, table)
    for name in constant_columns(table, names):
        message = f"fit: X: column {name} is constant: it tells nothing"
        warnings.warn(message, stacklevel=2)
    widths = np.array(hidden, ndmin=1)
    given = {
        "X": np.ascontiguousarray(table.T),
        "labels": numbers,
        "hidden": widths if widths.size else None,
        **options,
    }
    check_arguments("fit", contract()["operations"]["fit_network"], given)
    return _trained(classes, names, given)


def _check_options(options: dict[str, Any]) -> None:
    """Refuse an option that does not exist, such as a misspelt one."""
    items = contract()["operations"]["fit_network"]["arguments"]
    names = [item["name"] for item in items if item.get("optional")]
    for name in options:
        if name not in names:
            refuse("fit", "options", ", ".join(names), name)


def _trained(classes: np.ndarray, names: Names, given: dict[str, Any]) -> Model:
    """Train with checked arguments; refuse a network of NaN or Inf."""
    items = contract()["operations"]["fit_network"]["arguments"]
    full = {**{i["name"]: i.get("default") for i in items}, **given}
    with unchecked():
        parameters, losses, mean, scale = fit_network(**given)
    if not is_finite(mean, scale):
        refuse("fit", "X", "numbers whose squares are finite", "larger ones")
    if not is_finite(*parameters.values(), losses):
        expected = "one at which training stays finite"
        got = describe(full["learning_rate"])
        refuse("fit", "learning_rate", expected, got)
    network = network_for(
        len(mean),
        full["hidden"],
        classes.size,
        full["hidden_activation"],
        full["l2_penalty"],
        full["keep_prob"],
    )
    return Model(classes, names, network, parameters, mean, scale, losses)
