# Quality of a binary classifier at every threshold on its scores.

#' Receiver operating characteristic: what is found at which price
#'
#' A sample is predicted as class 1 if its score reaches a threshold. The
#' thresholds are the distinct scores, from the highest down, so samples of
#' one score join together. Both rates begin at 0, before any sample, and end
#' at 1.
#'
#' @param labels n_samples labels, 0 or 1; both must occur.
#' @param scores n_samples numbers, higher for class 1: probabilities, or any
#'   finite numbers.
#' @return A list of two vectors of n_thresholds + 1, both ascending:
#'   \describe{
#'     \item{false_positive_rates}{Share of the samples of class 0 that reach
#'       the threshold.}
#'     \item{true_positive_rates}{Share of the samples of class 1 that do.}
#'   }
#' @section Errors:
#' If labels are not 0 or 1, only one of them occurs, or scores are not finite
#' numbers, one a sample.
#' @references Fawcett (2006), "An introduction to ROC analysis", algorithm 1.
#' @examples
#' roc_curve(c(0, 1, 0, 1), c(0.1, 0.4, 0.35, 0.8))
#' @export
roc_curve <- function(labels, scores) {
  check_scored("roc_curve", labels, scores)
  reached <- count_reached(labels, scores)
  totals <- c(max(reached$negatives), max(reached$positives))
  if (any(totals == 0)) {
    got <- paste("only", labels[1])
    refuse("roc_curve", "labels", "both 0 and 1", got)
  }
  list(
    false_positive_rates = reached$negatives / totals[1],
    true_positive_rates = reached$positives / totals[2]
  )
}

#' Precision and recall at every threshold
#'
#' The thresholds are those of [roc_curve()]. The first point, before any
#' sample, is recall 0 and precision 1; recall ascends to 1. scikit-learn
#' gives the same points in reverse order.
#'
#' @param labels n_samples labels, 0 or 1; a 1 must occur.
#' @inheritParams roc_curve
#' @return A list of two vectors of n_thresholds + 1:
#'   \describe{
#'     \item{recall}{Share of the samples of class 1 that reach the
#'       threshold.}
#'     \item{precision}{Share of class 1 among the samples that reach it.}
#'   }
#' @section Errors:
#' If labels are not 0 or 1, no 1 occurs, or scores are not finite numbers,
#' one a sample.
#' @references Davis and Goadrich (2006), "The relationship between
#'   precision-recall and ROC curves".
#' @examples
#' precision_recall_curve(c(0, 1, 0, 1), c(0.1, 0.4, 0.35, 0.8))
#' @export
precision_recall_curve <- function(labels, scores) {
  caller <- "precision_recall_curve"
  check_scored(caller, labels, scores)
  reached <- count_reached(labels, scores)
  n_positive <- max(reached$positives)
  if (n_positive == 0) {
    refuse(caller, "labels", "at least one 1", "only 0")
  }
  found <- reached$positives[-1] # n_thresholds
  list(
    recall = reached$positives / n_positive,
    precision = c(1, found / (found + reached$negatives[-1]))
  )
}

#' Area between a curve and the x axis, by trapezoids
#'
#' Of a ROC curve it is the probability that a sample of class 1 scores higher
#' than one of class 0, a tie counting one half.
#'
#' @param x n_points numbers in ascending order, at least 2; two points may
#'   have the same x.
#' @param y n_points numbers.
#' @return A number.
#' @section Errors:
#' If `x` descends anywhere, there are not as many of one as of the other, or
#' they are not finite numbers.
#' @references Fawcett (2006), "An introduction to ROC analysis", section 7.
#' @examples
#' curve <- roc_curve(c(0, 1, 0, 1), c(0.1, 0.4, 0.35, 0.8))
#' area_under_curve(curve$false_positive_rates, curve$true_positive_rates)
#' @export
area_under_curve <- function(x, y) {
  caller <- "area_under_curve"
  check_numbers(caller, "x", x)
  check_numbers(caller, "y", y)
  check_size(caller, "y", y, length(x))
  if (length(x) < 2) {
    refuse(caller, "x", "at least 2 numbers", length(x))
  }
  widths <- diff(x) # n_points - 1
  if (any(widths < 0)) {
    refuse(caller, "x", "numbers in ascending order", "a smaller one")
  }
  sum(widths * (y[-1] + y[-length(y)]) / 2)
}

# Count samples of class 1, and of class 0, that reach each threshold.
count_reached <- function(labels, scores) {
  by_score <- order(scores, decreasing = TRUE) # n_samples
  ranked <- scores[by_score] # n_samples
  is_positive <- labels[by_score] == 1 # n_samples
  is_last <- c(ranked[-1] != ranked[-length(ranked)], TRUE) # of its score
  list(
    positives = c(0, cumsum(is_positive)[is_last]), # n_thresholds + 1
    negatives = c(0, cumsum(!is_positive)[is_last]) # n_thresholds + 1
  )
}

# Refuse what is not labels of two classes with a score each.
check_scored <- function(caller, labels, scores) {
  check_labels(caller, "labels", labels, 2)
  check_numbers(caller, "scores", scores)
  check_size(caller, "scores", scores, length(labels))
}

check_size <- function(caller, name, value, n_numbers) {
  if (length(value) != n_numbers) {
    expected <- paste(shape_text(n_numbers), "numbers")
    refuse(caller, name, expected, shape_text(length(value)))
  }
}
