# Loss functions and their gradients with respect to the scores Z.
#
# Each loss is computed from the scores, not from the probabilities: the
# logarithm of a probability that has underflowed to zero is lost.
# `reduction` is "mean" (over samples) or "sum"; the gradient is that of the
# loss with the same reduction.

#' One-hot columns of a vector of labels
#'
#' @eval documented("one_hot")
#' @references Roelants, "How to implement a neural network,
#'   Intermezzo 2".
#' @examples
#' one_hot(c(2, 0, 1), 3)
#' @export
one_hot <- function(labels, n_classes) {
  check_arguments()
  1 * outer(class_labels(n_classes), labels, "==") # n_classes x n_samples
}

#' Cross-entropy of softmax(Z) and one-hot targets
#'
#' L = mean or sum over samples of log sum_k exp(z_k) - z_y.
#'
#' @eval documented("categorical_cross_entropy")
#' @references Roelants, "How to implement a neural network,
#'   Intermezzo 2" (sum); Ganesh, "Deep Learning from first principles",
#'   part 5 (mean).
#' @examples
#' categorical_cross_entropy(matrix(c(1, 3, 6), ncol = 1), one_hot(2, 3))
#' @export
categorical_cross_entropy <- function(Z, Y, reduction = "mean") {
  check_arguments()
  # The score of the true class is picked by the one-hot column.
  sample_losses <- log_sum_exp(Z) - colSums(Y * Z) # 1 x n_samples
  sum(sample_losses) / divisor(Z, reduction)
}

#' Gradient of categorical cross-entropy, P - Y, over n_samples for the mean
#'
#' @eval documented("categorical_cross_entropy_gradient")
#' @inherit categorical_cross_entropy references
#' @examples
#' P <- matrix(c(0.1, 0.7, 0.2), ncol = 1)
#' categorical_cross_entropy_gradient(P, one_hot(1, 3))
#' @export
categorical_cross_entropy_gradient <- function(P, Y, reduction = "mean") {
  check_arguments()
  (P - Y) / divisor(P, reduction) # n_classes x n_samples
}

#' Cross-entropy of sigmoid(Z) and targets of 0 or 1
#'
#' A sample's loss is max(z, 0) - z y + log(1 + exp(-|z|)), summed over the
#' output units.
#'
#' @eval documented("binary_cross_entropy")
#' @references Ganesh, "Deep Learning from first principles", part 1.
#' @examples
#' binary_cross_entropy(matrix(0), matrix(1))
#' @export
binary_cross_entropy <- function(Z, Y, reduction = "mean") {
  check_arguments()
  losses <- pmax(Z, 0) - Z * Y + log1p(exp(-abs(Z))) # n_outputs x n_samples
  sum(losses) / divisor(Z, reduction)
}

#' Gradient of binary cross-entropy, P - Y, over n_samples for the mean
#'
#' @eval documented("binary_cross_entropy_gradient")
#' @inherit binary_cross_entropy references
#' @examples
#' binary_cross_entropy_gradient(sigmoid(matrix(0)), matrix(1))
#' @export
binary_cross_entropy_gradient <- function(P, Y, reduction = "mean") {
  check_arguments("binary_cross_entropy_gradient")
  (P - Y) / divisor(P, reduction) # n_outputs x n_samples
}

#' Perceptron criterion of scores and targets of 0 or 1
#'
#' (heaviside(z) - y) z: |z| where the answer is wrong, else 0.
#'
#' @eval documented("perceptron_loss")
#' @references Bishop (2006), "Pattern recognition and machine learning",
#'   section 4.1.7.
#' @examples
#' perceptron_loss(matrix(c(-3, 2), nrow = 1), matrix(c(1, 1), nrow = 1))
#' @export
perceptron_loss <- function(Z, Y, reduction = "mean") {
  check_arguments()
  losses <- (heaviside(Z) - Y) * Z # n_outputs x n_samples
  sum(losses) / divisor(Z, reduction)
}

#' Subgradient of the perceptron criterion with respect to the scores
#'
#' dL/dZ = A - Y, divided by n_samples for the mean.  Of the subgradients at
#' z = 0 it is the one of the answer, 0: a positive sample still counts as
#' wrong there.  With one sample a step, the sum and a learning rate of 1,
#' descent is Rosenblatt's rule.
#'
#' @eval documented("perceptron_loss_gradient")
#' @inherit heaviside references
#' @examples
#' Z <- matrix(c(-3, 2), nrow = 1)
#' perceptron_loss_gradient(heaviside(Z), matrix(c(1, 1), nrow = 1))
#' @export
perceptron_loss_gradient <- function(A, Y, reduction = "mean") {
  check_arguments()
  (A - Y) / divisor(A, reduction) # n_outputs x n_samples
}

# The label of each class: R counts rows from 1, labels count from 0.  No
# other place of this package converts between the two.
class_labels <- function(n_classes) {
  seq_len(n_classes) - 1 # n_classes
}

divisor <- function(matrix, reduction) {
  if (reduction == "mean") ncol(matrix) else 1
}
