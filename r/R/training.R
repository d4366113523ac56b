# Training: one step, a whole run, and the trace that a run leaves.
#
# Step s counts from 0: its loss and gradients belong to the parameters
# before update s, its parameters and optimizer state are those after it.

#' One training step: batch, forward, loss, backward, update
#'
#' @param training_case From [read_case()].
#' @param Y Targets of all samples, n_outputs x n_samples, from
#'   [network_targets()].
#' @param parameters,state Before the update: lists of `W1`, `b1`, ... and of
#'   what [optimizer_state()] gives.
#' @param step Counted from 0; it chooses the batch, the dropout masks and the
#'   rate.
#' @return A list of `cache` (see [network_forward()]), `loss`, `gradients`
#'   (see [network_backward()]), and `parameters` and `state` after the update.
#' @section Errors:
#' If `training_case` is not one of [read_case()], `Y` does not hold its
#' targets, `parameters` or `state` lack an entry or have another one, a matrix
#' is not finite, not of doubles or not of the right shape, or `step` is not a
#' whole number from 0 to 2^53 - 1.
#' @references Ganesh, "Deep Learning from first principles", parts 5 to 7.
#' @examples
#' \dontrun{
#' spiral <- read_case("fixtures/cases/spiral-2x100x3_relu-gd.json")
#' Y <- network_targets(spiral$labels, spiral$network)
#' state <- optimizer_state(spiral$parameters, spiral$optimizer)
#' train_step(spiral, Y, spiral$parameters, state, step = 0)$loss
#' }
#' @export
train_step <- function(training_case, Y, parameters, state, step) {
  check_step(training_case, Y, parameters, state, step)
  network <- training_case$network
  optimizer <- training_case$optimizer
  batch <- step_batch(training_case, Y, step)
  masks <- network_masks(network, ncol(batch$X), training_case$seed, step)
  cache <- network_forward(batch$X, parameters, network, masks)$cache
  loss <- network_loss(batch$Y, parameters, cache, network)
  gradients <- network_backward(batch$Y, parameters, cache, network)
  updated <- optimizer_update(
    parameters, gradients, state, optimizer, rate(training_case, step), step + 1
  )
  c(list(cache = cache, loss = loss, gradients = gradients), updated)
}

#' Samples and targets that a step trains on
#'
#' @inheritParams train_step
#' @return A list of `X`, n_features x n_batch, and `Y`, n_outputs x n_batch.
#' @section Errors:
#' If `training_case` is not one of [read_case()], `Y` does not hold its
#' targets, or `step` is not a whole number from 0 to 2^53 - 1.
#' @references Ganesh, "Deep Learning from first principles", part 5.
#' @examples
#' \dontrun{
#' digits <- read_case("fixtures/cases/digits-64x15x9x10_relu-adam.json")
#' Y <- network_targets(digits$labels, digits$network)
#' dim(step_batch(digits, Y, step = 3)$X)
#' }
#' @export
step_batch <- function(training_case, Y, step) {
  check_batch("step_batch", training_case, Y, step)
  X <- training_case$X
  size <- training_case$batch_size
  if (size >= ncol(X)) {
    return(list(X = X, Y = Y))
  }
  samples <- batch_samples(ncol(X), size, training_case$seed, step) + 1
  list(X = X[, samples, drop = FALSE], Y = Y[, samples, drop = FALSE])
}

rate <- function(training_case, step) {
  optimizer <- with_defaults(training_case$optimizer, new_optimizer)
  n_batches <- batch_count(ncol(training_case$X), training_case$batch_size)
  scheduled_rate(
    optimizer$schedule,
    optimizer$learning_rate,
    optimizer$decay_rate,
    optimizer$decay_epochs,
    step %/% n_batches
  )
}

