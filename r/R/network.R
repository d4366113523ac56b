# A network of dense layers: forward, loss, backward, predict.
#
# One code for every depth and width.  Parameters, caches and gradients are
# keyed by the names of the course: W1, b1, Z1, A1, dZ1, dW1, ...

#' Describe a network of dense layers
#'
#' @eval documented("new_network")
#' @references Ganesh, "Deep Learning from first principles", part 4.
#' @examples
#' new_network(c(2, 100, 3), c("relu", "softmax"), "categorical_cross_entropy")
#' @export
new_network <- function(layer_sizes, activations, loss, reduction = "mean",
                        l2_penalty = 0, keep_prob = 1) {
  check_arguments()
  network <- list(
    layer_sizes = as.double(unlist(layer_sizes)),
    activations = as.character(unlist(activations)), loss = loss,
    reduction = reduction, l2_penalty = as.double(l2_penalty),
    keep_prob = as.double(keep_prob)
  )
  structure(network, class = "network")
}

#' @export
print.network <- function(x, ...) {
  layers <- paste(x$layer_sizes[-1], x$activations, collapse = ", ")
  cat("A network:", x$layer_sizes[1], "features,", layers, "\n")
  cat(
    x$loss, " (", x$reduction, "), l2_penalty ", x$l2_penalty,
    ", keep_prob ", x$keep_prob, "\n",
    sep = ""
  )
  invisible(x)
}

#' Targets that a network's output is compared with
#'
#' @eval documented("network_targets")
#' @inherit new_network references
#' @examples
#' network <- new_network(c(2, 1), "sigmoid", "binary_cross_entropy")
#' network_targets(c(0, 1, 1), network)
#' @export
network_targets <- function(labels, network) {
  check_arguments()
  n_layers <- length(network$activations)
  if (network$activations[n_layers] == "softmax") {
    return(one_hot(labels, network$layer_sizes[n_layers + 1]))
  }
  matrix(as.double(labels), nrow = 1) # 1 x n_samples
}

#' Dropout masks of all hidden layers for a training step
#'
#' @eval documented("network_masks")
#' @references Ganesh, "Deep Learning from first principles", part 6.
#' @examples
#' network <- new_network(
#'   c(2, 4, 1), c("relu", "sigmoid"), "binary_cross_entropy", keep_prob = 0.5
#' )
#' network_masks(network, n_samples = 6, seed = 0, step = 0)
#' @export
network_masks <- function(network, n_samples, seed, step) {
  check_arguments()
  masks <- NO_MATRICES
  if (network$keep_prob == 1) {
    return(masks)
  }
  for (layer in seq_along(network$activations[-1])) {
    n_units <- network$layer_sizes[layer + 1]
    masks[[sprintf("M%d", layer)]] <- dropout_mask(
      n_units, n_samples, network$keep_prob, seed, layer, step
    ) # n_l x n_samples
  }
  masks
}

#' Run samples through all layers
#'
#' Z_l = W_l A_(l-1) + b_l, A_l = g_l(Z_l), A_0 = X.  With dropout,
#' G_l = g_l(Z_l) and A_l = G_l M_l / keep_prob in hidden layers.
#'
#' @eval documented("network_forward")
#' @references Ganesh, "Deep Learning from first principles", parts 4 and 6.
#' @examples
#' network <- new_network(c(2, 1), "sigmoid", "binary_cross_entropy")
#' parameters <- list(W1 = matrix(c(1, -1), nrow = 1), b1 = matrix(0))
#' network_forward(matrix(c(2, 1, 1, 2), nrow = 2), parameters, network)
#' @export
network_forward <- function(X, parameters, network, masks = NULL) {
  check_arguments()
  cache <- list(A0 = X)
  A <- X
  for (layer in seq_along(network$activations)) {
    W <- parameters[[sprintf("W%d", layer)]]
    b <- parameters[[sprintf("b%d", layer)]]
    Z <- dense_forward(A, W, b) # n_l x n_samples
    A <- activation_forward(Z, network$activations[layer])
    cache[[sprintf("Z%d", layer)]] <- Z
    mask <- masks[[sprintf("M%d", layer)]]
    if (!is.null(mask)) {
      cache[sprintf(c("G%d", "M%d"), layer)] <- list(A, mask)
      A <- dropout_forward(A, mask, network$keep_prob)
    }
    cache[[sprintf("A%d", layer)]] <- A
  }
  list(output = A, cache = cache)
}

