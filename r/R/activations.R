# Activation functions and their derivatives.
#
# Arrays hold one unit a row and one sample a column.

ACTIVATIONS <- c("relu", "tanh", "sigmoid", "softmax", "step")
HIDDEN_ACTIVATIONS <- c("relu", "tanh", "sigmoid")
OUTPUT_ACTIVATIONS <- c("sigmoid", "softmax", "step")

#' Rectified linear unit
#'
#' max(0, z) of each entry.
#'
#' @param Z Weighted inputs, n_units x n_samples.
#' @return A matrix, n_units x n_samples.
#' @section Errors:
#' If `Z` is not a finite matrix of doubles.
#' @references Nair and Hinton (2010), "Rectified linear units improve
#'   restricted Boltzmann machines".
#' @examples
#' relu(matrix(c(-1, 0, 2), nrow = 1))
#' @export
relu <- function(Z) {
  check_matrix("relu", "Z", Z)
  A <- pmax.int(0, Z) # pmax() itself takes three times as long
  dim(A) <- dim(Z) # n_units x n_samples
  A
}

#' Derivative of relu
#'
#' 1 where z > 0, else 0; it is 0 at z = 0.
#'
#' @inheritParams relu
#' @return A matrix, n_units x n_samples.
#' @inheritSection relu Errors
#' @inherit relu references
#' @examples
#' relu_derivative(matrix(c(-1, 0, 2), nrow = 1))
#' @export
relu_derivative <- function(Z) {
  check_matrix("relu_derivative", "Z", Z)
  1 * (Z > 0) # n_units x n_samples
}

#' Logistic function
#'
#' 1 / (1 + exp(-z)) of each entry.  The exponential is taken of numbers up
#' to 0 only, so that no z overflows.
#'
#' @inheritParams relu
#' @return A matrix, n_units x n_samples, of values in \[0, 1\].
#' @inheritSection relu Errors
#' @references Ganesh, "Deep Learning from first principles", part 1.
#' @examples
#' sigmoid(matrix(c(-1000, 0, 1000), nrow = 1))
#' @export
sigmoid <- function(Z) {
  check_matrix("sigmoid", "Z", Z)
  exp(pmin(Z, 0)) / (1 + exp(-abs(Z))) # n_units x n_samples
}

#' Derivative of the logistic function
#'
#' From the function's output: a (1 - a).
#'
#' @param A Output of [sigmoid()], n_units x n_samples.
#' @return A matrix, n_units x n_samples.
#' @section Errors:
#' If `A` is not a finite matrix of doubles.
#' @inherit sigmoid references
#' @examples
#' sigmoid_derivative(sigmoid(matrix(c(-1, 0, 1), nrow = 1)))
#' @export
sigmoid_derivative <- function(A) {
  check_matrix("sigmoid_derivative", "A", A)
  A * (1 - A) # n_units x n_samples
}

#' Heaviside's step function
#'
#' 1 where z > 0, else 0; it is 0 at z = 0.  The activation "step", the output
#' of a perceptron.  At z = 0 it answers label 0, as [predict_labels()] does at
#' a probability of exactly 0.5.
#'
#' @inheritParams relu
#' @return A matrix, n_units x n_samples.
#' @inheritSection relu Errors
#' @references Rosenblatt (1958), "The perceptron: a probabilistic model for
#'   information storage and organization in the brain".
#' @examples
#' heaviside(matrix(c(-1, 0, 2), nrow = 1))
#' @export
heaviside <- function(Z) {
  check_matrix("heaviside", "Z", Z)
  1 * (Z > 0) # n_units x n_samples
}

#' Derivative of the hyperbolic tangent
#'
#' From the function's output: 1 - a^2.
#'
#' @param A Output of [tanh()], n_units x n_samples.
#' @return A matrix, n_units x n_samples.
#' @inheritSection sigmoid_derivative Errors
#' @references Ganesh, "Deep Learning from first principles", part 3.
#' @examples
#' tanh_derivative(tanh(matrix(c(-1, 0, 1), nrow = 1)))
#' @export
tanh_derivative <- function(A) {
  check_matrix("tanh_derivative", "A", A)
  1 - A * A # n_units x n_samples
}

