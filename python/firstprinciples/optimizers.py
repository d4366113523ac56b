"""Optimizers: one update of all parameters from their gradients.

The state of an optimizer is keyed like the parameters: vW1, vb1, ... for
averages of gradients, sW1, sb1, ... for averages of their squares.  Before
the first update it holds zeros.
"""

from __future__ import annotations

import numpy as np

from .checks import Matrix, check_beta, check_count, check_positive
from .optimizer_checks import (
    Optimizer,
    check_hyper_parameters,
    check_optimizer,
    check_parameters,
    check_update,
)
from .powers import scalar_power

# Which averages each optimizer keeps.
STATE = {
    "gradient_descent": "",
    "momentum": "v",
    "classical_momentum": "v",
    "rmsprop": "s",
    "adam": "vs",
}

Matrices = dict[str, Matrix]


def new_optimizer(
    name: str,
    learning_rate: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    epsilon: float = 1e-8,
    schedule: str = "constant",
    decay_rate: float = 1.0,
    decay_epochs: int = 1,
) -> Optimizer:
    """Describe an optimizer.

    Parameters
    ----------
    name : {"gradient_descent", "momentum", "classical_momentum", "rmsprop", \
"adam"}
    learning_rate : float
        Finite and above 0.
    beta1 : float
        Decay of the average of gradients, in [0, 1); momentum and Adam.
    beta2 : float
        Decay of the average of squares, in [0, 1); RMSprop and Adam.
    epsilon : float
        Added to the root of the average of squares; above 0.
    schedule : {"constant", "exponential", "step", "inverse_time"}
    decay_rate : float
        Above 0; see `scheduled_rate`.
    decay_epochs : int
        At least 1.

    Returns
    -------
    Optimizer
        With the eight arguments as its fields.

    Raises
    ------
    ValueError
        If a word is none of these or a number is out of its range or not whole
        where it has to be.

    References
    ----------
    Ganesh, "Deep Learning from first principles", part 7.
    """
    check_hyper_parameters(
        "new_optimizer",
        name,
        learning_rate,
        beta1,
        beta2,
        epsilon,
        schedule,
        decay_rate,
        decay_epochs,
    )
    return Optimizer(
        name,
        float(learning_rate),
        float(beta1),
        float(beta2),
        float(epsilon),
        schedule,
        float(decay_rate),
        int(decay_epochs),
    )


def optimizer_state(parameters: Matrices, optimizer: Optimizer) -> Matrices:
    """State of an optimizer before its first update: zeros.

    Parameters
    ----------
    parameters : dict of ndarray
        W1, b1, W2, b2, ...
    optimizer : Optimizer
        From `new_optimizer`.

    Returns
    -------
    dict of ndarray
        vW1, vb1, ..., then sW1, sb1, ..., as far as the optimizer needs
        them; empty for gradient descent.

    Raises
    ------
    ValueError
        If `optimizer` is not one of `new_optimizer`, or `parameters` are not
        finite matrices of doubles, at least one.

    References
    ----------
    Ganesh, "Deep Learning from first principles", part 7.
    """
    function = "optimizer_state"
    check_optimizer(function, optimizer)
    check_parameters(function, parameters)
    return {
        letter + name: np.zeros(value.shape)
        for letter in STATE[optimizer.name]
        for name, value in parameters.items()
    }


def optimizer_update(
    parameters: Matrices,
    gradients: Matrices,
    state: Matrices,
    optimizer: Optimizer,
    learning_rate: float,
    count: int,
) -> tuple[Matrices, Matrices]:
    """Update all parameters once with the chosen optimizer.

    Parameters
    ----------
    parameters : dict of ndarray
        W1, b1, W2, b2, ...
    gradients : dict of ndarray
        dW1, db1, dW2, db2, ..., each of its parameter's shape; other
        entries are ignored.
    state : dict of ndarray
        From `optimizer_state` or the update before.
    optimizer : Optimizer
        From `new_optimizer`.
    learning_rate : float
        Of this update; the optimizer's own is that of epoch 0.
    count : int
        Number of this update, from 1.

    Returns
    -------
    parameters, state : dict of ndarray
        After the update, as new arrays.

    Raises
    ------
    ValueError
        If `optimizer` is not one of `new_optimizer`, a number is out of its
        range, a matrix is not finite or not of doubles, or a gradient or an
        entry of the state is missing or not of its parameter's shape.

    References
    ----------
    Ganesh, "Deep Learning from first principles", part 7.
    """
    function = "optimizer_update"
    check_optimizer(function, optimizer)
    letters = STATE[optimizer.name]
    check_update(function, parameters, gradients, state, letters, learning_rate)
    check_count(function, "count", count)
    beta1, beta2 = optimizer.beta1, optimizer.beta2
    epsilon = optimizer.epsilon
    start = parameters, gradients
    if optimizer.name == "gradient_descent":
        return gradient_descent(*start, learning_rate), {}
    if optimizer.name == "momentum":
        return momentum(*start, state, learning_rate, beta1)
    if optimizer.name == "classical_momentum":
        return classical_momentum(*start, state, learning_rate, beta1)
    if optimizer.name == "rmsprop":
        return rmsprop(*start, state, learning_rate, beta2, epsilon)
    return adam(*start, state, learning_rate, beta1, beta2, epsilon, count)


