# What fits a training case: targets of a step, parameters, state.

CASE_FIELDS <- c(
  "id", "X", "labels", "parameters", "network", "optimizer", "steps", "seed",
  "batch_size"
)

# Refuse what is not a training case, or one that does not fit itself.
check_case <- function(caller, training_case) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  name <- "training_case"
  if (!is.list(training_case) || is.null(names(training_case))) {
    refuse(caller, name, "a case of read_case", describe(training_case))
  }
  check_entries(caller, name, training_case, CASE_FIELDS)
  check_no_others(caller, name, names(training_case), CASE_FIELDS)
  network <- training_case$network
  check_network(caller, network)
  check_optimizer(caller, training_case$optimizer)
  X <- training_case$X
  check_inputs(caller, X, training_case$parameters, network)
  check_labels(caller, "labels", training_case$labels, n_classes(network))
  check_n_labels(caller, "labels", training_case$labels, ncol(X))
  check_text(caller, "id", training_case$id)
  check_count(caller, "steps", training_case$steps)
  check_whole(caller, "seed", training_case$seed)
  check_count(caller, "batch_size", training_case$batch_size)
}

# Refuse what no batch of a case can be taken from.
check_batch <- function(caller, training_case, Y, step) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  check_case(caller, training_case)
  network <- training_case$network
  n_outputs <- network$layer_sizes[[length(network$layer_sizes)]]
  check_targets(caller, Y, c(n_outputs, ncol(training_case$X)), network$loss)
  check_whole(caller, "step", step)
}

check_step <- function(training_case, Y, parameters, state, step) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  check_batch("train_step", training_case, Y, step)
  check_start("train_step", training_case, parameters, state)
  entries <- c(parameters, state)
  for (name in names(entries)) {
    check_matrix("train_step", name, entries[[name]])
  }
}

# Refuse to take up a run from its first parameters or from zeros.
check_given <- function(caller, first_step, parameters, state, zeros) {
  expected <- paste("those before step", shape_text(first_step))
  if (is.null(parameters)) {
    refuse(caller, "parameters", expected, "none")
  }
  if (is.null(state) && length(zeros) > 0) {
    refuse(caller, "state", expected, "none")
  }
}

# Refuse what steps can not start from; training may have made NaN.
#
# With a number of steps, all entries are stacks of so many.
check_start <- function(caller, training_case, parameters, state,
                        n_steps = NULL) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  first <- training_case$parameters
  zeros <- optimizer_state(first, training_case$optimizer)
  check_stacks(caller, "parameters", parameters, first, n_steps)
  check_stacks(caller, "state", state, zeros, n_steps)
}

check_stacks <- function(caller, name, entries, like, n_steps) {
  check_entries(caller, name, entries, names(like))
  check_no_others(caller, name, names(entries), names(like))
  for (entry in names(like)) {
    shape <- c(dim(like[[entry]]), n_steps)
    check_doubles(caller, entry, entries[[entry]], shape)
  }
}

# Number of steps in stacks of parameters.
n_replayed <- function(caller, parameters) {
  check_entries(caller, "parameters", parameters, "W1")
  stack <- parameters[["W1"]]
  if (length(dim(stack)) != 3) {
    refuse(caller, "W1", "a stack of matrices", describe(stack))
  }
  check_count(caller, "n_steps", dim(stack)[3])
  dim(stack)[3]
}
