# Gradient check: gradients must be the slopes of the loss.
#
# The loss is measured a little above and a little below each parameter; the
# slope between the two is compared with what backward propagation says.

#' Distance between a network's gradients and the slopes of its loss
#'
#' Right gradients stay below 1e-6.  What is left is the error of the slopes
#' (see [numerical_gradients()]): only the size of this number has a meaning,
#' not its digits.  Dropout is checked with fixed masks.
#'
#' A relu unit has no slope where its score is 0.  A sample of zeros makes such
#' scores while biases are 0, as on the spiral at step 0, and raises this
#' number however right the gradients are: move the biases, or check after some
#' steps of training.
#'
#' @inheritParams numerical_gradients
#' @return [gradient_difference()] of the two, a number from 0 to 1.
#' @inheritSection numerical_gradients Errors
#' @references Ganesh, "Deep Learning from first principles", part 8.
#' @examples
#' network <- new_network(c(2, 1), "sigmoid", "binary_cross_entropy")
#' parameters <- list(W1 = matrix(c(1, -1), nrow = 1), b1 = matrix(0))
#' X <- matrix(c(2, 1, 1, 2), nrow = 2)
#' gradient_check(X, c(0, 1), parameters, network)
#' @export
gradient_check <- function(X, labels, parameters, network, epsilon = 1e-7,
                           masks = NULL) {
  check_problem(
    "gradient_check", X, labels, parameters, network, epsilon, masks
  )
  Y <- network_targets(labels, network) # n_outputs x n_samples
  cache <- network_forward(X, parameters, network, masks)$cache
  analytical <- network_backward(Y, parameters, cache, network)
  numerical <- numerical_gradients(
    X, labels, parameters, network, epsilon, masks
  )
  gradient_difference(numerical, analytical)
}

#' Slopes of the loss by two-sided differences, a parameter at a time
#'
#' (L(p + epsilon) - L(p - epsilon)) / (2 epsilon).  The formula itself errs by
#' epsilon^2 |L'''| / 6, and rounding adds about u |L| / epsilon, u = 2^-53:
#' without relu, 1e-5 is best.  Across a kink of relu the formula fails, and
#' the smaller epsilon is, the fewer kinks lie between the two points.  Hence
#' the 1e-7 of the course, which leaves rounding at 1e-8.
#'
#' @param X Samples, n_features x n_samples.
#' @param labels n_samples labels, counted from 0.
#' @param parameters List of `W1`, `b1`, ...; W_l is n_l x n_(l-1), b_l is
#'   n_l x 1.
#' @param network From [new_network()].
#' @param epsilon Above 0.
#' @param masks Dropout masks from [network_masks()], kept while parameters
#'   move; none by default.
#' @return A list of `dW1`, `db1`, ...; each of the shape of its parameter.
#' @section Errors:
#' If a shape does not fit, a value is not finite, a label is out of range,
#' or `epsilon` is not a finite number above 0.
#' @references Ganesh, "Deep Learning from first principles", part 8.
#' @examples
#' network <- new_network(c(2, 1), "sigmoid", "binary_cross_entropy")
#' parameters <- list(W1 = matrix(c(1, -1), nrow = 1), b1 = matrix(0))
#' X <- matrix(c(2, 1, 1, 2), nrow = 2)
#' numerical_gradients(X, c(0, 1), parameters, network)
#' @export
numerical_gradients <- function(X, labels, parameters, network,
                                epsilon = 1e-7, masks = NULL) {
  caller <- "numerical_gradients"
  check_problem(caller, X, labels, parameters, network, epsilon, masks)
  Y <- network_targets(labels, network) # n_outputs x n_samples
  gradients <- list()
  for (name in names(parameter_shapes(unlist(network$layer_sizes)))) {
    loss <- function(value) {
      parameters[[name]] <- value
      cache <- network_forward(X, parameters, network, masks)$cache
      network_loss(Y, parameters, cache, network)
    }
    gradients[[paste0("d", name)]] <-
      unchecked(slopes(loss, parameters[[name]], epsilon))
  }
  gradients
}

#' Distance between two sets of gradients, relative to their size
#'
#' ||numerical - analytical|| / (||numerical|| + ||analytical||), with
#' Euclidean norms over all entries; 0 where both are zero.
#'
#' @param numerical A list of matrices, `dW1`, `db1`, ...
#' @param analytical The same names and shapes; other entries do not count.
#' @return A number from 0 to 1.
#' @section Errors:
#' If a gradient is missing, of another shape, or not finite.
#' @references Ganesh, "Deep Learning from first principles", part 8.
#' @examples
#' gradient_difference(list(dW1 = matrix(1)), list(dW1 = matrix(1.01)))
#' @export
gradient_difference <- function(numerical, analytical) {
  check_pair("gradient_difference", numerical, analytical)
  first <- unlist(numerical) # n_parameters
  second <- unlist(analytical[names(numerical)]) # in the same order
  size <- norm2(first) + norm2(second)
  if (size == 0) {
    return(0)
  }
  norm2(first - second) / size
}

# Slopes of a function along every entry of its argument.
slopes <- function(loss, value, epsilon) {
  slope <- function(index) {
    step <- replace(0 * value, index, epsilon)
    (loss(value + step) - loss(value - step)) / (2 * epsilon)
  }
  value[] <- vapply(seq_along(value), slope, numeric(1))
  value
}

norm2 <- function(x) {
  sqrt(sum(x^2))
}

check_problem <- function(caller, X, labels, parameters, network, epsilon,
                          masks) {
  check_network(caller, network)
  check_labels(caller, "labels", labels, n_classes(network))
  check_inputs(caller, X, parameters, network)
  check_masks(caller, masks, network, X)
  check_n_labels(caller, "labels", labels, ncol(X))
  check_positive(caller, "epsilon", epsilon)
}

check_pair <- function(caller, numerical, analytical) {
  check_entries(caller, "numerical", numerical, "dW1")
  check_entries(caller, "analytical", analytical, names(numerical))
  for (name in names(numerical)) {
    value <- numerical[[name]]
    check_matrix(caller, name, value)
    check_shape(caller, name, analytical[[name]], nrow(value), ncol(value))
  }
}
