# Training: one step, a whole run, and the trace that a run leaves.
#
# Step s counts from 0: its loss and gradients belong to the parameters
# before update s, its parameters and optimizer state are those after it.

#' One training step: batch, forward, loss, backward, update
#'
#' @eval documented("train_step")
#' @references Ganesh, "Deep Learning from first principles", parts 5 to 7.
#' @examples
#' \dontrun{
#' spiral <- read_case("fixtures/cases/spiral-2x100x3_relu-gd.json")
#' Y <- network_targets(spiral$labels, spiral$network)
#' train_step(spiral, Y, spiral$parameters, list(), step = 0)$loss
#' }
#' @export
train_step <- function(training_case, Y, parameters, state, step) {
  check_arguments()
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
#' @eval documented("step_batch")
#' @references Ganesh, "Deep Learning from first principles", part 5.
#' @examples
#' \dontrun{
#' digits <- read_case("fixtures/cases/digits-64x15x9x10_relu-adam.json")
#' Y <- network_targets(digits$labels, digits$network)
#' dim(step_batch(digits, Y, step = 3)$X)
#' }
#' @export
step_batch <- function(training_case, Y, step) {
  check_arguments()
  X <- training_case$X
  size <- training_case$batch_size
  if (size >= ncol(X)) {
    return(list(X = X, Y = Y))
  }
  samples <- batch_samples(ncol(X), size, training_case$seed, step)
  list(X = X[, samples, drop = FALSE], Y = Y[, samples, drop = FALSE])
}

rate <- function(training_case, step) {
  optimizer <- training_case$optimizer
  n_batches <- batch_count(ncol(training_case$X), training_case$batch_size)
  scheduled_rate(
    optimizer$schedule, optimizer$learning_rate, optimizer$decay_rate,
    optimizer$decay_epochs, step %/% n_batches
  )
}

#' Train a network for a number of steps
#'
#' @eval documented("train")
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
  check_arguments()
  training_case <- new_case(
    "", X, labels, parameters, network, optimizer, steps, seed, batch_size
  )
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
#' @eval documented("train_case")
#' @inherit train_step references
#' @examples
#' \dontrun{
#' spiral <- read_case("fixtures/cases/spiral-2x100x3_relu-gd.json")
#' plot(train_case(spiral)$loss, type = "l")
#' }
#' @export
train_case <- function(training_case, first_step = 0, n_steps = NULL,
                       parameters = NULL, state = NULL, chunk_steps = NULL,
                       hand_over = NULL) {
  check_arguments()
  if (is.null(n_steps)) {
    n_steps <- training_case$steps - first_step
    check_n_steps(n_steps)
  }
  zeros <- optimizer_state(training_case$parameters, training_case$optimizer)
  if (first_step > 0) {
    check_given(first_step, parameters, state, zeros)
  }
  reached <- list(
    parameters = or(parameters, training_case$parameters),
    state = or(state, zeros)
  )
  start <- function(row, before) if (row == 1) reached else before
  firsts <- seq(first_step, first_step + n_steps - 1, or(chunk_steps, n_steps))
  sizes <- diff(c(firsts, first_step + n_steps))
  for (chunk in seq_along(firsts)) {
    made <- record_steps(
      training_case, firsts[chunk], sizes[chunk], start, FALSE
    )
    reached <- made$reached
    if (!is.null(hand_over)) {
      hand_over(made$trace)
    }
  }
  made$trace
}

#' Compute steps that each start from given parameters
#'
#' @eval documented("replay_case")
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
  check_arguments()
  if (is.null(state)) {
    state <- NO_MATRICES
  }
  n_steps <- dim(parameters$W1)[3]
  given <- list(parameters = parameters, state = state)
  start <- function(row, reached) lapply(given, lapply, slice_step, row)
  record_steps(training_case, first_step, n_steps, start, intermediates)$trace
}

# Refuse a start after the end of a case.
check_n_steps <- function(n_steps) {
  item <- contract()$operations$train_case$arguments$n_steps
  check_value("train_case", item, n_steps)
}

# Refuse to take up a run from its first parameters or from zeros.
check_given <- function(first_step, parameters, state, zeros) {
  expected <- paste("those before step", shape_text(first_step))
  if (is.null(parameters)) {
    refuse("train_case", "parameters", expected, "none")
  }
  if (is.null(state) && length(zeros) > 0) {
    refuse("train_case", "state", expected, "none")
  }
}

# Run steps and stack what they compute; also give what the last one reached.
# `start` gives the parameters and the state that a step begins with, from its
# row and from the step before.
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
  list(trace = trace, reached = reached)
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
