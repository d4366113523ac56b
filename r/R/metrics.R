# How good a classifier is: accuracy and the confusion matrix.

#' Share of samples whose predicted label is the true one
#'
#' @eval documented("accuracy")
#' @references Ganesh, "Deep Learning from first principles", part 5.
#' @examples
#' accuracy(c(0, 1, 2, 1), c(0, 1, 1, 1))
#' @export
accuracy <- function(labels, predicted) {
  check_arguments()
  # mean() divides in extended precision and would round twice.
  sum(labels == predicted) / length(labels)
}

#' Count samples by true and predicted label
#'
#' @eval documented("confusion_matrix")
#' @inherit accuracy references
#' @examples
#' confusion_matrix(c(0, 1, 2, 1), c(0, 1, 1, 1), 3)
#' @export
confusion_matrix <- function(labels, predicted, n_classes) {
  check_arguments()
  truth <- one_hot(labels, n_classes) # n_classes x n_samples
  counts <- tcrossprod(truth, one_hot(predicted, n_classes))
  classes <- sprintf("%.0f", seq_len(n_classes) - 1)
  dimnames(counts) <- list(actual = classes, predicted = classes)
  counts # n_classes x n_classes
}
