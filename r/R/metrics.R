# How good a classifier is: accuracy and the confusion matrix.

#' Share of samples whose predicted label is the true one
#'
#' @param labels,predicted n_samples true and predicted labels, counted
#'   from 0.
#' @return A number between 0 and 1.
#' @section Errors:
#' If a label is not a whole number of at least 0 or the two are not of one
#' length.
#' @references Ganesh, "Deep Learning from first principles", part 5.
#' @examples
#' accuracy(c(0, 1, 2, 1), c(0, 1, 1, 1))
#' @export
accuracy <- function(labels, predicted) {
  check_labels("accuracy", "labels", labels)
  check_labels("accuracy", "predicted", predicted)
  check_n_labels("accuracy", "predicted", predicted, length(labels))
  # mean() divides in extended precision and would round twice.
  sum(labels == predicted) / length(labels)
}

#' Count samples by true and predicted label
#'
#' @inheritParams accuracy
#' @param n_classes Number of classes.
#' @return A matrix of counts, n_classes x n_classes; a row is a true label,
#'   a column a predicted one.
#' @section Errors:
#' If `n_classes` is not a whole number of at least 1, a label is not a whole
#' number in 0..n_classes - 1, or the two are not of one length.
#' @inherit accuracy references
#' @examples
#' confusion_matrix(c(0, 1, 2, 1), c(0, 1, 1, 1), 3)
#' @export
confusion_matrix <- function(labels, predicted, n_classes) {
  caller <- "confusion_matrix"
  check_count(caller, "n_classes", n_classes)
  check_labels(caller, "labels", labels, n_classes)
  check_labels(caller, "predicted", predicted, n_classes)
  check_n_labels(caller, "predicted", predicted, length(labels))
  check_room(caller, "n_classes", c(n_classes, n_classes))
  check_room(caller, "n_classes", c(n_classes, length(labels)))
  truth <- one_hot(labels, n_classes) # n_classes x n_samples
  tcrossprod(truth, one_hot(predicted, n_classes)) # n_classes x n_classes
}
