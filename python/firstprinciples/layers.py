"""The dense layer: Z = W A_prev + b, and its gradients."""

from __future__ import annotations

from .checks import Matrix, check_matrix, check_shape


def dense_forward(A_prev: Matrix, W: Matrix, b: Matrix) -> Matrix:
    """Weighted inputs of a dense layer, Z = W A_prev + b.

    Parameters
    ----------
    A_prev : ndarray, shape (n_in, n_samples)
        Output of the layer before.
    W : ndarray, shape (n_out, n_in)
        Weights.
    b : ndarray, shape (n_out, 1)
        Biases.

    Returns
    -------
    ndarray, shape (n_out, n_samples)

    Raises
    ------
    ValueError
        If an argument is not a finite matrix of doubles or the shapes do not
        fit.

    References
    ----------
    Ganesh, "Deep Learning from first principles", part 3.
    """
    check_matrix("dense_forward", "A_prev", A_prev)
    check_matrix("dense_forward", "W", W)
    check_shape("dense_forward", "W", W, W.shape[0], A_prev.shape[0])
    check_shape("dense_forward", "b", b, W.shape[0], 1)
    return W @ A_prev + b


def dense_gradients(dZ: Matrix, A_prev: Matrix) -> tuple[Matrix, Matrix]:
    """Gradients of a dense layer's weights and biases.

    dW = dZ A_prev', db = row sums of dZ.  The division by the number of
    samples is already in `dZ`, since it belongs to the loss.

    Parameters
    ----------
    dZ : ndarray, shape (n_out, n_samples)
        Gradient of the loss with respect to Z.
    A_prev : ndarray, shape (n_in, n_samples)
        Output of the layer before.

    Returns
    -------
    dW : ndarray, shape (n_out, n_in)
    db : ndarray, shape (n_out, 1)

    Raises
    ------
    ValueError
        If an argument is not a finite matrix of doubles or the shapes do not
        fit.

    References
    ----------
    Rumelhart, Hinton and Williams (1986), "Learning representations by
    back-propagating errors".
    """
    check_matrix("dense_gradients", "dZ", dZ)
    check_matrix("dense_gradients", "A_prev", A_prev)
    check_shape(
        "dense_gradients", "A_prev", A_prev, A_prev.shape[0], dZ.shape[1]
    )
    dW = dZ @ A_prev.T  # n_out x n_in
    db = dZ.sum(axis=1, keepdims=True)  # n_out x 1
    return dW, db


def dense_backward(dZ: Matrix, W: Matrix) -> Matrix:
    """Gradient with respect to a dense layer's input, dA_prev = W' dZ.

    Parameters
    ----------
    dZ : ndarray, shape (n_out, n_samples)
        Gradient of the loss with respect to Z.
    W : ndarray, shape (n_out, n_in)
        Weights.

    Returns
    -------
    ndarray, shape (n_in, n_samples)

    Raises
    ------
    ValueError
        If an argument is not a finite matrix of doubles or the shapes do not
        fit.

    References
    ----------
    Rumelhart, Hinton and Williams (1986), "Learning representations by
    back-propagating errors".
    """
    check_matrix("dense_backward", "dZ", dZ)
    check_matrix("dense_backward", "W", W)
    check_shape("dense_backward", "W", W, dZ.shape[0], W.shape[1])
    return W.T @ dZ
