# Optimizers: one update of all parameters from their gradients.
#
# The state of an optimizer is keyed like the parameters: vW1, vb1, ... for
# averages of gradients, sW1, sb1, ... for averages of their squares.  Before
# the first update it holds zeros.

# Which averages each optimizer keeps.
STATE <- list(
  gradient_descent = NULL,
  momentum = "v",
  classical_momentum = "v",
  rmsprop = "s",
  adam = c("v", "s")
)
OPTIMIZERS <- names(STATE)

#' Describe an optimizer
#'
#' @param name "gradient_descent", "momentum", "classical_momentum",
#'   "rmsprop" or "adam".
#' @param learning_rate A finite number above 0.
#' @param beta1 Decay of the average of gradients, at least 0 and below 1;
#'   momentum and Adam.
#' @param beta2 Decay of the average of squares, at least 0 and below 1;
#'   RMSprop and Adam.
#' @param epsilon Added to the root of the average of squares; above 0.
#' @param schedule "constant", "exponential", "step" or "inverse_time".
#' @param decay_rate Above 0; see [scheduled_rate()].
#' @param decay_epochs A whole number of at least 1.
#' @return An optimizer: a list of these arguments.
#' @section Errors:
#' If a word is none of these or a number is out of its range or not whole
#' where it has to be.
#' @references Ganesh, "Deep Learning from first principles", part 7.
#' @examples
#' new_optimizer("gradient_descent", 0.5)
#' @export
new_optimizer <- function(name, learning_rate, beta1 = 0.9, beta2 = 0.999,
                          epsilon = 1e-8, schedule = "constant",
                          decay_rate = 1, decay_epochs = 1) {
  check_hyper_parameters(
    "new_optimizer", name, learning_rate, beta1, beta2, epsilon, schedule,
    decay_rate, decay_epochs
  )
  list(
    name = name, learning_rate = as.double(learning_rate),
    beta1 = as.double(beta1), beta2 = as.double(beta2),
    epsilon = as.double(epsilon), schedule = schedule,
    decay_rate = as.double(decay_rate), decay_epochs = as.double(decay_epochs)
  )
}

#' State of an optimizer before its first update
#'
#' @param parameters List of matrices `W1`, `b1`, `W2`, `b2`, ...
#' @param optimizer From [new_optimizer()].
#' @return A list of zeros: `vW1`, `vb1`, ..., then `sW1`, `sb1`, ..., as far
#'   as the optimizer needs them, each of its parameter's shape; empty for
#'   gradient descent.
#' @section Errors:
#' If `optimizer` is not one of [new_optimizer()], or `parameters` are not
#' finite matrices of doubles, at least one.
#' @inherit new_optimizer references
#' @examples
#' optimizer_state(list(W1 = matrix(1)), new_optimizer("adam", 0.001))
#' @export
optimizer_state <- function(parameters, optimizer) {
  check_optimizer("optimizer_state", optimizer)
  check_matrices("optimizer_state", parameters)
  state <- NO_MATRICES
  for (letter in STATE[[optimizer$name]]) {
    zeros <- each_entry(letter, parameters, function(name) {
      array(0, dim(parameters[[name]]))
    })
    state <- c(state, zeros)
  }
  state
}

#' Update all parameters once with the chosen optimizer
#'
#' @param parameters List of matrices `W1`, `b1`, `W2`, `b2`, ...
#' @param gradients List of matrices `dW1`, `db1`, `dW2`, `db2`, ..., each of
#'   its parameter's shape; other entries are ignored.
#' @param state From [optimizer_state()] or the update before.
#' @param optimizer From [new_optimizer()].
#' @param learning_rate Of this update, a finite number above 0; the
#'   optimizer's own is that of epoch 0.
#' @param count Number of this update, from 1.
#' @return A list of `parameters` and `state` after the update, in the order
#'   of `parameters`.
#' @section Errors:
#' If `optimizer` is not one of [new_optimizer()], a number is out of its range,
#' a matrix is not finite or not of doubles, or a gradient or an entry of the
#' state is missing or not of its parameter's shape.
#' @inherit new_optimizer references
#' @examples
#' parameters <- list(W1 = matrix(1))
#' optimizer <- new_optimizer("momentum", 0.5)
#' state <- optimizer_state(parameters, optimizer)
#' optimizer_update(parameters, list(dW1 = matrix(4)), state, optimizer,
#'   learning_rate = 0.5, count = 1
#' )
#' @export
optimizer_update <- function(
    parameters, gradients, state, optimizer, learning_rate, count) {
  caller <- "optimizer_update"
  check_optimizer(caller, optimizer)
  letters <- STATE[[optimizer$name]]
  check_update(caller, parameters, gradients, state, letters, learning_rate)
  check_count(caller, "count", count)
  optimizer <- with_defaults(optimizer, new_optimizer)
  beta1 <- optimizer$beta1
  beta2 <- optimizer$beta2
  epsilon <- optimizer$epsilon
  rate <- learning_rate
  switch(optimizer$name,
    gradient_descent = list(
      parameters = gradient_descent(parameters, gradients, rate),
      state = NO_MATRICES
    ),
    momentum = momentum(parameters, gradients, state, rate, beta1),
    classical_momentum =
      classical_momentum(parameters, gradients, state, rate, beta1),
    rmsprop = rmsprop(parameters, gradients, state, rate, beta2, epsilon),
    adam = adam(
      parameters, gradients, state, rate, beta1, beta2, epsilon, count
    )
  )
}

