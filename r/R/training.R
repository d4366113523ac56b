# Training: one step, a whole run, and the trace that a run leaves.
#
# Step s counts from 0: its loss and gradients belong to the parameters
# before update s, its parameters are those after it.

#' One training step: forward, loss, backward, update
#'
#' @inheritParams network_forward
#' @param Y Targets, n_outputs x n_samples, from [network_targets()].
#' @param optimizer From [new_optimizer()].
#' @return A list of `cache` (see [network_forward()]), `loss`, `gradients`
#'   (see [network_backward()]) and `parameters` after the update.
#' @section Errors:
#' If an argument is not a finite matrix of doubles or the shapes do not
#' fit.
#' @references Ganesh, "Deep Learning from first principles", part 5.
#' @examples
#' network <- new_network(c(2, 1), "sigmoid", "binary_cross_entropy")
#' parameters <- list(W1 = matrix(c(1, -1), nrow = 1), b1 = matrix(0))
#' optimizer <- new_optimizer("gradient_descent", 0.5)
#' train_step(matrix(c(2, 1)), matrix(1), parameters, network, optimizer)
#' @export
train_step <- function(X, Y, parameters, network, optimizer) {
  cache <- network_forward(X, parameters, network)$cache
  loss <- network_loss(Y, cache, network)
  gradients <- network_backward(Y, parameters, cache, network)
  updated <- optimizer_update(parameters, gradients, optimizer)
  list(cache = cache, loss = loss, gradients = gradients, parameters = updated)
}

#' Train a network for a number of steps on all samples
#'
#' @inheritParams train_step
#' @param labels n_samples labels, counted from 0.
#' @param parameters Initial weights and biases: `W1`, `b1`, ...
#' @param steps Number of updates.
#' @return A list of `parameters` after the last update and `losses`, the
#'   loss before each update.
#' @section Errors:
#' If `steps` is not a whole number of at least 1, a label is out of range,
#' or `X` or a parameter does not fit the network.
#' @inherit train_step references
#' @examples
#' network <- new_network(c(2, 1), "sigmoid", "binary_cross_entropy")
#' parameters <- list(W1 = matrix(0, 1, 2), b1 = matrix(0))
#' optimizer <- new_optimizer("gradient_descent", 0.5)
#' X <- matrix(c(0, 0, 0, 1, 1, 0, 1, 1), nrow = 2)
#' result <- train(X, c(0, 0, 0, 1), parameters, network, optimizer, 200)
#' predict_labels(X, result$parameters, network)
#' @export
train <- function(X, labels, parameters, network, optimizer, steps) {
  check_count("train", "steps", steps)
  Y <- network_targets(labels, network) # n_outputs x n_samples
  check_parameters("train", parameters, network)
  network_forward(X, parameters, network) # refuses what does not fit
  check_n_labels("train", "labels", labels, ncol(X))
  losses <- numeric(steps)
  unchecked(
    for (step in seq_len(steps)) {
      result <- train_step(X, Y, parameters, network, optimizer)
      losses[step] <- result$loss
      parameters <- result$parameters
    }
  )
  list(parameters = parameters, losses = losses)
}

#' Train a case and record every step
#'
#' @param training_case From [read_case()].
#' @param first_step Where to start, counted from 0; above 0, `parameters`
#'   are those before that step.
#' @param n_steps How many steps; to the end of the case by default.
#' @param parameters List of `W1`, `b1`, ...; the case's initial weights by
#'   default.
#' @return A list in order of computation: `loss`, dW_L, db_L, ..., `dW1`,
#'   `db1`, `W1`, `b1`, ...  The loss is a vector of n_steps, the others are
#'   arrays, n_rows x n_columns x n_steps.
#' @section Errors:
#' If `first_step` or `n_steps` is not a whole number or too small, or
#' `parameters` are missing where the run starts above 0 or do not fit the
#' network; NaN and Inf may be in them.
#' @inherit train_step references
#' @examples
#' \dontrun{
#' spiral <- read_case("fixtures/cases/spiral-2x100x3_relu-gd.json")
#' trace <- train_case(spiral)
#' plot(trace$loss, type = "l")
#' }
#' @export
train_case <- function(training_case, first_step = 0, n_steps = NULL,
                       parameters = NULL) {
  caller <- "train_case"
  check_count(caller, "first_step", first_step, 0)
  if (is.null(parameters) && first_step > 0) {
    expected <- paste("those before step", shape_text(first_step))
    refuse(caller, "parameters", expected, "none")
  }
  if (is.null(n_steps)) {
    n_steps <- training_case$steps - first_step
  }
  check_count(caller, "n_steps", n_steps)
  if (is.null(parameters)) {
    parameters <- training_case$parameters
  }
  check_parameters(caller, parameters, training_case$network)
  start <- function(row, updated) if (row == 1) parameters else updated
  record_steps(training_case, n_steps, start, intermediates = FALSE)
}

