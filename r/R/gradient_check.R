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
#' @eval documented("gradient_check")
#' @references Ganesh, "Deep Learning from first principles", part 8.
#' @examples
#' network <- new_network(c(2, 1), "sigmoid", "binary_cross_entropy")
#' parameters <- list(W1 = matrix(c(1, -1), nrow = 1), b1 = matrix(0))
#' X <- matrix(c(2, 1, 1, 2), nrow = 2)
#' gradient_check(X, c(0, 1), parameters, network)
#' @export
gradient_check <- function(X, labels, parameters, network, epsilon = 1e-7,
                           masks = NULL) {
  check_arguments()
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
#' @eval documented("numerical_gradients")
#' @references Ganesh, "Deep Learning from first principles", part 8.
#' @examples
#' network <- new_network(c(2, 1), "sigmoid", "binary_cross_entropy")
#' parameters <- list(W1 = matrix(c(1, -1), nrow = 1), b1 = matrix(0))
#' X <- matrix(c(2, 1, 1, 2), nrow = 2)
#' numerical_gradients(X, c(0, 1), parameters, network)
#' @export
numerical_gradients <- function(X, labels, parameters, network,
                                epsilon = 1e-7, masks = NULL) {
  check_arguments()
  Y <- network_targets(labels, network) # n_outputs x n_samples
  gradients <- list()
  for (name in names(parameter_shapes(network$layer_sizes))) {
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
#' @eval documented("gradient_difference")
#' @references Ganesh, "Deep Learning from first principles", part 8.
#' @examples
#' gradient_difference(list(dW1 = matrix(1)), list(dW1 = matrix(1.01)))
#' @export
gradient_difference <- function(numerical, analytical) {
  check_arguments()
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