#' Logarithm of the sum of exponentials of each column
#'
#' The largest entry of a column is taken out first, so that nothing
#' overflows: log sum exp(z) = z_max + log sum exp(z - z_max).
#'
#' @param Z Scores, n_classes x n_samples.
#' @return A matrix, 1 x n_samples.
#' @inheritSection relu Errors
#' @references Blanchard, Higham and Higham (2021), "Accurately computing
#'   the log-sum-exp and softmax functions".
#' @examples
#' log_sum_exp(matrix(c(1000, 1000), ncol = 1))
#' @export
log_sum_exp <- function(Z) {
  check_matrix("log_sum_exp", "Z", Z)
  largest <- column_maxima(Z) # n_samples
  E <- exp(Z - rep(largest, each = nrow(Z))) # n_classes x n_samples
  matrix(largest + log(colSums(E)), nrow = 1) # 1 x n_samples
}

#' Softmax of each column
#'
#' exp(z_k) / sum exp(z), shifted by the largest entry of the column.
#'
#' @inheritParams log_sum_exp
#' @return A matrix, n_classes x n_samples; its columns are non-negative and
#'   sum to one.
#' @inheritSection relu Errors
#' @inherit log_sum_exp references
#' @examples
#' softmax(matrix(c(1, 3, 6), ncol = 1))
#' @export
softmax <- function(Z) {
  check_matrix("softmax", "Z", Z)
  largest <- column_maxima(Z) # n_samples
  E <- exp(Z - rep(largest, each = nrow(Z))) # n_classes x n_samples
  E / rep(colSums(E), each = nrow(Z)) # n_classes x n_samples
}

#' Jacobian of softmax for each sample
#'
#' From the function's output: dp_j/dz_k = p_j (1(j = k) - p_k).
#'
#' @param P Output of [softmax()], n_classes x n_samples.
#' @return An array, n_classes x n_classes x n_samples; entry (j, k, i) is
#'   the derivative of output j by input k, for sample i.
#' @section Errors:
#' If `P` is not a finite matrix of doubles.
#' @references Roelants, "How to implement a neural network,
#'   Intermezzo 2".
#' @examples
#' softmax_jacobian(softmax(matrix(c(1, 3, 6), ncol = 1)))
#' @export
softmax_jacobian <- function(P) {
  check_matrix("softmax_jacobian", "P", P)
  n_classes <- nrow(P)
  shape <- c(n_classes, n_classes, ncol(P))
  P_j <- array(P[, rep(seq_len(ncol(P)), each = n_classes)], shape)
  P_k <- aperm(P_j, c(2, 1, 3)) # n_classes x n_classes x n_samples
  P_j * (array(diag(n_classes), shape) - P_k)
}

#' Apply an activation by its name
#'
#' @inheritParams relu
#' @param activation "relu", "tanh", "sigmoid", "softmax" or "step".
#' @return A matrix, n_units x n_samples.
#' @section Errors:
#' If `Z` is not a finite matrix of doubles or `activation` is none of these
#' words.
#' @references Ganesh, "Deep Learning from first principles", part 4.
#' @examples
#' activation_forward(matrix(c(-1, 0, 2), nrow = 1), "relu")
#' @export
activation_forward <- function(Z, activation) {
  check_choice("activation_forward", "activation", activation, ACTIVATIONS)
  check_matrix("activation_forward", "Z", Z)
  switch(activation,
    relu = relu(Z),
    tanh = tanh(Z),
    sigmoid = sigmoid(Z),
    softmax = softmax(Z),
    step = heaviside(Z)
  )
}

#' Take a gradient back through a hidden activation
#'
#' dZ = dA g'(Z), entry by entry.
#'
#' @param dA Gradient of the loss with respect to the activation's output,
#'   n_units x n_samples.
#' @param Z,A The activation's input and output, n_units x n_samples.
#' @param activation "relu", "tanh" or "sigmoid".
#' @return The gradient with respect to `Z`, n_units x n_samples.
#' @section Errors:
#' If `dA` is not a finite matrix of doubles, `Z` or `A` is not of its
#' shape, or `activation` is none of these words.
#' @inherit activation_forward references
#' @examples
#' Z <- matrix(c(-1, 0, 2), nrow = 1)
#' activation_backward(matrix(1, 1, 3), Z, relu(Z), "relu")
#' @export
activation_backward <- function(dA, Z, A, activation) {
  caller <- "activation_backward"
  check_choice(caller, "activation", activation, HIDDEN_ACTIVATIONS)
  check_matrix(caller, "dA", dA)
  check_shape(caller, "Z", Z, nrow(dA), ncol(dA))
  check_shape(caller, "A", A, nrow(dA), ncol(dA))
  switch(activation,
    relu = dA * relu_derivative(Z),
    tanh = dA * tanh_derivative(A),
    sigmoid = dA * sigmoid_derivative(A)
  )
}

# Largest entry of each column, row against row: apply() would loop over
# the samples.
column_maxima <- function(Z) {
  do.call(pmax.int, asplit(Z, 1)) # n_samples
}
