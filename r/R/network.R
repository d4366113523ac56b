# A network of dense layers: forward, loss, backward, predict.
#
# One code for every depth and width.  Parameters, caches and gradients are
# keyed by the names of the course: W1, b1, Z1, A1, dZ1, dW1, ...

NO_MATRICES <- structure(list(), names = character())

#' Describe a network of dense layers
#'
#' @param layer_sizes Number of features, then the units of each layer.
#' @param activations One word a layer: "relu", "tanh" or "sigmoid" for
#'   hidden layers, "softmax", "sigmoid" or "step" for the last.
#' @param loss "categorical_cross_entropy", which goes with softmax,
#'   "binary_cross_entropy", which goes with sigmoid, or "perceptron_loss",
#'   which goes with step; a perceptron is one layer of it.
#' @param reduction "mean" (over samples) or "sum".
#' @param l2_penalty Of the weights, a finite number of at least 0.
#' @param keep_prob Probability that dropout keeps a hidden unit, above 0 and
#'   at most 1.
#' @return A network: a list of `layer_sizes`, `activations`, `loss`,
#'   `reduction`, `l2_penalty` and `keep_prob`.
#' @section Errors:
#' If a size is not a whole number of at least 1, a word is none of these,
#' the number of activations or the loss does not fit, a sigmoid or step output
#' has more than one unit, or `l2_penalty` or `keep_prob` is out of its range.
#' @references Ganesh, "Deep Learning from first principles", part 4.
#' @examples
#' new_network(c(2, 100, 3), c("relu", "softmax"), "categorical_cross_entropy")
#' @export
new_network <- function(layer_sizes, activations, loss, reduction = "mean",
                        l2_penalty = 0, keep_prob = 1) {
  check_settings(
    "new_network", layer_sizes, activations, loss, reduction, l2_penalty,
    keep_prob
  )
  list(
    layer_sizes = as.double(unlist(layer_sizes)),
    activations = as.character(unlist(activations)), loss = loss,
    reduction = reduction, l2_penalty = as.double(l2_penalty),
    keep_prob = as.double(keep_prob)
  )
}

#' Targets that a network's output is compared with
#'
#' @param labels n_samples labels, counted from 0.
#' @param network From [new_network()].
#' @return A matrix, n_outputs x n_samples: one-hot columns for softmax, else
#'   the labels 0 and 1.
#' @section Errors:
#' If `network` is not one of [new_network()] or a label is not a whole number
#' from 0 to the last class.
#' @inherit new_network references
#' @examples
#' network <- new_network(c(2, 1), "sigmoid", "binary_cross_entropy")
#' network_targets(c(0, 1, 1), network)
#' @export
network_targets <- function(labels, network) {
  check_network("network_targets", network)
  check_labels("network_targets", "labels", labels, n_classes(network))
  n_layers <- length(network$activations)
  if (network$activations[n_layers] == "softmax") {
    return(one_hot(labels, network$layer_sizes[[n_layers + 1]]))
  }
  matrix(as.double(labels), nrow = 1) # 1 x n_samples
}

#' Dropout masks of all hidden layers for a training step
#'
#' @param network From [new_network()].
#' @param n_samples Number of samples in the step's batch.
#' @param seed,step Where in the random stream the masks stand.
#' @return A list of `M1`, `M2`, ..., each n_l x n_samples; empty if the
#'   network keeps every unit.
#' @section Errors:
#' If `network` is not one of [new_network()], `n_samples` is not a whole number
#' of at least 1, or `seed` or `step` is not one from 0 to 2^53 - 1.
#' @references Ganesh, "Deep Learning from first principles", part 6.
#' @examples
#' network <- new_network(c(2, 4, 3), c("relu", "softmax"),
#'   "categorical_cross_entropy",
#'   keep_prob = 0.5
#' )
#' network_masks(network, n_samples = 6, seed = 0, step = 0)
#' @export
network_masks <- function(network, n_samples, seed, step) {
  check_masks_address("network_masks", network, n_samples, seed, step)
  keep_prob <- with_defaults(network, new_network)$keep_prob
  masks <- NO_MATRICES
  if (keep_prob == 1) {
    return(masks)
  }
  for (layer in seq_along(network$activations[-1])) {
    n_units <- network$layer_sizes[[layer + 1]]
    mask <- dropout_mask(n_units, n_samples, keep_prob, seed, layer, step)
    masks[[paste0("M", layer)]] <- mask # n_l x n_samples
  }
  masks
}