#' Compute steps that each start from given parameters
#'
#' @param training_case From [read_case()].
#' @param first_step The step that the first entry of `parameters` belongs
#'   to, counted from 0.
#' @param parameters List of arrays `W1`, `b1`, ..., n_rows x n_columns x
#'   n_steps: the parameters before each update.
#' @param intermediates Whether to record Z, A, dZ and dA of every layer as
#'   well.
#' @return As from [train_case()]; with `intermediates` `Z1`, `A1`, ... come
#'   before the loss, and dZ and dA among the gradients.
#' @section Errors:
#' If `first_step` is not a whole number or `parameters` do not fit the
#' network; NaN and Inf may be in them.
#' @inherit train_step references
#' @examples
#' \dontrun{
#' spiral <- read_case("fixtures/cases/spiral-2x100x3_relu-gd.json")
#' start <- lapply(spiral$parameters, function(p) array(p, c(dim(p), 1)))
#' names(replay_case(spiral, 0, start, intermediates = TRUE))
#' }
#' @export
replay_case <- function(training_case, first_step, parameters,
                        intermediates = FALSE) {
  caller <- "replay_case"
  check_count(caller, "first_step", first_step, 0)
  check_entries(caller, "parameters", parameters, "W1")
  n_steps <- rev(dim(as.array(parameters$W1)))[1]
  check_count(caller, "n_steps", n_steps)
  check_parameters(caller, parameters, training_case$network, n_steps)
  start <- function(row, updated) lapply(parameters, slice_step, row)
  record_steps(training_case, n_steps, start, intermediates)
}

# Refuse parameters that do not fit; training may have made NaN.
check_parameters <- function(caller, parameters, network, n_steps = NULL) {
  shapes <- parameter_shapes(network$layer_sizes)
  check_entries(caller, "parameters", parameters, names(shapes))
  for (name in names(parameters)) {
    if (!name %in% names(shapes)) {
      expected <- paste(names(shapes), collapse = ", ")
      refuse(caller, "parameters", expected, name)
    }
    shape <- c(shapes[[name]], n_steps)
    check_doubles(caller, name, parameters[[name]], shape)
  }
}

# Run steps and stack what they compute.  `start` gives the parameters that
# a step begins with, from its row and from the parameters of the step before.
record_steps <- function(training_case, n_steps, start, intermediates) {
  network <- training_case$network
  optimizer <- training_case$optimizer
  Y <- network_targets(training_case$labels, network)
  updated <- NULL
  unchecked(
    for (row in seq_len(n_steps)) {
      before <- start(row, updated)
      step <- train_step(training_case$X, Y, before, network, optimizer)
      computed <- quantities(step, intermediates)
      if (row == 1) {
        trace <- lapply(computed, empty_stack, n_steps)
      }
      # A function of its own would copy the trace at every step.
      for (name in names(computed)) {
        value <- computed[[name]]
        place <- (row - 1) * length(value) + seq_along(value)
        trace[[name]][place] <- value
      }
      updated <- step$parameters
    }
  )
  trace
}

# List what a step computed, in order of computation.
quantities <- function(step, intermediates) {
  cache <- step$cache[names(step$cache) != "A0"]
  gradients <- step$gradients
  if (!intermediates) {
    cache <- list()
    gradients <- gradients[grepl("^d[Wb]", names(gradients))]
  }
  c(cache, list(loss = step$loss), gradients, step$parameters)
}

# Room for n_steps values like this one; the step is the last axis.
empty_stack <- function(value, n_steps) {
  stack <- numeric(length(value) * n_steps)
  if (is.matrix(value)) {
    dim(stack) <- c(dim(value), n_steps) # n_rows x n_columns x n_steps
  }
  stack
}

slice_step <- function(stack, row) {
  array(stack[, , row], dim(stack)[1:2]) # n_rows x n_columns
}
