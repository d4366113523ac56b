"""Gradient check: gradients must be the slopes of the loss.

The loss is measured a little above and a little below each parameter; the
slope between the two is compared with what backward propagation says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from .checks import (
    Matrix,
    check_entries,
    check_labels,
    check_matrix,
    check_n_labels,
    check_positive,
    check_shape,
    unchecked,
)
from .network import (
    Network,
    check_network,
    network_backward,
    network_forward,
    network_loss,
    network_targets,
)
from .network_checks import check_inputs, check_masks

Matrices = dict[str, Matrix]


def gradient_check(
    X: Matrix,
    labels: np.ndarray,
    parameters: Matrices,
    network: Network,
    epsilon: float = 1e-7,
    masks: Matrices | None = None,
) -> float:
    """Distance between a network's gradients and the slopes of its loss.

    Right gradients stay below 1e-6.  What is left is the error of the slopes
    (see `numerical_gradients`): only the size of this number has a meaning,
    not its digits.  Dropout is checked with fixed masks.

    A relu unit has no slope where its score is 0.  A sample of zeros makes
    such scores while biases are 0, as on the spiral at step 0, and raises this
    number however right the gradients are: move the biases, or check after
    some steps of training.

    Parameters
    ----------
    X : ndarray, shape (n_features, n_samples)
    labels : ndarray, shape (n_samples,)
        0-based.
    parameters : dict of ndarray
        W1, b1, ...
    network : Network
    epsilon : float
        Above 0.
    masks : dict of ndarray, optional
        Dropout masks from `network_masks`, kept while parameters move; none
        by default.

    Returns
    -------
    float
        `gradient_difference` of the two, between 0 and 1.

    Raises
    ------
    ValueError
        As from `numerical_gradients`.

    References
    ----------
    Ganesh, "Deep Learning from first principles", part 8.
    """
    function = "gradient_check"
    _check_problem(function, X, labels, parameters, network, epsilon, masks)
    Y = network_targets(labels, network)  # n_outputs x n_samples
    _, cache = network_forward(X, parameters, network, masks)
    analytical = network_backward(Y, parameters, cache, network)
    numerical = numerical_gradients(
        X, labels, parameters, network, epsilon, masks
    )
    return gradient_difference(numerical, analytical)


def numerical_gradients(
    X: Matrix,
    labels: np.ndarray,
    parameters: Matrices,
    network: Network,
    epsilon: float = 1e-7,
    masks: Matrices | None = None,
) -> Matrices:
    """Slopes of the loss by two-sided differences, a parameter at a time.

    (L(p + epsilon) - L(p - epsilon)) / (2 epsilon).  The formula itself errs
    by epsilon^2 |L'''| / 6, and rounding adds about u |L| / epsilon, u =
    2^-53: without relu, 1e-5 is best.  Across a kink of relu the formula
    fails, and the smaller epsilon is, the fewer kinks lie between the two
    points.  Hence the 1e-7 of the course, which leaves rounding at 1e-8.

    Parameters
    ----------
    X : ndarray, shape (n_features, n_samples)
    labels : ndarray, shape (n_samples,)
        0-based.
    parameters : dict of ndarray
        W1, b1, ...; left as they are.
    network : Network
    epsilon : float
        Above 0.
    masks : dict of ndarray, optional
        Dropout masks from `network_masks`, kept while parameters move; none
        by default.

    Returns
    -------
    dict of ndarray
        dW1, db1, ...; each of the shape of its parameter.

    Raises
    ------
    ValueError
        If a shape does not fit, a value is not finite, a label is out of
        range, or `epsilon` is not a finite number above 0.

    References
    ----------
    Ganesh, "Deep Learning from first principles", part 8.
    """
    function = "numerical_gradients"
    _check_problem(function, X, labels, parameters, network, epsilon, masks)
    Y = network_targets(labels, network)  # n_outputs x n_samples
    gradients = {}
    with unchecked():
        for name in network.parameter_shapes:

            def loss(value: Matrix, name: str = name) -> float:
                moved = {**parameters, name: value}
                return _loss(X, Y, moved, network, masks)

            gradients[f"d{name}"] = _slopes(loss, parameters[name], epsilon)
    return gradients


def gradient_difference(numerical: Matrices, analytical: Matrices) -> float:
    """Distance between two sets of gradients, relative to their size.

    ||numerical - analytical|| / (||numerical|| + ||analytical||), with
    Euclidean norms over all entries; 0 where both are zero.

    Parameters
    ----------
    numerical : dict of ndarray
        dW1, db1, ...
    analytical : dict of ndarray
        The same names and shapes; other entries do not count.

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    ValueError
        If a gradient is missing, of another shape, or not finite.

    References
    ----------
    Ganesh, "Deep Learning from first principles", part 8.
    """
    _check_pair("gradient_difference", numerical, analytical)
    first = _stack(numerical, numerical)  # n_parameters
    second = _stack(analytical, numerical)  # n_parameters, in the same order
    size = np.linalg.norm(first) + np.linalg.norm(second)
    if size == 0:
        return 0.0
    return float(np.linalg.norm(first - second) / size)


def _slopes(
    loss: Callable[[Matrix], float], value: Matrix, epsilon: float
) -> Matrix:
    """Slopes of a function along every entry of its argument."""
    slopes = np.empty_like(value)
    for index in np.ndindex(value.shape):
        step = np.zeros_like(value)
        step[index] = epsilon
        difference = loss(value + step) - loss(value - step)
        slopes[index] = difference / (2 * epsilon)
    return slopes


def _loss(
    X: Matrix,
    Y: Matrix,
    parameters: Matrices,
    network: Network,
    masks: Matrices | None,
) -> float:
    _, cache = network_forward(X, parameters, network, masks)
    return network_loss(Y, parameters, cache, network)


def _stack(gradients: Matrices, names: Iterable[str]) -> np.ndarray:
    return np.concatenate([gradients[name].ravel() for name in names])


def _check_problem(
    function: str,
    X: Matrix,
    labels: np.ndarray,
    parameters: Matrices,
    network: Network,
    epsilon: float,
    masks: Matrices | None,
) -> None:
    check_network(function, network)
    check_labels(function, "labels", labels, network.n_classes)
    check_inputs(function, X, parameters, network)
    check_masks(function, {} if masks is None else masks, network, X)
    check_n_labels(function, "labels", labels, X.shape[1])
    check_positive(function, "epsilon", epsilon)


def _check_pair(
    function: str, numerical: Matrices, analytical: Matrices
) -> None:
    check_entries(function, "numerical", numerical, ["dW1"])
    check_entries(function, "analytical", analytical, numerical)
    for name, value in numerical.items():
        check_matrix(function, name, value)
        check_shape(function, name, analytical[name], *value.shape)