#' Run samples through all layers
#'
#' Z_l = W_l A_(l-1) + b_l, A_l = g_l(Z_l), A_0 = X.  With dropout,
#' G_l = g_l(Z_l) and A_l = G_l M_l / keep_prob in hidden layers.
#'
#' @param X Samples, n_features x n_samples.
#' @param parameters List of `W1`, `b1`, ...; W_l is n_l x n_(l-1), b_l is
#'   n_l x 1.
#' @param network From [new_network()].
#' @param masks From [network_masks()], in training; none in prediction.
#' @return A list of `output`, n_outputs x n_samples, and `cache`, a list of
#'   `A0`, `Z1`, `A1`, `Z2`, `A2`, ..., each n_l x n_samples; with masks `A0`,
#'   `Z1`, `G1`, `M1`, `A1`, ...
#' @section Errors:
#' If `network` is not one of [new_network()], `parameters` or `masks` lack an
#' entry or have another one, or a matrix is not finite, not of doubles or not
#' of the shape that `network` asks for.
#' @references Ganesh, "Deep Learning from first principles", parts 4 and 6.
#' @examples
#' network <- new_network(c(2, 1), "sigmoid", "binary_cross_entropy")
#' parameters <- list(W1 = matrix(c(1, -1), nrow = 1), b1 = matrix(0))
#' network_forward(matrix(c(2, 1, 1, 2), nrow = 2), parameters, network)
#' @export
network_forward <- function(X, parameters, network, masks = NULL) {
  caller <- "network_forward"
  check_network(caller, network)
  check_inputs(caller, X, parameters, network)
  check_masks(caller, masks, network, X)
  keep_prob <- with_defaults(network, new_network)$keep_prob
  cache <- list(A0 = X)
  A <- X
  for (layer in seq_along(network$activations)) {
    W <- parameters[[paste0("W", layer)]]
    b <- parameters[[paste0("b", layer)]]
    Z <- dense_forward(A, W, b) # n_l x n_samples
    A <- activation_forward(Z, network$activations[[layer]])
    cache[[paste0("Z", layer)]] <- Z
    mask <- masks[[paste0("M", layer)]]
    if (!is.null(mask)) {
      cache[paste0(c("G", "M"), layer)] <- list(A, mask)
      A <- dropout_forward(A, mask, keep_prob)
    }
    cache[[paste0("A", layer)]] <- A
  }
  list(output = A, cache = cache)
}

#' Loss of a forward pass
#'
#' With the L2 penalty of the weights.
#'
#' @param Y Targets, n_outputs x n_samples, from [network_targets()].
#' @param parameters List of `W1`, `b1`, ...; W_l is n_l x n_(l-1), b_l is
#'   n_l x 1.
#' @param cache From [network_forward()].
#' @param network From [new_network()].
#' @return A number.
#' @section Errors:
#' If `network` is not one of [new_network()], `Y` does not hold targets of its
#' loss, `parameters` or `cache` lack an entry or have another one, or a matrix
#' is not finite, not of doubles or not of the shape that `network` asks for.
#' @references Ganesh, "Deep Learning from first principles", parts 5 and 6.
#' @examples
#' network <- new_network(c(2, 1), "sigmoid", "binary_cross_entropy")
#' parameters <- list(W1 = matrix(c(1, -1), nrow = 1), b1 = matrix(0))
#' cache <- network_forward(matrix(c(2, 1)), parameters, network)$cache
#' network_loss(matrix(1), parameters, cache, network)
#' @export
network_loss <- function(Y, parameters, cache, network) {
  check_network("network_loss", network)
  check_pass("network_loss", Y, parameters, cache, network)
  Z <- cache[[paste0("Z", length(network$activations))]]
  network <- with_defaults(network, new_network)
  loss <- switch(network$loss,
    categorical_cross_entropy =
      categorical_cross_entropy(Z, Y, network$reduction),
    binary_cross_entropy =
      binary_cross_entropy(Z, Y, network$reduction),
    perceptron_loss =
      perceptron_loss(Z, Y, network$reduction)
  )
  if (network$l2_penalty == 0) {
    return(loss)
  }
  n_samples <- divisor(Y, network$reduction)
  loss + l2_loss(parameters, network$l2_penalty, n_samples)
}

#' Gradients of the loss with respect to everything in a network
#'
#' The output layer has no dA: the loss is taken back to its dZ in one stable
#' step, A_L - Y.
#'
#' @inheritParams network_loss
#' @return A list in order of computation: dZ_L, dW_L, db_L, dA_(L-1),
#'   dZ_(L-1), ..., `dW1`, `db1`; with dropout dG_(L-1) between dA_(L-1) and
#'   dZ_(L-1).  Each is of the shape of what it is the gradient of.
#' @section Errors:
#' If `network` is not one of [new_network()], `Y` does not hold targets of its
#' loss, `parameters` or `cache` lack an entry or have another one, or a matrix
#' is not finite, not of doubles or not of the shape that `network` asks for.
#' @references Ganesh, "Deep Learning from first principles", parts 5 and 6.
#' @examples
#' network <- new_network(c(2, 1), "sigmoid", "binary_cross_entropy")
#' parameters <- list(W1 = matrix(c(1, -1), nrow = 1), b1 = matrix(0))
#' cache <- network_forward(matrix(c(2, 1)), parameters, network)$cache
#' network_backward(matrix(1), parameters, cache, network)
#' @export
network_backward <- function(Y, parameters, cache, network) {
  check_network("network_backward", network)
  check_pass("network_backward", Y, parameters, cache, network)
  network <- with_defaults(network, new_network)
  n_layers <- length(network$activations)
  dZ <- output_gradient(cache[[paste0("A", n_layers)]], Y, network)
  gradients <- list()
  for (layer in n_layers:1) {
    W <- parameters[[paste0("W", layer)]]
    slopes <- dense_gradients(dZ, cache[[paste0("A", layer - 1)]])
    gradients[[paste0("dZ", layer)]] <- dZ # n_l x n_samples
    gradients[[paste0("dW", layer)]] <- penalized(slopes$dW, W, Y, network)
    gradients[[paste0("db", layer)]] <- slopes$db
    if (layer > 1) {
      dA <- dense_backward(dZ, W) # n_(l-1) x n_samples
      hidden <- hidden_backward(dA, cache, network, layer - 1)
      gradients[names(hidden)] <- hidden
      dZ <- hidden[[paste0("dZ", layer - 1)]]
    }
  }
  gradients
}