#' One step of gradient descent
#'
#' P = P - learning_rate dP for each parameter P.
#'
#' @inheritParams optimizer_update
#' @param learning_rate A finite number above 0.
#' @return The updated parameters, in the order of `parameters`.
#' @section Errors:
#' If `learning_rate` is not a finite number above 0, a parameter or its
#' gradient is not a finite matrix of doubles, or a gradient is missing or
#' not of its parameter's shape.
#' @references Cauchy (1847); Ganesh, "Deep Learning from first principles",
#'   part 1.
#' @examples
#' gradient_descent(list(W1 = matrix(1)), list(dW1 = matrix(4)), 0.5)
#' @export
gradient_descent <- function(parameters, gradients, learning_rate) {
  caller <- "gradient_descent"
  check_update(
    caller, parameters, gradients, NO_MATRICES, NULL, learning_rate
  )
  updated <- parameters
  for (name in names(parameters)) {
    value <- parameters[[name]]
    gradient <- gradients[[paste0("d", name)]]
    updated[[name]] <- value - learning_rate * gradient
  }
  updated
}

#' One step of momentum as the course has it
#'
#' Momentum with an average of gradients: v = beta1 v + (1 - beta1) dP,
#' P = P - learning_rate v for each parameter P.
#'
#' @inheritParams gradient_descent
#' @param state List of matrices `vW1`, `vb1`, `vW2`, `vb2`, ..., each of its
#'   parameter's shape, zeros before the first update; other entries are
#'   ignored.
#' @param beta1 A number of at least 0 and below 1.
#' @return A list of `parameters` and `state` after the update, in the order
#'   of `parameters`.
#' @section Errors:
#' If a number is out of its range, a matrix is not finite or not of doubles,
#' or a gradient or an entry of the state is missing or not of its
#' parameter's shape.
#' @inherit new_optimizer references
#' @examples
#' momentum(list(W1 = matrix(1)), list(dW1 = matrix(4)),
#'   list(vW1 = matrix(0)),
#'   learning_rate = 0.5, beta1 = 0.9
#' )
#' @export
momentum <- function(parameters, gradients, state, learning_rate, beta1) {
  check_update("momentum", parameters, gradients, state, "v", learning_rate)
  check_beta("momentum", "beta1", beta1)
  v <- average_of_gradients(parameters, gradients, state, beta1)
  list(parameters = moved(parameters, v, learning_rate), state = v)
}

#' One step of classical momentum
#'
#' Momentum with a fading sum of gradients: v = beta1 v + dP,
#' P = P - learning_rate v for each parameter P.
#'
#' @inheritParams momentum
#' @inherit momentum return
#' @inheritSection momentum Errors
#' @references Polyak (1964), "Some methods of speeding up the convergence of
#'   iteration methods", in the form that PyTorch gives it.
#' @examples
#' classical_momentum(list(W1 = matrix(1)), list(dW1 = matrix(4)),
#'   list(vW1 = matrix(0)),
#'   learning_rate = 0.5, beta1 = 0.9
#' )
#' @export
classical_momentum <- function(
    parameters, gradients, state, learning_rate, beta1) {
  caller <- "classical_momentum"
  check_update(caller, parameters, gradients, state, "v", learning_rate)
  check_beta(caller, "beta1", beta1)
  v <- each_entry("v", parameters, function(name) {
    beta1 * state[[paste0("v", name)]] + gradients[[paste0("d", name)]]
  })
  list(parameters = moved(parameters, v, learning_rate), state = v)
}

