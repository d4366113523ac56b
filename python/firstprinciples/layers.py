"""The dense layer: Z = W A_prev + b, and its gradients."""

from __future__ import annotations

from .arguments import checked
from .refusals import Matrix


@checked
def dense_forward(A_prev: Matrix, W: Matrix, b: Matrix) -> Matrix:
    """Weighted inputs of a dense layer, Z = W A_prev + b.

    Source: Ganesh, "Deep Learning from first principles", part 3.
    """
    return W @ A_prev + b


@checked
def dense_gradients(dZ: Matrix, A_prev: Matrix) -> tuple[Matrix, Matrix]:
    """Gradients of a dense layer's weights and biases.

    dW = dZ A_prev', db = row sums of dZ.  The division by the number of
    samples is already in `dZ`, since it belongs to the loss.

    Source: Rumelhart, Hinton and Williams (1986), "Learning representations by
    back-propagating errors".
    """
    dW = dZ @ A_prev.T  # n_out x n_in
    db = dZ.sum(axis=1, keepdims=True)  # n_out x 1
    return dW, db


@checked
def dense_backward(dZ: Matrix, W: Matrix) -> Matrix:
    """Gradient with respect to a dense layer's input, dA_prev = W' dZ.

    Source: Rumelhart, Hinton and Williams (1986), "Learning representations by
    back-propagating errors".
    """
    return W.T @ dZ
