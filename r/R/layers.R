# The dense layer: Z = W A_prev + b, and its gradients.

#' Weighted inputs of a dense layer
#'
#' Z = W A_prev + b.
#'
#' @param A_prev Output of the layer before, n_in x n_samples.
#' @param W Weights, n_out x n_in.
#' @param b Biases, n_out x 1.
#' @return A matrix, n_out x n_samples.
#' @section Errors:
#' If an argument is not a finite matrix of doubles or the shapes do not
#' fit.
#' @references Ganesh, "Deep Learning from first principles", part 3.
#' @examples
#' dense_forward(matrix(c(1, 2)), matrix(c(3, 4), nrow = 1), matrix(5))
#' @export
dense_forward <- function(A_prev, W, b) {
  check_matrix("dense_forward", "A_prev", A_prev)
  check_matrix("dense_forward", "W", W)
  check_shape("dense_forward", "W", W, nrow(W), nrow(A_prev))
  check_shape("dense_forward", "b", b, nrow(W), 1)
  W %*% A_prev + as.vector(b) # n_out x n_samples
}

#' Gradients of a dense layer's weights and biases
#'
#' dW = dZ A_prev', db = row sums of dZ.  The division by the number of
#' samples is already in `dZ`, since it belongs to the loss.
#'
#' @param dZ Gradient of the loss with respect to Z, n_out x n_samples.
#' @param A_prev Output of the layer before, n_in x n_samples.
#' @return A list of `dW`, n_out x n_in, and `db`, n_out x 1.
#' @inheritSection dense_forward Errors
#' @references Rumelhart, Hinton and Williams (1986), "Learning
#'   representations by back-propagating errors".
#' @examples
#' dense_gradients(matrix(c(1, 2), nrow = 1), matrix(c(3, 4), nrow = 1))
#' @export
dense_gradients <- function(dZ, A_prev) {
  check_matrix("dense_gradients", "dZ", dZ)
  check_matrix("dense_gradients", "A_prev", A_prev)
  check_shape("dense_gradients", "A_prev", A_prev, nrow(A_prev), ncol(dZ))
  dW <- tcrossprod(dZ, A_prev) # n_out x n_in
  db <- matrix(rowSums(dZ)) # n_out x 1
  list(dW = dW, db = db)
}

#' Gradient with respect to a dense layer's input
#'
#' dA_prev = W' dZ.
#'
#' @inheritParams dense_gradients
#' @param W Weights, n_out x n_in.
#' @return A matrix, n_in x n_samples.
#' @inheritSection dense_forward Errors
#' @inherit dense_gradients references
#' @examples
#' dense_backward(matrix(2), matrix(c(3, 4), nrow = 1))
#' @export
dense_backward <- function(dZ, W) {
  check_matrix("dense_backward", "dZ", dZ)
  check_matrix("dense_backward", "W", W)
  check_shape("dense_backward", "W", W, nrow(dZ), ncol(W))
  crossprod(W, dZ) # n_in x n_samples
}