#' Train a network for a number of steps
#'
#' @inheritParams network_forward
#' @param labels n_samples labels, counted from 0.
#' @param parameters Initial weights and biases: `W1`, `b1`, ...
#' @param optimizer From [new_optimizer()].
#' @param steps Number of updates.
#' @param batch_size Number of samples in a step; all by default.
#' @param seed Of batches and dropout masks.
#' @return A list of `parameters` after the last update and `losses`,
#'   a vector of `steps`: the loss before each update.
#' @section Errors:
#' If `network` or `optimizer` is not one of [new_network()] or
#' [new_optimizer()], `X` or `parameters` do not fit the network, a label is
#' none of its classes, there is not one a sample, `steps` or `batch_size` is
#' not a whole number of at least 1, or `seed` is not one from 0 to 2^53 - 1.
#' NaN and Inf that training itself makes are no error: they stand in `losses`.
#' @inherit train_step references
#' @examples
#' network <- new_network(c(2, 1), "sigmoid", "binary_cross_entropy")
#' parameters <- list(W1 = matrix(0, 1, 2), b1 = matrix(0))
#' optimizer <- new_optimizer("gradient_descent", 0.5)
#' X <- matrix(c(0, 0, 0, 1, 1, 0, 1, 1), nrow = 2)
#' result <- train(X, c(0, 0, 0, 1), parameters, network, optimizer, 200)
#' predict_labels(X, result$parameters, network)
#' @export
train <- function(X, labels, parameters, network, optimizer, steps,
                  batch_size = NULL, seed = 0) {
  check_network("train", network)
  check_inputs("train", X, parameters, network)
  if (is.null(batch_size)) {
    batch_size <- ncol(X)
  }
  training_case <- list(
    id = "", X = X, labels = labels, parameters = parameters,
    network = network, optimizer = optimizer, steps = steps, seed = seed,
    batch_size = batch_size
  )
  check_case("train", training_case)
  Y <- network_targets(labels, network) # n_outputs x n_samples
  reached <- list(
    parameters = parameters, state = optimizer_state(parameters, optimizer)
  )
  losses <- numeric(steps)
  unchecked(
    for (row in seq_len(steps)) {
      reached <- train_step(
        training_case, Y, reached$parameters, reached$state, row - 1
      )
      losses[row] <- reached$loss
    }
  )
  list(parameters = reached$parameters, losses = losses)
}

#' Train a case and record every step
#'
#' @param training_case From [read_case()].
#' @param first_step Where to start, counted from 0; above 0, `parameters`
#'   and `state` are those before that step.
#' @param n_steps How many steps; to the end of the case by default.
#' @param parameters List of `W1`, `b1`, ...; the case's initial weights by
#'   default.
#' @param state The optimizer's; zeros by default.
#' @return A list in order of computation: `loss`, dW_L, db_L, ..., `dW1`,
#'   `db1`, the optimizer's state, `W1`, `b1`, ...  The loss is a vector of
#'   n_steps, the others are arrays, n_rows x n_columns x n_steps.
#' @section Errors:
#' If `training_case` is not one of [read_case()], `first_step` or `n_steps` is
#' not a whole number or too small, or `parameters` or `state` do not fit the
#' case or are missing where the run starts above 0.  NaN and Inf that training
#' itself makes are no error: they stand in the trace, and may be in
#' `parameters` and `state`.
#' @inherit train_step references
#' @examples
#' \dontrun{
#' spiral <- read_case("fixtures/cases/spiral-2x100x3_relu-gd.json")
#' trace <- train_case(spiral)
#' plot(trace$loss, type = "l")
#' }
#' @export
train_case <- function(training_case, first_step = 0, n_steps = NULL,
                       parameters = NULL, state = NULL) {
  caller <- "train_case"
  check_case(caller, training_case)
  check_count(caller, "first_step", first_step, 0)
  if (is.null(n_steps)) {
    n_steps <- training_case$steps - first_step
  }
  check_count(caller, "n_steps", n_steps)
  zeros <- optimizer_state(training_case$parameters, training_case$optimizer)
  if (first_step > 0) {
    check_given(caller, first_step, parameters, state, zeros)
  }
  if (is.null(parameters)) {
    parameters <- training_case$parameters
  }
  if (is.null(state)) {
    state <- zeros
  }
  check_start(caller, training_case, parameters, state)
  given <- list(parameters = parameters, state = state)
  start <- function(row, reached) if (row == 1) given else reached
  record_steps(training_case, first_step, n_steps, start, FALSE)
}