#' Probabilities that a network gives to samples
#'
#' @inheritParams network_forward
#' @return A matrix, n_outputs x n_samples; for a sigmoid output, the
#'   probability of label 1; for a step output, label 1 or 0 itself.
#' @section Errors:
#' If `network` is not one of [new_network()], `parameters` lack an entry or
#' have another one, or a matrix is not finite, not of doubles or not of the
#' shape that `network` asks for.
#' @inherit new_network references
#' @examples
#' network <- new_network(c(2, 1), "sigmoid", "binary_cross_entropy")
#' parameters <- list(W1 = matrix(c(1, -1), nrow = 1), b1 = matrix(0))
#' predict_probabilities(matrix(c(2, 1)), parameters, network)
#' @export
predict_probabilities <- function(X, parameters, network) {
  check_network("predict_probabilities", network)
  check_inputs("predict_probabilities", X, parameters, network)
  network_forward(X, parameters, network)$output
}

#' Labels that a network gives to samples
#'
#' The most probable class, the first of equals; for a sigmoid or step output
#' 1 where it is above 0.5, so 0 at a score of 0.
#'
#' @inheritParams network_forward
#' @return n_samples labels, counted from 0.
#' @section Errors:
#' If `network` is not one of [new_network()], `parameters` lack an entry or
#' have another one, or a matrix is not finite, not of doubles or not of the
#' shape that `network` asks for.
#' @inherit new_network references
#' @examples
#' network <- new_network(c(2, 1), "sigmoid", "binary_cross_entropy")
#' parameters <- list(W1 = matrix(c(1, -1), nrow = 1), b1 = matrix(0))
#' predict_labels(matrix(c(2, 1, 1, 2), nrow = 2), parameters, network)
#' @export
predict_labels <- function(X, parameters, network) {
  check_network("predict_labels", network)
  check_inputs("predict_labels", X, parameters, network)
  P <- predict_probabilities(X, parameters, network)
  if (network$activations[length(network$activations)] == "softmax") {
    return(class_labels(nrow(P))[max.col(t(P), "first")]) # n_samples
  }
  as.double(P[1, ] > 0.5) # n_samples
}

output_gradient <- function(P, Y, network) {
  switch(network$loss,
    categorical_cross_entropy =
      categorical_cross_entropy_gradient(P, Y, network$reduction),
    binary_cross_entropy =
      binary_cross_entropy_gradient(P, Y, network$reduction),
    perceptron_loss =
      perceptron_loss_gradient(P, Y, network$reduction)
  )
}

# dA, with dropout dG, and dZ of a hidden layer.
hidden_backward <- function(dA, cache, network, layer) {
  gradients <- list(dA)
  names(gradients) <- paste0("dA", layer)
  G <- cache[[paste0("A", layer)]]
  mask <- cache[[paste0("M", layer)]]
  if (!is.null(mask)) {
    G <- cache[[paste0("G", layer)]]
    dA <- dropout_backward(dA, mask, network$keep_prob)
    gradients[[paste0("dG", layer)]] <- dA
  }
  Z <- cache[[paste0("Z", layer)]]
  gradients[[paste0("dZ", layer)]] <-
    activation_backward(dA, Z, G, network$activations[[layer]])
  gradients
}

# Add the gradient of the L2 penalty, if there is one.
penalized <- function(dW, W, Y, network) {
  if (network$l2_penalty == 0) {
    return(dW)
  }
  dW + l2_gradient(W, network$l2_penalty, divisor(Y, network$reduction))
}

# Shapes of W1, b1, W2, b2, ...
parameter_shapes <- function(layer_sizes) {
  shapes <- list()
  for (layer in seq_along(layer_sizes[-1])) {
    n_in <- layer_sizes[layer]
    n_out <- layer_sizes[layer + 1]
    shapes[[paste0("W", layer)]] <- c(n_out, n_in)
    shapes[[paste0("b", layer)]] <- c(n_out, 1)
  }
  shapes
}

# Number of classes; one sigmoid output tells two.
n_classes <- function(network) {
  max(2, network$layer_sizes[[length(network$layer_sizes)]])
}
