# Activation functions and their derivatives.
#
# Arrays hold one unit a row and one sample a column.

#' Rectified linear unit, max(0, z)
#'
#' @eval documented("relu")
#' @references Nair and Hinton (2010), "Rectified linear units improve
#'   restricted Boltzmann machines".
#' @examples
#' relu(matrix(c(-1, 0, 2), nrow = 1))
#' @export
relu <- function(Z) {
  check_arguments()
  A <- pmax.int(0, Z) # pmax() itself takes three times as long
  dim(A) <- dim(Z) # n_units x n_samples
  A
}

#' Derivative of relu: 1 where z > 0, else 0
#'
#' @eval documented("relu_derivative")
#' @inherit relu references
#' @examples
#' relu_derivative(matrix(c(-1, 0, 2), nrow = 1))
#' @export
relu_derivative <- function(Z) {
  check_arguments()
  D <- Z > 0 # n_units x n_samples
  storage.mode(D) <- "double" # a product with 1 takes twice as long
  D
}

#' Logistic function, 1 / (1 + exp(-z))
#'
#' The exponential is taken of numbers up to 0 only, so that no z overflows.
#'
#' @eval documented("sigmoid")
#' @references Ganesh, "Deep Learning from first principles", part 1.
#' @examples
#' sigmoid(matrix(c(-1000, 0, 1000), nrow = 1))
#' @export
sigmoid <- function(Z) {
  check_arguments()
  exp(pmin(Z, 0)) / (1 + exp(-abs(Z))) # n_units x n_samples
}

#' Derivative of the logistic function from its output, a (1 - a)
#'
#' @eval documented("sigmoid_derivative")
#' @inherit sigmoid references
#' @examples
#' sigmoid_derivative(sigmoid(matrix(c(-1, 0, 1), nrow = 1)))
#' @export
sigmoid_derivative <- function(A) {
  check_arguments()
  A * (1 - A) # n_units x n_samples
}

#' Heaviside's step function: 1 where z > 0, else 0
#'
#' The activation "step", the output of a perceptron.
#'
#' @eval documented("heaviside")
#' @references Rosenblatt (1958), "The perceptron: a probabilistic model for
#'   information storage and organization in the brain".
#' @examples
#' heaviside(matrix(c(-1, 0, 2), nrow = 1))
#' @export
heaviside <- function(Z) {
  check_arguments("heaviside")
  1 * (Z > 0) # n_units x n_samples
}

#' Derivative of the hyperbolic tangent from its output, 1 - a^2
#'
#' @eval documented("tanh_derivative")
#' @references Ganesh, "Deep Learning from first principles", part 3.
#' @examples
#' tanh_derivative(tanh(matrix(c(-1, 0, 1), nrow = 1)))
#' @export
tanh_derivative <- function(A) {
  check_arguments()
  1 - A * A # n_units x n_samples
}

#' Logarithm of the sum of exponentials of each column
#'
#' z_max + log sum exp(z - z_max), so that nothing overflows.
#'
#' @eval documented("log_sum_exp")
#' @references Blanchard, Higham and Higham (2021), "Accurately computing
#'   the log-sum-exp and softmax functions".
#' @examples
#' log_sum_exp(matrix(c(1000, 1000), ncol = 1))
#' @export
log_sum_exp <- function(Z) {
  check_arguments()
  largest <- column_maxima(Z) # n_samples
  E <- exp(Z - rep(largest, each = nrow(Z))) # n_classes x n_samples
  matrix(largest + log(colSums(E)), nrow = 1) # 1 x n_samples
}

#' Softmax of each column, exp(z_k) / sum exp(z)
#'
#' Shifted by the largest entry of the column, so that nothing overflows.
#'
#' @eval documented("softmax")
#' @inherit log_sum_exp references
#' @examples
#' softmax(matrix(c(1, 3, 6), ncol = 1))
#' @export
softmax <- function(Z) {
  check_arguments()
  largest <- column_maxima(Z) # n_samples
  E <- exp(Z - rep(largest, each = nrow(Z))) # n_classes x n_samples
  E / rep(colSums(E), each = nrow(Z)) # n_classes x n_samples
}

#' Jacobian of softmax from its output, for each sample
#'
#' dp_j/dz_k = p_j (1(j = k) - p_k).
#'
#' @eval documented("softmax_jacobian")
#' @references Roelants, "How to implement a neural network,
#'   Intermezzo 2".
#' @examples
#' softmax_jacobian(softmax(matrix(c(1, 3, 6), ncol = 1)))
#' @export
softmax_jacobian <- function(P) {
  check_arguments()
  n_classes <- nrow(P)
  shape <- c(n_classes, n_classes, ncol(P))
  P_j <- array(P[, rep(seq_len(ncol(P)), each = n_classes)], shape)
  P_k <- aperm(P_j, c(2, 1, 3)) # n_classes x n_classes x n_samples
  P_j * (array(diag(n_classes), shape) - P_k)
}

#' Apply an activation by its name
#'
#' @eval documented("activation_forward")
#' @references Ganesh, "Deep Learning from first principles", part 4.
#' @examples
#' activation_forward(matrix(c(-1, 0, 2), nrow = 1), "relu")
#' @export
activation_forward <- function(Z, activation) {
  check_arguments()
  switch(activation,
    relu = relu(Z),
    tanh = tanh(Z),
    sigmoid = sigmoid(Z),
    softmax = softmax(Z),
    step = heaviside(Z)
  )
}

#' Take a gradient back through a hidden activation: dZ = dA g'(Z)
#'
#' @eval documented("activation_backward")
#' @inherit activation_forward references
#' @examples
#' Z <- matrix(c(-1, 0, 2), nrow = 1)
#' activation_backward(matrix(1, 1, 3), Z, relu(Z), "relu")
#' @export
activation_backward <- function(dA, Z, A, activation) {
  check_arguments()
  switch(activation,
    relu = dA * relu_derivative(Z),
    tanh = dA * tanh_derivative(A),
    sigmoid = dA * sigmoid_derivative(A)
  )
}

# Largest entry of each column, row against row: apply() would loop over
# the samples.
column_maxima <- function(Z) {
  largest <- Z[1, ] # n_samples
  for (row in seq_len(nrow(Z))[-1]) {
    largest <- pmax.int(largest, Z[row, ])
  }
  largest
}