def gradient_descent(
    parameters: dict[str, Matrix],
    gradients: dict[str, Matrix],
    learning_rate: float,
) -> dict[str, Matrix]:
    """One step of gradient descent, P = P - learning_rate dP.

    Parameters
    ----------
    parameters : dict of ndarray
        W1, b1, W2, b2, ...
    gradients : dict of ndarray
        dW1, db1, dW2, db2, ..., each of its parameter's shape; other
        entries are ignored.
    learning_rate : float
        Finite and above 0.

    Returns
    -------
    dict of ndarray
        The updated parameters, as new arrays.

    Raises
    ------
    ValueError
        If `learning_rate` is not a finite number above 0, a parameter or its
        gradient is not a finite matrix of doubles, or a gradient is missing or
        not of its parameter's shape.

    References
    ----------
    Cauchy (1847); Ganesh, "Deep Learning from first principles", part 1.
    """
    function = "gradient_descent"
    check_update(function, parameters, gradients, {}, "", learning_rate)
    updated = {}
    for name, value in parameters.items():
        updated[name] = value - learning_rate * gradients["d" + name]
    return updated


def momentum(
    parameters: Matrices,
    gradients: Matrices,
    state: Matrices,
    learning_rate: float,
    beta1: float,
) -> tuple[Matrices, Matrices]:
    """One step of momentum as the course has it: an average of gradients.

    v = beta1 v + (1 - beta1) dP, P = P - learning_rate v.

    Parameters
    ----------
    parameters : dict of ndarray
        W1, b1, W2, b2, ...
    gradients : dict of ndarray
        dW1, db1, dW2, db2, ..., each of its parameter's shape; other
        entries are ignored.
    state : dict of ndarray
        vW1, vb1, vW2, vb2, ..., each of its parameter's shape, zeros
        before the first update; other entries are ignored.
    learning_rate : float
        Finite and above 0.
    beta1 : float
        In [0, 1).

    Returns
    -------
    parameters, state : dict of ndarray
        After the update, as new arrays in the order of `parameters`.

    Raises
    ------
    ValueError
        If a number is out of its range, a matrix is not finite or not of
        doubles, or a gradient or an entry of the state is missing or not of its
        parameter's shape.

    References
    ----------
    Ganesh, "Deep Learning from first principles", part 7.
    """
    function = "momentum"
    check_update(function, parameters, gradients, state, "v", learning_rate)
    check_beta(function, "beta1", beta1)
    v = _average_of_gradients(parameters, gradients, state, beta1)
    return _moved(parameters, v, learning_rate), v


def classical_momentum(
    parameters: Matrices,
    gradients: Matrices,
    state: Matrices,
    learning_rate: float,
    beta1: float,
) -> tuple[Matrices, Matrices]:
    """One step of classical momentum, with a fading sum of gradients.

    v = beta1 v + dP, P = P - learning_rate v.

    Parameters
    ----------
    parameters : dict of ndarray
        W1, b1, W2, b2, ...
    gradients : dict of ndarray
        dW1, db1, dW2, db2, ..., each of its parameter's shape; other
        entries are ignored.
    state : dict of ndarray
        vW1, vb1, vW2, vb2, ..., each of its parameter's shape, zeros
        before the first update; other entries are ignored.
    learning_rate : float
        Finite and above 0.
    beta1 : float
        In [0, 1).

    Returns
    -------
    parameters, state : dict of ndarray
        After the update, as new arrays in the order of `parameters`.

    Raises
    ------
    ValueError
        As from `momentum`.

    References
    ----------
    Polyak (1964), "Some methods of speeding up the convergence of iteration
    methods", in the form that PyTorch gives it.
    """
    function = "classical_momentum"
    check_update(function, parameters, gradients, state, "v", learning_rate)
    check_beta(function, "beta1", beta1)
    v = {
        "v" + name: beta1 * state["v" + name] + gradients["d" + name]
        for name in parameters
    }
    return _moved(parameters, v, learning_rate), v