#' Compute steps that each start from given parameters
#'
#' @param training_case From [read_case()].
#' @param first_step The step that the first entry of `parameters` belongs
#'   to, counted from 0.
#' @param parameters,state Before each update: lists of arrays, n_rows x
#'   n_columns x n_steps.
#' @param intermediates Whether to record Z, A, dZ and dA of every layer as
#'   well, and dropout masks.
#' @return As from [train_case()]; with `intermediates` `Z1`, `A1`, ... come
#'   before the loss, and dZ and dA among the gradients.
#' @section Errors:
#' If `training_case` is not one of [read_case()], `first_step` is not a whole
#' number of at least 0, `parameters` or `state` do not fit the case, or
#' `intermediates` are asked of batches of different sizes.  NaN and Inf may be
#' in `parameters` and `state`.
#' @inherit train_step references
#' @examples
#' \dontrun{
#' spiral <- read_case("fixtures/cases/spiral-2x100x3_relu-gd.json")
#' start <- lapply(spiral$parameters, function(p) array(p, c(dim(p), 1)))
#' names(replay_case(spiral, 0, start, intermediates = TRUE))
#' }
#' @export
replay_case <- function(training_case, first_step, parameters, state = NULL,
                        intermediates = FALSE) {
  caller <- "replay_case"
  check_case(caller, training_case)
  check_count(caller, "first_step", first_step, 0)
  check_flag(caller, "intermediates", intermediates)
  if (is.null(state)) {
    state <- NO_MATRICES
  }
  n_steps <- n_replayed(caller, parameters)
  check_start(caller, training_case, parameters, state, n_steps)
  given <- list(parameters = parameters, state = state)
  start <- function(row, reached) lapply(given, lapply, slice_step, row)
  record_steps(training_case, first_step, n_steps, start, intermediates)
}

# Run steps and stack what they compute.  `start` gives the parameters and the
# state that a step begins with, from its row and from the step before.
record_steps <- function(
    training_case, first_step, n_steps, start, intermediates) {
  Y <- network_targets(training_case$labels, training_case$network)
  reached <- NULL
  unchecked(
    for (row in seq_len(n_steps)) {
      before <- start(row, reached)
      reached <- train_step(
        training_case, Y, before$parameters, before$state, first_step + row - 1
      )
      computed <- quantities(reached, intermediates)
      if (row == 1) {
        trace <- lapply(computed, empty_stack, n_steps)
      }
      # A function of its own would copy the trace at every step.
      for (name in names(computed)) {
        value <- computed[[name]]
        refuse_other_shape(value, trace[[name]], n_steps)
        place <- (row - 1) * length(value) + seq_along(value)
        trace[[name]][place] <- value
      }
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
  c(cache, list(loss = step$loss), gradients, step$state, step$parameters)
}

# Room for n_steps values like this one; the step is the last axis.
empty_stack <- function(value, n_steps) {
  stack <- numeric(length(value) * n_steps)
  if (is.matrix(value)) {
    dim(stack) <- c(dim(value), n_steps) # n_rows x n_columns x n_steps
  }
  stack
}

# The intermediates of batches of different sizes do not stack.
refuse_other_shape <- function(value, stack, n_steps) {
  if (length(value) * n_steps != length(stack)) {
    sizes <- paste(dim(stack)[2], "and", ncol(value), "samples")
    refuse("replay_case", "intermediates", "batches of one size", sizes)
  }
}

slice_step <- function(stack, row) {
  array(stack[, , row], dim(stack)[1:2]) # n_rows x n_columns
}
