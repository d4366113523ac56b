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
#' @return A list of `parameters` and `state` after the update: the parameters
#'   in their order, then every v before every s.
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
  averages <- state[sprintf(
    "%s%s", rep(letters, each = length(parameters)), names(parameters)
  )]
  for (name in names(parameters)) {
    kept <- sprintf("%s%s", letters, name)
    after <- update_one(
      parameters[[name]], gradients[[paste0("d", name)]], state[kept],
      optimizer, learning_rate, count
    )
    parameters[[name]] <- after$P
    averages[kept] <- after[letters]
  }
  list(parameters = parameters, state = averages)
}

# One parameter and its averages after an update.
update_one <- function(P, dP, kept, optimizer, rate, count) {
  beta1 <- optimizer$beta1
  beta2 <- optimizer$beta2
  epsilon <- optimizer$epsilon
  switch(optimizer$name,
    gradient_descent = list(P = gradient_descent(P, dP, rate)),
    momentum = momentum(P, dP, kept[[1]], rate, beta1),
    classical_momentum = classical_momentum(P, dP, kept[[1]], rate, beta1),
    rmsprop = rmsprop(P, dP, kept[[1]], rate, beta2, epsilon),
    adam = adam(
      P, dP, kept[[1]], kept[[2]], rate, beta1, beta2, epsilon, count
    )
  )
}

#' One step of gradient descent
#'
#' P = P - learning_rate dP.
#'
#' @param P A parameter, such as `W1`, n_rows x n_columns.
#' @param dP Its gradient, n_rows x n_columns.
#' @param learning_rate A finite number above 0.
#' @return The parameter after the update, n_rows x n_columns.
#' @section Errors:
#' If `learning_rate` is not a finite number above 0, `P` is not a finite matrix
#' of doubles, or `dP` is not one of its shape.
#' @references Cauchy (1847); Ganesh, "Deep Learning from first principles",
#'   part 1.
#' @examples
#' gradient_descent(matrix(1), matrix(4), 0.5)
#' @export
gradient_descent <- function(P, dP, learning_rate) {
  check_alike("gradient_descent", P, list(dP = dP))
  check_positive("gradient_descent", "learning_rate", learning_rate)
  P - learning_rate * dP
}

#' One step of momentum as the course has it
#'
#' Momentum with an average of gradients: v = beta1 v + (1 - beta1) dP,
#' P = P - learning_rate v.
#'
#' @inheritParams gradient_descent
#' @param v Average of gradients, n_rows x n_columns, zeros before the first
#'   update.
#' @param beta1 A number of at least 0 and below 1.
#' @return A list of `P` and `v` after the update, both n_rows x n_columns.
#' @section Errors:
#' If a number is out of its range, `P` is not a finite matrix of doubles, or
#' another matrix is not one of its shape.
#' @inherit new_optimizer references
#' @examples
#' momentum(matrix(1), matrix(4), matrix(0), learning_rate = 0.5, beta1 = 0.9)
#' @export
momentum <- function(P, dP, v, learning_rate, beta1) {
  check_alike("momentum", P, list(dP = dP, v = v))
  check_positive("momentum", "learning_rate", learning_rate)
  check_beta("momentum", "beta1", beta1)
  v <- beta1 * v + (1 - beta1) * dP
  list(P = P - learning_rate * v, v = v)
}

#' One step of classical momentum
#'
#' Momentum with a fading sum of gradients: v = beta1 v + dP,
#' P = P - learning_rate v.
#'
#' @inheritParams momentum
#' @param v Fading sum of gradients, n_rows x n_columns, zeros before the first
#'   update.
#' @inherit momentum return
#' @inheritSection momentum Errors
#' @references Polyak (1964), "Some methods of speeding up the convergence of
#'   iteration methods", in the form that PyTorch gives it.
#' @examples
#' classical_momentum(matrix(1), matrix(4), matrix(0),
#'   learning_rate = 0.5, beta1 = 0.9
#' )
#' @export
classical_momentum <- function(P, dP, v, learning_rate, beta1) {
  check_alike("classical_momentum", P, list(dP = dP, v = v))
  check_positive("classical_momentum", "learning_rate", learning_rate)
  check_beta("classical_momentum", "beta1", beta1)
  v <- beta1 * v + dP
  list(P = P - learning_rate * v, v = v)
}

#' One step of RMSprop
#'
#' Gradients over the root of their mean square: s = beta2 s + (1 - beta2)
#' dP^2, P = P - learning_rate dP / (sqrt(s) + epsilon).
#'
#' @inheritParams momentum
#' @param s Average of squares of gradients, n_rows x n_columns, zeros before
#'   the first update.
#' @param beta2 A number of at least 0 and below 1.
#' @param epsilon A finite number above 0; it stands outside the root.
#' @return A list of `P` and `s` after the update, both n_rows x n_columns.
#' @inheritSection momentum Errors
#' @references Tieleman and Hinton (2012), "Neural networks for machine
#'   learning", lecture 6.5; epsilon stands where PyTorch has it.
#' @examples
#' rmsprop(matrix(1), matrix(4), matrix(0),
#'   learning_rate = 0.5, beta2 = 0.9, epsilon = 1e-8
#' )
#' @export
rmsprop <- function(P, dP, s, learning_rate, beta2, epsilon) {
  check_alike("rmsprop", P, list(dP = dP, s = s))
  check_positive("rmsprop", "learning_rate", learning_rate)
  check_beta("rmsprop", "beta2", beta2)
  check_positive("rmsprop", "epsilon", epsilon)
  s <- beta2 * s + (1 - beta2) * (dP * dP)
  list(P = P - learning_rate * dP / (sqrt(s) + epsilon), s = s)
}

#' One step of Adam
#'
#' Both averages, corrected for their start at zero: v = beta1 v +
#' (1 - beta1) dP, s = beta2 s + (1 - beta2) dP^2, P = P - learning_rate v' /
#' (sqrt(s') + epsilon) with v' = v / (1 - beta1^count), s' = s / (1 -
#' beta2^count).
#'
#' @inheritParams rmsprop
#' @param v Average of gradients, n_rows x n_columns, zeros before the first
#'   update.
#' @param beta1,beta2 Numbers of at least 0 and below 1.
#' @param count Number of this update, from 1.
#' @return A list of `P`, `v` and `s` after the update, each n_rows x n_columns.
#' @inheritSection momentum Errors
#' @references Kingma and Ba (2015), "Adam: a method for stochastic
#'   optimization", algorithm 1.
#' @examples
#' adam(matrix(1), matrix(4), matrix(0), matrix(0),
#'   learning_rate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8,
#'   count = 1
#' )
#' @export
adam <- function(
    P, dP, v, s, learning_rate, beta1, beta2, epsilon, count) {
  check_alike("adam", P, list(dP = dP, v = v, s = s))
  check_positive("adam", "learning_rate", learning_rate)
  check_beta("adam", "beta1", beta1)
  check_beta("adam", "beta2", beta2)
  check_positive("adam", "epsilon", epsilon)
  check_count("adam", "count", count)
  v <- beta1 * v + (1 - beta1) * dP
  s <- beta2 * s + (1 - beta2) * (dP * dP)
  v_corrected <- v / (1 - beta1^count)
  s_corrected <- s / (1 - beta2^count)
  root <- sqrt(s_corrected) + epsilon
  list(P = P - learning_rate * v_corrected / root, v = v, s = s)
}

# A list with an entry, named with a letter before, for each parameter.
each_entry <- function(letter, parameters, value_of) {
  entries <- lapply(names(parameters), value_of)
  names(entries) <- sprintf("%s%s", letter, names(parameters))
  entries
}