#' Loss of a forward pass
#'
#' With the L2 penalty of the weights.
#'
#' @eval documented("network_loss")
#' @references Ganesh, "Deep Learning from first principles", parts 5 and 6.
#' @examples
#' network <- new_network(c(2, 1), "sigmoid", "binary_cross_entropy")
#' parameters <- list(W1 = matrix(c(1, -1), nrow = 1), b1 = matrix(0))
#' cache <- network_forward(matrix(c(2, 1)), parameters, network)$cache
#' network_loss(matrix(1), parameters, cache, network)
#' @export
network_loss <- function(Y, parameters, cache, network) {
  check_arguments()
  Z <- cache[[sprintf("Z%d", length(network$activations))]]
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
#' @eval documented("network_backward")
#' @references Ganesh, "Deep Learning from first principles", parts 5 and 6.
#' @examples
#' network <- new_network(c(2, 1), "sigmoid", "binary_cross_entropy")
#' parameters <- list(W1 = matrix(c(1, -1), nrow = 1), b1 = matrix(0))
#' cache <- network_forward(matrix(c(2, 1)), parameters, network)$cache
#' network_backward(matrix(1), parameters, cache, network)
#' @export
network_backward <- function(Y, parameters, cache, network) {
  check_arguments()
  n_layers <- length(network$activations)
  dZ <- output_gradient(cache[[sprintf("A%d", n_layers)]], Y, network)
  gradients <- list()
  for (layer in n_layers:1) {
    W <- parameters[[sprintf("W%d", layer)]]
    slopes <- dense_gradients(dZ, cache[[sprintf("A%d", layer - 1)]])
    gradients[[sprintf("dZ%d", layer)]] <- dZ # n_l x n_samples
    gradients[[sprintf("dW%d", layer)]] <- penalized(slopes$dW, W, Y, network)
    gradients[[sprintf("db%d", layer)]] <- slopes$db
    if (layer > 1) {
      dA <- dense_backward(dZ, W) # n_(l-1) x n_samples
      hidden <- hidden_backward(dA, cache, network, layer - 1)
      gradients[names(hidden)] <- hidden
      dZ <- hidden[[sprintf("dZ%d", layer - 1)]]
    }
  }
  gradients
}

#' Probabilities that a network gives to samples
#'
#' @eval documented("predict_probabilities")
#' @inherit new_network references
#' @examples
#' network <- new_network(c(2, 1), "sigmoid", "binary_cross_entropy")
#' parameters <- list(W1 = matrix(c(1, -1), nrow = 1), b1 = matrix(0))
#' predict_probabilities(matrix(c(2, 1)), parameters, network)
#' @export
predict_probabilities <- function(X, parameters, network) {
  check_arguments()
  network_forward(X, parameters, network)$output
}

#' Labels that a network gives to samples
#'
#' The most probable class, the first of equals; for a sigmoid or step output
#' 1 where it is above 0.5, so 0 at a score of 0.
#'
#' @eval documented("predict_labels")
#' @inherit new_network references
#' @examples
#' network <- new_network(c(2, 1), "sigmoid", "binary_cross_entropy")
#' parameters <- list(W1 = matrix(c(1, -1), nrow = 1), b1 = matrix(0))
#' predict_labels(matrix(c(2, 1, 1, 2), nrow = 2), parameters, network)
#' @export
predict_labels <- function(X, parameters, network) {
  check_arguments()
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
  names(gradients) <- sprintf("dA%d", layer)
  G <- cache[[sprintf("A%d", layer)]]
  mask <- cache[[sprintf("M%d", layer)]]
  if (!is.null(mask)) {
    G <- cache[[sprintf("G%d", layer)]]
    dA <- dropout_backward(dA, mask, network$keep_prob)
    gradients[[sprintf("dG%d", layer)]] <- dA
  }
  Z <- cache[[sprintf("Z%d", layer)]]
  gradients[[sprintf("dZ%d", layer)]] <-
    activation_backward(dA, Z, G, network$activations[layer])
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
    shapes[[sprintf("W%d", layer)]] <- c(n_out, n_in)
    shapes[[sprintf("b%d", layer)]] <- c(n_out, 1)
  }
  shapes
}

# Number of classes; one sigmoid output tells two.
n_classes <- function(network) {
  max(2, network$layer_sizes[length(network$layer_sizes)])
}
