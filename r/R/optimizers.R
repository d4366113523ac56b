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

#' Describe an optimizer
#'
#' @eval documented("new_optimizer")
#' @references Ganesh, "Deep Learning from first principles", part 7.
#' @examples
#' new_optimizer("gradient_descent", 0.5)
#' @export
new_optimizer <- function(name, learning_rate, beta1 = 0.9, beta2 = 0.999,
                          epsilon = 1e-8, schedule = "constant",
                          decay_rate = 1, decay_epochs = 1) {
  check_arguments()
  optimizer <- list(
    name = name, learning_rate = as.double(learning_rate),
    beta1 = as.double(beta1), beta2 = as.double(beta2),
    epsilon = as.double(epsilon), schedule = schedule,
    decay_rate = as.double(decay_rate), decay_epochs = as.double(decay_epochs)
  )
  structure(optimizer, class = "optimizer")
}

#' @export
print.optimizer <- function(x, ...) {
  values <- vapply(x[-1], format, "")
  fields <- paste(names(values), values, collapse = ", ")
  cat(strwrap(paste0("An optimizer: ", x$name, ", ", fields)), sep = "\n")
  invisible(x)
}

#' State of an optimizer before its first update
#'
#' @eval documented("optimizer_state")
#' @inherit new_optimizer references
#' @examples
#' optimizer_state(list(W1 = matrix(1)), new_optimizer("adam", 0.001))
#' @export
optimizer_state <- function(parameters, optimizer) {
  check_arguments()
  state <- NO_MATRICES
  for (letter in STATE[[optimizer$name]]) {
    zeros <- lapply(parameters, function(P) array(0, dim(P)))
    names(zeros) <- paste0(letter, names(parameters))
    state <- c(state, zeros)
  }
  state
}

#' Update all parameters once with the chosen optimizer
#'
#' @eval documented("optimizer_update")
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
  check_arguments()
  letters <- STATE[[optimizer$name]]
  averages <- state[sprintf(
    "%s%s", rep(letters, each = length(parameters)), names(parameters)
  )]
  for (name in names(parameters)) {
    kept <- sprintf("%s%s", letters, name)
    after <- update_one(
      parameters[[name]], gradients[[sprintf("d%s", name)]], state[kept],
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

#' One step of gradient descent, P = P - learning_rate dP
#'
#' @eval documented("gradient_descent")
#' @references Cauchy (1847); Ganesh, "Deep Learning from first principles",
#'   part 1.
#' @examples
#' gradient_descent(matrix(1), matrix(4), 0.5)
#' @export
gradient_descent <- function(P, dP, learning_rate) {
  check_arguments()
  P - learning_rate * dP
}

#' One step of momentum as the course has it
#'
#' Momentum with an average of gradients: v = beta1 v + (1 - beta1) dP,
#' P = P - learning_rate v.
#'
#' @eval documented("momentum")
#' @inherit new_optimizer references
#' @examples
#' momentum(matrix(1), matrix(4), matrix(0), learning_rate = 0.5, beta1 = 0.9)
#' @export
momentum <- function(P, dP, v, learning_rate, beta1) {
  check_arguments()
  v <- beta1 * v + (1 - beta1) * dP
  list(P = P - learning_rate * v, v = v)
}

#' One step of classical momentum
#'
#' Momentum with a fading sum of gradients: v = beta1 v + dP,
#' P = P - learning_rate v.
#'
#' @eval documented("classical_momentum")
#' @references Polyak (1964), "Some methods of speeding up the convergence of
#'   iteration methods", in the form that PyTorch gives it.
#' @examples
#' classical_momentum(matrix(1), matrix(4), matrix(0),
#'   learning_rate = 0.5, beta1 = 0.9
#' )
#' @export
classical_momentum <- function(P, dP, v, learning_rate, beta1) {
  check_arguments()
  v <- beta1 * v + dP
  list(P = P - learning_rate * v, v = v)
}

#' One step of RMSprop
#'
#' Gradients over the root of their mean square: s = beta2 s + (1 - beta2)
#' dP^2, P = P - learning_rate dP / (sqrt(s) + epsilon).
#'
#' @eval documented("rmsprop")
#' @references Tieleman and Hinton (2012), "Neural networks for machine
#'   learning", lecture 6.5; epsilon stands where PyTorch has it.
#' @examples
#' rmsprop(matrix(1), matrix(4), matrix(0),
#'   learning_rate = 0.5, beta2 = 0.9, epsilon = 1e-8
#' )
#' @export
rmsprop <- function(P, dP, s, learning_rate, beta2, epsilon) {
  check_arguments()
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
#' @eval documented("adam")
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
  check_arguments()
  v <- beta1 * v + (1 - beta1) * dP
  s <- beta2 * s + (1 - beta2) * (dP * dP)
  v_corrected <- v / (1 - beta1^count)
  s_corrected <- s / (1 - beta2^count)
  root <- sqrt(s_corrected) + epsilon
  list(P = P - learning_rate * v_corrected / root, v = v, s = s)
}
