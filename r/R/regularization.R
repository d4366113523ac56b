# Regularization: the L2 penalty and inverted dropout.

#' What the L2 penalty adds to the loss
#'
#' l2_penalty / (2 n_samples) * sum of W^2 of all layers; biases are free.
#'
#' @eval documented("l2_loss")
#' @references Krogh and Hertz (1992), "A simple weight decay can improve
#'   generalization"; Ganesh, "Deep Learning from first principles", part 6.
#' @examples
#' l2_loss(list(W1 = matrix(c(3, 4), 1), b1 = matrix(1)), 0.1, 5)
#' @export
l2_loss <- function(parameters, l2_penalty, n_samples) {
  check_arguments()
  weights <- parameters[startsWith(names(parameters), "W")]
  squares <- vapply(weights, function(W) sum(W * W), numeric(1)) # n_layers
  l2_penalty / (2 * n_samples) * sum(squares)
}

#' Gradient of the L2 penalty in a layer, l2_penalty / n_samples * W
#'
#' @eval documented("l2_gradient")
#' @references Ganesh, "Deep Learning from first principles", part 6.
#' @examples
#' l2_gradient(matrix(c(3, 4), 1), 0.1, 5)
#' @export
l2_gradient <- function(W, l2_penalty, n_samples) {
  check_arguments()
  l2_penalty / n_samples * W # n_out x n_in
}

#' Which units of a layer a training step keeps, for each sample
#'
#' A uniform below keep_prob makes a 1, else a 0.  The uniforms are those of
#' the purpose "dropout" followed by the number of the layer ("dropout1",
#' "dropout2", ...) at the training step, filled row by row.
#'
#' @eval documented("dropout_mask")
#' @references Srivastava et al. (2014), "Dropout: a simple way to prevent
#'   neural networks from overfitting".
#' @examples
#' dropout_mask(4, 6, 0.5, seed = 0, layer = 1, step = 0)
#' @export
dropout_mask <- function(n_units, n_samples, keep_prob, seed, layer, step) {
  check_arguments()
  purpose <- sprintf("dropout%.0f", layer)
  uniforms <- random_uniforms(seed, purpose, step, n_units * n_samples)
  1 * matrix(uniforms < keep_prob, n_units, n_samples, byrow = TRUE)
}

#' Drop units and scale up the others, A * mask / keep_prob
#'
#' The expected value stays A, so prediction needs no dropout at all.
#'
#' @eval documented("dropout_forward")
#' @references Ganesh, "Deep Learning from first principles", part 6.
#' @examples
#' mask <- dropout_mask(2, 3, 0.5, seed = 0, layer = 1, step = 0)
#' dropout_forward(matrix(1, 2, 3), mask, 0.5)
#' @export
dropout_forward <- function(A, mask, keep_prob) {
  check_arguments()
  A * mask / keep_prob # n_units x n_samples
}

#' Take a gradient back through dropout, dA * mask / keep_prob
#'
#' @eval documented("dropout_backward")
#' @references Ganesh, "Deep Learning from first principles", part 6.
#' @examples
#' mask <- dropout_mask(2, 3, 0.5, seed = 0, layer = 1, step = 0)
#' dropout_backward(matrix(1, 2, 3), mask, 0.5)
#' @export
dropout_backward <- function(dA, mask, keep_prob) {
  check_arguments()
  dA * mask / keep_prob # n_units x n_samples
}