#' One step of RMSprop
#'
#' Gradients over the root of their mean square: s = beta2 s + (1 - beta2)
#' dP^2, P = P - learning_rate dP / (sqrt(s) + epsilon) for each parameter P.
#'
#' @inheritParams momentum
#' @param state List of matrices `sW1`, `sb1`, `sW2`, `sb2`, ..., each of its
#'   parameter's shape, zeros before the first update; other entries are
#'   ignored.
#' @param beta2 A number of at least 0 and below 1.
#' @param epsilon A finite number above 0; it stands outside the root.
#' @inherit momentum return
#' @inheritSection momentum Errors
#' @references Tieleman and Hinton (2012), "Neural networks for machine
#'   learning", lecture 6.5; epsilon stands where PyTorch has it.
#' @examples
#' rmsprop(list(W1 = matrix(1)), list(dW1 = matrix(4)),
#'   list(sW1 = matrix(0)),
#'   learning_rate = 0.5, beta2 = 0.9, epsilon = 1e-8
#' )
#' @export
rmsprop <- function(
    parameters, gradients, state, learning_rate, beta2, epsilon) {
  check_update("rmsprop", parameters, gradients, state, "s", learning_rate)
  check_beta("rmsprop", "beta2", beta2)
  check_positive("rmsprop", "epsilon", epsilon)
  s <- average_of_squares(parameters, gradients, state, beta2)
  updated <- each_entry("", parameters, function(name) {
    root <- sqrt(s[[paste0("s", name)]]) + epsilon
    step <- learning_rate * gradients[[paste0("d", name)]] / root
    parameters[[name]] - step
  })
  list(parameters = updated, state = s)
}

#' One step of Adam
#'
#' Both averages, corrected for their start at zero: v = beta1 v +
#' (1 - beta1) dP, s = beta2 s + (1 - beta2) dP^2, P = P - learning_rate v' /
#' (sqrt(s') + epsilon) with v' = v / (1 - beta1^count), s' = s / (1 -
#' beta2^count), for each parameter P.
#'
#' @inheritParams rmsprop
#' @param state List of matrices `vW1`, `vb1`, ..., `sW1`, `sb1`, ..., each of
#'   its parameter's shape, zeros before the first update; other entries are
#'   ignored.
#' @param beta1,beta2 Numbers of at least 0 and below 1.
#' @param count Number of this update, from 1.
#' @return A list of `parameters` and `state` after the update: the parameters
#'   in their order, then every v before every s.
#' @inheritSection momentum Errors
#' @references Kingma and Ba (2015), "Adam: a method for stochastic
#'   optimization", algorithm 1.
#' @examples
#' adam(list(W1 = matrix(1)), list(dW1 = matrix(4)),
#'   list(vW1 = matrix(0), sW1 = matrix(0)),
#'   learning_rate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8,
#'   count = 1
#' )
#' @export
adam <- function(
    parameters, gradients, state, learning_rate, beta1, beta2, epsilon,
    count) {
  letters <- c("v", "s")
  check_update("adam", parameters, gradients, state, letters, learning_rate)
  check_beta("adam", "beta1", beta1)
  check_beta("adam", "beta2", beta2)
  check_positive("adam", "epsilon", epsilon)
  check_count("adam", "count", count)
  v <- average_of_gradients(parameters, gradients, state, beta1)
  s <- average_of_squares(parameters, gradients, state, beta2)
  v_share <- 1 - beta1^count
  s_share <- 1 - beta2^count
  updated <- each_entry("", parameters, function(name) {
    root <- sqrt(s[[paste0("s", name)]] / s_share) + epsilon
    step <- learning_rate * (v[[paste0("v", name)]] / v_share) / root
    parameters[[name]] - step
  })
  list(parameters = updated, state = c(v, s))
}

average_of_gradients <- function(parameters, gradients, state, beta1) {
  each_entry("v", parameters, function(name) {
    gradient <- gradients[[paste0("d", name)]]
    beta1 * state[[paste0("v", name)]] + (1 - beta1) * gradient
  })
}

average_of_squares <- function(parameters, gradients, state, beta2) {
  each_entry("s", parameters, function(name) {
    gradient <- gradients[[paste0("d", name)]]
    beta2 * state[[paste0("s", name)]] + (1 - beta2) * (gradient * gradient)
  })
}

moved <- function(parameters, v, learning_rate) {
  each_entry("", parameters, function(name) {
    parameters[[name]] - learning_rate * v[[paste0("v", name)]]
  })
}

# A list with an entry, named with a letter before, for each parameter.
each_entry <- function(letter, parameters, value_of) {
  entries <- lapply(names(parameters), value_of)
  names(entries) <- sprintf("%s%s", letter, names(parameters))
  entries
}
