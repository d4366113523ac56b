# What fits an optimizer: its settings, parameters, gradients and state.

# Refuse what is not an optimizer that new_optimizer() makes.
check_optimizer <- function(caller, optimizer) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  maker <- new_optimizer
  check_fields_of(caller, "optimizer", optimizer, maker, "new_optimizer")
  do.call(check_hyper_parameters, c(caller, with_defaults(optimizer, maker)))
}

# Refuse what no optimizer can be made of.
check_hyper_parameters <- function(
    caller, name, learning_rate, beta1, beta2, epsilon, schedule, decay_rate,
    decay_epochs) {
  check_choice(caller, "name", name, OPTIMIZERS)
  check_positive(caller, "learning_rate", learning_rate)
  check_beta(caller, "beta1", beta1)
  check_beta(caller, "beta2", beta2)
  check_positive(caller, "epsilon", epsilon)
  check_choice(caller, "schedule", schedule, SCHEDULES)
  check_positive(caller, "decay_rate", decay_rate)
  check_count(caller, "decay_epochs", decay_epochs)
}

# Refuse what is not one named matrix or more.
check_matrices <- function(caller, parameters) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  check_entries(caller, "parameters", parameters, NULL)
  if (length(parameters) == 0) {
    refuse(caller, "parameters", "at least 1 matrix", "none")
  }
  for (name in names(parameters)) {
    check_matrix(caller, name, parameters[[name]])
  }
}

# Refuse what does not fit the parameters, entry by entry.
check_update <- function(
    caller, parameters, gradients, state, letters, learning_rate) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  check_positive(caller, "learning_rate", learning_rate)
  check_matrices(caller, parameters)
  check_like(caller, "gradients", gradients, "d", parameters)
  check_entries(caller, "state", state, NULL)
  for (letter in letters) {
    check_like(caller, "state", state, letter, parameters)
  }
}

# Refuse entries that are not one a parameter, of its shape.
check_like <- function(caller, name, entries, letter, parameters) {
  needed <- sprintf("%s%s", letter, names(parameters))
  check_entries(caller, name, entries, needed)
  for (i in seq_along(needed)) {
    shape <- dim(parameters[[i]])
    check_shape(caller, needed[i], entries[[needed[i]]], shape[1], shape[2])
  }
}

# Refuse what is not a matrix and others of its shape.
check_alike <- function(caller, P, others) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  check_matrix(caller, "P", P)
  for (name in names(others)) {
    check_shape(caller, name, others[[name]], nrow(P), ncol(P))
  }
}
