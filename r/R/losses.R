# Loss functions and their gradients with respect to the scores Z.
#
# Each loss is computed from the scores, not from the probabilities: the
# logarithm of a probability that has underflowed to zero is lost.
# `reduction` is "mean" (over samples) or "sum"; the gradient is that of the
# loss with the same reduction.

LOSSES <- c(
  "categorical_cross_entropy", "binary_cross_entropy", "perceptron_loss"
)
REDUCTIONS <- c("mean", "sum")

#' One-hot columns of a vector of labels
#'
#' @param labels n_samples whole numbers in 0..n_classes - 1, in any order.
#' @param n_classes Number of classes.
#' @return A matrix, n_classes x n_samples: 1 where the row is the label of
#'   the column, else 0.
#' @section Errors:
#' If `n_classes` is not a whole number of at least 1 or a label is not a
#' whole number in 0..n_classes - 1.
#' @references Roelants, "How to implement a neural network,
#'   Intermezzo 2".
#' @examples
#' one_hot(c(2, 0, 1), 3)
#' @export
one_hot <- function(labels, n_classes) {
  check_count("one_hot", "n_classes", n_classes)
  check_labels("one_hot", "labels", labels, n_classes)
  check_room("one_hot", "n_classes", c(n_classes, length(labels)))
  1 * outer(class_labels(n_classes), labels, "==") # n_classes x n_samples
}

#' Cross-entropy of softmax(Z) and one-hot targets
#'
#' L = mean or sum over samples of log sum_k exp(z_k) - z_y.
#'
#' @param Z Scores, n_classes x n_samples.
#' @param Y Targets, n_classes x n_samples: one-hot, or other columns of
#'   probabilities, such as smoothed labels; each sums to 1.
#' @param reduction "mean" (over samples) or "sum".
#' @return A number.
#' @section Errors:
#' If `Z` is not a finite matrix of doubles, `Y` is not of its shape or does not
#' hold such targets, or `reduction` is none of these words.
#' @references Roelants, "How to implement a neural network,
#'   Intermezzo 2" (sum); Ganesh, "Deep Learning from first principles",
#'   part 5 (mean).
#' @examples
#' categorical_cross_entropy(matrix(c(1, 3, 6), ncol = 1), one_hot(2, 3))
#' @export
categorical_cross_entropy <- function(Z, Y, reduction = "mean") {
  caller <- "categorical_cross_entropy"
  check_loss(caller, "Z", Z, Y, reduction, LOSSES[1])
  # The score of the true class is picked by the one-hot column.
  sample_losses <- log_sum_exp(Z) - colSums(Y * Z) # 1 x n_samples
  sum(sample_losses) / divisor(Z, reduction)
}

#' Gradient of categorical cross-entropy with respect to the scores
#'
#' dL/dZ = P - Y, divided by n_samples for the mean.
#'
#' @param P softmax(Z), n_classes x n_samples.
#' @inheritParams categorical_cross_entropy
#' @return A matrix, n_classes x n_samples.
#' @section Errors:
#' If `P` is not a finite matrix of doubles, `Y` is not of its shape or does not
#' hold such targets, or `reduction` is none of these words.
#' @inherit categorical_cross_entropy references
#' @examples
#' P <- matrix(c(0.1, 0.7, 0.2), ncol = 1)
#' categorical_cross_entropy_gradient(P, one_hot(1, 3))
#' @export
categorical_cross_entropy_gradient <- function(P, Y, reduction = "mean") {
  caller <- "categorical_cross_entropy_gradient"
  check_loss(caller, "P", P, Y, reduction, LOSSES[1])
  (P - Y) / divisor(P, reduction) # n_classes x n_samples
}

#' Cross-entropy of sigmoid(Z) and targets of 0 or 1
#'
#' A sample's loss is max(z, 0) - z y + log(1 + exp(-|z|)), summed over the
#' output units.
#'
#' @param Z Scores, n_outputs x n_samples.
#' @param Y Targets, n_outputs x n_samples: 0 or 1, or probabilities between.
#' @inheritParams categorical_cross_entropy
#' @return A number.
#' @inheritSection categorical_cross_entropy Errors
#' @references Ganesh, "Deep Learning from first principles", part 1.
#' @examples
#' binary_cross_entropy(matrix(0), matrix(1))
#' @export
binary_cross_entropy <- function(Z, Y, reduction = "mean") {
  caller <- "binary_cross_entropy"
  check_loss(caller, "Z", Z, Y, reduction, LOSSES[2])
  losses <- pmax(Z, 0) - Z * Y + log1p(exp(-abs(Z))) # n_outputs x n_samples
  sum(losses) / divisor(Z, reduction)
}

#' Gradient of binary cross-entropy with respect to the scores
#'
#' dL/dZ = P - Y, divided by n_samples for the mean.
#'
#' @param P sigmoid(Z), n_outputs x n_samples.
#' @inheritParams binary_cross_entropy
#' @return A matrix, n_outputs x n_samples.
#' @inheritSection categorical_cross_entropy_gradient Errors
#' @inherit binary_cross_entropy references
#' @examples
#' binary_cross_entropy_gradient(sigmoid(matrix(0)), matrix(1))
#' @export
binary_cross_entropy_gradient <- function(P, Y, reduction = "mean") {
  caller <- "binary_cross_entropy_gradient"
  check_loss(caller, "P", P, Y, reduction, LOSSES[2])
  (P - Y) / divisor(P, reduction) # n_outputs x n_samples
}

#' Perceptron criterion of scores and targets of 0 or 1
#'
#' A sample's loss is (a - y) z with a = heaviside(z): |z| where the answer is
#' wrong, else 0; summed over the output units.
#'
#' @inheritParams binary_cross_entropy
#' @return A number.
#' @section Errors:
#' If `Z` is not a finite matrix of doubles, `Y` is not of its shape or has
#' entries outside of 0 to 1, or `reduction` is none of these words.
#' @references Bishop (2006), "Pattern recognition and machine learning",
#'   section 4.1.7.
#' @examples
#' perceptron_loss(matrix(c(-3, 2), nrow = 1), matrix(c(1, 1), nrow = 1))
#' @export
perceptron_loss <- function(Z, Y, reduction = "mean") {
  check_loss("perceptron_loss", "Z", Z, Y, reduction, LOSSES[3])
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
#' @param A heaviside(Z), n_outputs x n_samples.
#' @inheritParams binary_cross_entropy
#' @return A matrix, n_outputs x n_samples.
#' @section Errors:
#' If `A` is not a finite matrix of doubles, `Y` is not of its shape or has
#' entries outside of 0 to 1, or `reduction` is none of these words.
#' @inherit heaviside references
#' @examples
#' Z <- matrix(c(-3, 2), nrow = 1)
#' perceptron_loss_gradient(heaviside(Z), matrix(c(1, 1), nrow = 1))
#' @export
perceptron_loss_gradient <- function(A, Y, reduction = "mean") {
  caller <- "perceptron_loss_gradient"
  check_loss(caller, "A", A, Y, reduction, LOSSES[3])
  (A - Y) / divisor(A, reduction) # n_outputs x n_samples
}

# The label of each class: R counts rows from 1, labels count from 0.  No
# other place of this package converts between the two.
class_labels <- function(n_classes) {
  seq_len(n_classes) - 1 # n_classes
}

check_loss <- function(caller, name, value, Y, reduction, loss) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  check_choice(caller, "reduction", reduction, REDUCTIONS)
  check_matrix(caller, name, value)
  check_targets(caller, Y, dim(value), loss)
}

divisor <- function(matrix, reduction) {
  if (reduction == "mean") ncol(matrix) else 1
}
