"""Optimizers: one update of all parameters from their gradients."""

from __future__ import annotations

from dataclasses import dataclass

from .checks import (
    Matrix,
    check_choice,
    check_entries,
    check_matrix,
    check_positive,
    check_shape,
)

OPTIMIZERS = ("gradient_descent",)


@dataclass(frozen=True)
class Optimizer:
    """An optimizer's name and hyper-parameters; see `new_optimizer`."""

    name: str
    learning_rate: float


def new_optimizer(name: str, learning_rate: float) -> Optimizer:
    """Describe an optimizer.

    Parameters
    ----------
    name : {"gradient_descent"}
    learning_rate : float
        Finite and above 0.

    Returns
    -------
    Optimizer
    """
    check_choice("new_optimizer", "name", name, OPTIMIZERS)
    check_positive("new_optimizer", "learning_rate", learning_rate)
    return Optimizer(name, float(learning_rate))


def optimizer_update(
    parameters: dict[str, Matrix],
    gradients: dict[str, Matrix],
    optimizer: Optimizer,
) -> dict[str, Matrix]:
    """Update all parameters once with the chosen optimizer.

    Parameters
    ----------
    parameters : dict of ndarray
    gradients : dict of ndarray
        dW1, db1, dW2, db2, ...; other entries are ignored.
    optimizer : Optimizer

    Returns
    -------
    dict of ndarray
        The updated parameters, as new arrays.
    """
    return gradient_descent(parameters, gradients, optimizer.learning_rate)


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
        dW1, db1, dW2, db2, ...; other entries are ignored.
    learning_rate : float

    Returns
    -------
    dict of ndarray
        The updated parameters, as new arrays.

    References
    ----------
    Cauchy (1847); Ganesh, "Deep Learning from first principles", part 1.
    """
    function = "gradient_descent"
    check_positive(function, "learning_rate", learning_rate)
    check_entries(function, "parameters", parameters, ())
    check_entries(
        function, "gradients", gradients, ("d" + n for n in parameters)
    )
    updated = {}
    for name, value in parameters.items():
        gradient = gradients["d" + name]
        check_matrix(function, name, value)
        check_shape(function, "d" + name, gradient, *value.shape)
        updated[name] = value - learning_rate * gradient
    return updated
