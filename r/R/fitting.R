# Training on somebody's own samples: scale, draw weights, train.

#' Scale samples, draw the weights of a network for them, and train it
#'
#' Two classes have one sigmoid output and binary cross-entropy; more have a
#' softmax output for each and categorical cross-entropy.  The samples are
#' scaled by [standardize()], the weights are the normal ones of
#' [initialize_parameters()], and [train()] does the rest.  For a data frame
#' there is [neural_network()].
#'
#' @eval documented("fit_network")
#' @references Ganesh, "Deep Learning from first principles", parts 4 to 7.
#' @examples
#' X <- matrix(c(0, 0, 0, 1, 1, 0, 1, 1), nrow = 2)
#' fitted <- fit_network(X, c(0, 1, 1, 0), hidden = 8, steps = 100)
#' fitted$losses[c(1, 100)]
#' @export
fit_network <- function(X, labels, steps = 1000, learning_rate = 0.01,
                        optimizer = "adam", hidden = NULL,
                        hidden_activation = "relu", initialization = "he",
                        batch_size = NULL, l2_penalty = 0, keep_prob = 1,
                        seed = 0) {
  check_arguments()
  network <- network_for(
    nrow(X), hidden, class_count(labels), hidden_activation, l2_penalty,
    keep_prob
  )
  scaled <- standardize(X)
  start <- initialize_parameters(
    network$layer_sizes, initialization, "normal", seed
  )
  rule <- new_optimizer(optimizer, learning_rate)
  trained <- train(
    scaled$X, labels, start, network, rule, steps, batch_size, seed
  )
  c(trained, scaled[c("mean", "scale")])
}

# Describe the network that fit_network() trains.
network_for <- function(n_features, hidden, n_classes, hidden_activation,
                        l2_penalty, keep_prob) {
  is_binary <- n_classes == 2
  output <- if (is_binary) "sigmoid" else "softmax"
  kind <- if (is_binary) "binary" else "categorical"
  new_network(
    c(n_features, hidden, if (is_binary) 1 else n_classes),
    c(rep(hidden_activation, length(hidden)), output),
    paste0(kind, "_cross_entropy"), "mean", l2_penalty, keep_prob
  )
}

# Count the classes; a number that never occurs is none.
class_count <- function(labels) {
  found <- sort(unique(as.vector(labels)))
  last <- found[length(found)]
  if (last == 0) {
    refuse("fit_network", "labels", "at least 2 classes", "1")
  }
  absent <- which(found != seq_along(found) - 1)
  if (length(absent) > 0) {
    expected <- paste("labels of every class from 0 to", shape_text(last))
    got <- paste("none of", shape_text(absent[1] - 1))
    refuse("fit_network", "labels", expected, got)
  }
  length(found)
}
