# Optimizers: one update of all parameters from their gradients.

OPTIMIZERS <- "gradient_descent"

#' Describe an optimizer
#'
#' @param name "gradient_descent".
#' @param learning_rate A finite number above 0.
#' @return An optimizer: a list of `name` and `learning_rate`.
#' @section Errors:
#' If `name` is none of these words or `learning_rate` is not a finite number
#' above 0.
#' @references Ganesh, "Deep Learning from first principles", part 7.
#' @examples
#' new_optimizer("gradient_descent", 0.5)
#' @export
new_optimizer <- function(name, learning_rate) {
  check_choice("new_optimizer", "name", name, OPTIMIZERS)
  check_positive("new_optimizer", "learning_rate", learning_rate)
  list(name = name, learning_rate = as.double(learning_rate))
}

#' Update all parameters once with the chosen optimizer
#'
#' @param parameters List of matrices `W1`, `b1`, `W2`, `b2`, ...
#' @param gradients List of matrices `dW1`, `db1`, `dW2`, `db2`, ..., each of
#'   its parameter's shape; other entries are ignored.
#' @param optimizer From [new_optimizer()].
#' @return The updated parameters, in the order of `parameters`.
#' @section Errors:
#' If a parameter or its gradient is not a finite matrix of doubles, or a
#' gradient is missing or not of its parameter's shape.
#' @inherit new_optimizer references
#' @examples
#' optimizer <- new_optimizer("gradient_descent", 0.5)
#' optimizer_update(list(W1 = matrix(1)), list(dW1 = matrix(4)), optimizer)
#' @export
optimizer_update <- function(parameters, gradients, optimizer) {
  gradient_descent(parameters, gradients, optimizer$learning_rate)
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
  check_positive(caller, "learning_rate", learning_rate)
  check_entries(caller, "parameters", parameters, NULL)
  needed <- sprintf("d%s", names(parameters))
  check_entries(caller, "gradients", gradients, needed)
  updated <- parameters
  for (name in names(parameters)) {
    value <- parameters[[name]]
    gradient <- gradients[[paste0("d", name)]]
    check_matrix(caller, name, value)
    check_shape(caller, paste0("d", name), gradient, nrow(value), ncol(value))
    updated[[name]] <- value - learning_rate * gradient
  }
  updated
}
