# The dense layer: Z = W A_prev + b, and its gradients.

#' Weighted inputs of a dense layer, Z = W A_prev + b
#'
#' @eval documented("dense_forward")
#' @references Ganesh, "Deep Learning from first principles", part 3.
#' @examples
#' dense_forward(matrix(c(1, 2)), matrix(c(3, 4), nrow = 1), matrix(5))
#' @export
dense_forward <- function(A_prev, W, b) {
  check_arguments()
  W %*% A_prev + as.vector(b) # n_out x n_samples
}

#' Gradients of a dense layer's weights and biases
#'
#' dW = dZ A_prev', db = row sums of dZ; the mean over samples is in `dZ`.
#'
#' @eval documented("dense_gradients")
#' @references Rumelhart, Hinton and Williams (1986), "Learning
#'   representations by back-propagating errors".
#' @examples
#' dense_gradients(matrix(c(1, 2), nrow = 1), matrix(c(3, 4), nrow = 1))
#' @export
dense_gradients <- function(dZ, A_prev) {
  check_arguments()
  list(
    dW = tcrossprod(dZ, A_prev), # n_out x n_in
    db = dZ %*% rep(1, ncol(dZ)) # n_out x 1; rowSums() takes eight times as long
  )
}

#' Gradient with respect to a dense layer's input, dA_prev = W' dZ
#'
#' @eval documented("dense_backward")
#' @inherit dense_gradients references
#' @examples
#' dense_backward(matrix(2), matrix(c(3, 4), nrow = 1))
#' @export
dense_backward <- function(dZ, W) {
  check_arguments()
  crossprod(W, dZ) # n_in x n_samples
}
