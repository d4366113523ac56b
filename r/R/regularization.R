# Regularization: the L2 penalty and inverted dropout.

#' What the L2 penalty adds to the loss
#'
#' l2_penalty / (2 n_samples) times the sum of the squares of all weights;
#' biases are free.
#'
#' @param parameters A list of matrices W1, b1, W2, b2, ...; only W1, W2, ...
#'   count.
#' @param l2_penalty A finite number of at least 0.
#' @param n_samples A whole number of at least 1.
#' @return A number.
#' @section Errors:
#' If the penalty is negative or not finite, `n_samples` is not a whole number
#' of at least 1, or a W is not a finite matrix.
#' @references Krogh and Hertz (1992), "A simple weight decay can improve
#'   generalization"; Ganesh, "Deep Learning from first principles", part 6.
#' @examples
#' l2_loss(list(W1 = matrix(c(3, 4), 1), b1 = matrix(1)), 0.1, 5)
#' @export
l2_loss <- function(parameters, l2_penalty, n_samples) {
  check_penalty("l2_loss", l2_penalty, n_samples)
  check_entries("l2_loss", "parameters", parameters, "W1")
  weights <- parameters[startsWith(names(parameters), "W")]
  for (name in names(weights)) {
    check_matrix("l2_loss", name, weights[[name]])
  }
  squares <- vapply(weights, function(W) sum(W * W), numeric(1)) # n_layers
  l2_penalty / (2 * n_samples) * sum(squares)
}

#' Gradient of the L2 penalty with respect to the weights of a layer
#'
#' l2_penalty / n_samples * W.
#'
#' @param W Weights, n_out x n_in.
#' @inheritParams l2_loss
#' @return A matrix, n_out x n_in.
#' @inheritSection l2_loss Errors
#' @references Ganesh, "Deep Learning from first principles", part 6.
#' @examples
#' l2_gradient(matrix(c(3, 4), 1), 0.1, 5)
#' @export
l2_gradient <- function(W, l2_penalty, n_samples) {
  check_matrix("l2_gradient", "W", W)
  check_penalty("l2_gradient", l2_penalty, n_samples)
  l2_penalty / n_samples * W # n_out x n_in
}

#' Which units of a layer a training step keeps, for each sample
#'
#' A uniform below keep_prob makes a 1, else a 0.  The uniforms are those of
#' the purpose "dropout" followed by the number of the layer ("dropout1",
#' "dropout2", ...) at the training step, filled row by row.
#'
#' @param n_units,n_samples Whole numbers of at least 1.
#' @param keep_prob Above 0 and at most 1; 1 keeps every unit.
#' @param seed A whole number from 0 to 2^53 - 1.
#' @param layer A whole number of at least 1.
#' @param step A whole number from 0 to 2^53 - 1.
#' @return A matrix of 0 and 1, n_units x n_samples.
#' @section Errors:
#' If an argument is out of its range or not whole where it must be.
#' @references Srivastava et al. (2014), "Dropout: a simple way to prevent
#'   neural networks from overfitting".
#' @examples
#' dropout_mask(4, 6, 0.5, seed = 0, layer = 1, step = 0)
#' @export
dropout_mask <- function(n_units, n_samples, keep_prob, seed, layer, step) {
  caller <- "dropout_mask"
  check_mask_address(caller, n_units, n_samples, keep_prob, seed, layer, step)
  purpose <- sprintf("dropout%.0f", layer)
  uniforms <- random_uniforms(seed, purpose, step, n_units * n_samples)
  1 * matrix(uniforms < keep_prob, n_units, n_samples, byrow = TRUE)
}

#' Drop units and scale up the others
#'
#' A * mask / keep_prob.  The expected value stays A, so prediction needs no
#' dropout at all.
#'
#' @param A Output of a hidden layer, n_units x n_samples.
#' @param mask From [dropout_mask()], n_units x n_samples.
#' @param keep_prob Above 0 and at most 1, the same as for the mask.
#' @return A matrix, n_units x n_samples.
#' @section Errors:
#' If the shapes differ, a matrix is not finite, or `keep_prob` is out of its
#' range.
#' @references Ganesh, "Deep Learning from first principles", part 6.
#' @examples
#' mask <- dropout_mask(2, 3, 0.5, seed = 0, layer = 1, step = 0)
#' dropout_forward(matrix(1, 2, 3), mask, 0.5)
#' @export
dropout_forward <- function(A, mask, keep_prob) {
  check_dropout("dropout_forward", "A", A, mask, keep_prob)
  A * mask / keep_prob # n_units x n_samples
}

#' Take a gradient back through dropout
#'
#' dA * mask / keep_prob.
#'
#' @param dA Gradient of the loss with respect to the output of
#'   [dropout_forward()], n_units x n_samples.
#' @param mask The same as in the forward pass, n_units x n_samples.
#' @param keep_prob The same as in the forward pass.
#' @return A matrix, n_units x n_samples.
#' @inheritSection dropout_forward Errors
#' @references Ganesh, "Deep Learning from first principles", part 6.
#' @examples
#' mask <- dropout_mask(2, 3, 0.5, seed = 0, layer = 1, step = 0)
#' dropout_backward(matrix(1, 2, 3), mask, 0.5)
#' @export
dropout_backward <- function(dA, mask, keep_prob) {
  check_dropout("dropout_backward", "dA", dA, mask, keep_prob)
  dA * mask / keep_prob # n_units x n_samples
}

check_penalty <- function(caller, l2_penalty, n_samples) {
  check_not_negative(caller, "l2_penalty", l2_penalty)
  check_count(caller, "n_samples", n_samples)
}

check_mask_address <- function(
    caller, n_units, n_samples, keep_prob, seed, layer, step) {
  check_count(caller, "n_units", n_units)
  check_count(caller, "n_samples", n_samples)
  check_keep_prob(caller, "keep_prob", keep_prob)
  check_whole(caller, "seed", seed)
  check_count(caller, "layer", layer)
  check_whole(caller, "step", step)
  check_room(caller, "n_samples", c(n_units, n_samples))
}

check_dropout <- function(caller, name, value, mask, keep_prob) {
  check_matrix(caller, name, value)
  check_mask(caller, "mask", mask, dim(value))
  check_keep_prob(caller, "keep_prob", keep_prob)
}

# Refuse what is not a matrix of 0 and 1 of a shape.
check_mask <- function(caller, name, mask, shape) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  check_shape(caller, name, mask, shape[1], shape[2])
  wrong <- mask[mask != 0 & mask != 1]
  if (length(wrong) > 0) {
    refuse(caller, name, "entries of 0 or 1", number_text(wrong[1]))
  }
}