def rmsprop(
    parameters: Matrices,
    gradients: Matrices,
    state: Matrices,
    learning_rate: float,
    beta2: float,
    epsilon: float,
) -> tuple[Matrices, Matrices]:
    """One step of RMSprop: gradients over the root of their mean square.

    s = beta2 s + (1 - beta2) dP^2,
    P = P - learning_rate dP / (sqrt(s) + epsilon).

    Parameters
    ----------
    parameters : dict of ndarray
        W1, b1, W2, b2, ...
    gradients : dict of ndarray
        dW1, db1, dW2, db2, ..., each of its parameter's shape; other
        entries are ignored.
    state : dict of ndarray
        sW1, sb1, sW2, sb2, ..., each of its parameter's shape, zeros
        before the first update; other entries are ignored.
    learning_rate : float
        Finite and above 0.
    beta2 : float
        In [0, 1).
    epsilon : float
        Finite and above 0; it stands outside the root.

    Returns
    -------
    parameters, state : dict of ndarray
        After the update, as new arrays in the order of `parameters`.

    Raises
    ------
    ValueError
        As from `momentum`.

    References
    ----------
    Tieleman and Hinton (2012), "Neural networks for machine learning",
    lecture 6.5; epsilon stands where PyTorch has it.
    """
    function = "rmsprop"
    check_update(function, parameters, gradients, state, "s", learning_rate)
    check_beta(function, "beta2", beta2)
    check_positive(function, "epsilon", epsilon)
    s = _average_of_squares(parameters, gradients, state, beta2)
    updated = {}
    for name, value in parameters.items():
        root = np.sqrt(s["s" + name]) + epsilon
        updated[name] = value - learning_rate * gradients["d" + name] / root
    return updated, s


def adam(
    parameters: Matrices,
    gradients: Matrices,
    state: Matrices,
    learning_rate: float,
    beta1: float,
    beta2: float,
    epsilon: float,
    count: int,
) -> tuple[Matrices, Matrices]:
    """One step of Adam: both averages, corrected for their start at zero.

    v = beta1 v + (1 - beta1) dP, s = beta2 s + (1 - beta2) dP^2,
    P = P - learning_rate v' / (sqrt(s') + epsilon) with
    v' = v / (1 - beta1^count), s' = s / (1 - beta2^count).

    Parameters
    ----------
    parameters : dict of ndarray
        W1, b1, W2, b2, ...
    gradients : dict of ndarray
        dW1, db1, dW2, db2, ..., each of its parameter's shape; other
        entries are ignored.
    state : dict of ndarray
        vW1, vb1, ..., sW1, sb1, ..., each of its parameter's shape, zeros
        before the first update; other entries are ignored.
    learning_rate : float
        Finite and above 0.
    beta1, beta2 : float
        In [0, 1).
    epsilon : float
        Finite and above 0; it stands outside the root.
    count : int
        Number of this update, from 1.

    Returns
    -------
    parameters, state : dict of ndarray
        After the update, as new arrays: the parameters in their order, then
        every v before every s.

    Raises
    ------
    ValueError
        As from `momentum`.

    References
    ----------
    Kingma and Ba (2015), "Adam: a method for stochastic optimization",
    algorithm 1.
    """
    function = "adam"
    check_update(function, parameters, gradients, state, "vs", learning_rate)
    check_beta(function, "beta1", beta1)
    check_beta(function, "beta2", beta2)
    check_positive(function, "epsilon", epsilon)
    check_count(function, "count", count)
    v = _average_of_gradients(parameters, gradients, state, beta1)
    s = _average_of_squares(parameters, gradients, state, beta2)
    v_share = 1.0 - scalar_power(beta1, count)
    s_share = 1.0 - scalar_power(beta2, count)
    updated = {}
    for name, value in parameters.items():
        root = np.sqrt(s["s" + name] / s_share) + epsilon
        updated[name] = value - learning_rate * (v["v" + name] / v_share) / root
    return updated, {**v, **s}


def _average_of_gradients(
    parameters: Matrices, gradients: Matrices, state: Matrices, beta1: float
) -> Matrices:
    return {
        "v" + name: beta1 * state["v" + name]
        + (1.0 - beta1) * gradients["d" + name]
        for name in parameters
    }


def _average_of_squares(
    parameters: Matrices, gradients: Matrices, state: Matrices, beta2: float
) -> Matrices:
    return {
        "s" + name: beta2 * state["s" + name]
        + (1.0 - beta2) * (gradients["d" + name] * gradients["d" + name])
        for name in parameters
    }


def _moved(parameters: Matrices, v: Matrices, learning_rate: float) -> Matrices:
    return {
        name: value - learning_rate * v["v" + name]
        for name, value in parameters.items()
    }
