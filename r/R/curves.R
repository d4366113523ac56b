# Quality of a binary classifier at every threshold on its scores.

#' Receiver operating characteristic: what is found at which price
#'
#' A sample is predicted as class 1 if its score reaches a threshold. The
#' thresholds are the distinct scores, from the highest down, so samples of
#' one score join together. Both rates begin at 0, before any sample, and end
#' at 1.
#'
#' @eval documented("roc_curve")
#' @references Fawcett (2006), "An introduction to ROC analysis", algorithm 1.
#' @examples
#' roc_curve(c(0, 1, 0, 1), c(0.1, 0.4, 0.35, 0.8))
#' @export
roc_curve <- function(labels, scores) {
  check_arguments()
  reached <- count_reached(labels, scores)
  totals <- c(max(reached$negatives), max(reached$positives))
  if (any(totals == 0)) {
    refuse("roc_curve", "labels", "both 0 and 1", paste("only", labels[1]))
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
#' @eval documented("precision_recall_curve")
#' @references Davis and Goadrich (2006), "The relationship between
#'   precision-recall and ROC curves".
#' @examples
#' precision_recall_curve(c(0, 1, 0, 1), c(0.1, 0.4, 0.35, 0.8))
#' @export
precision_recall_curve <- function(labels, scores) {
  check_arguments()
  reached <- count_reached(labels, scores)
  n_positive <- max(reached$positives)
  if (n_positive == 0) {
    refuse("precision_recall_curve", "labels", "at least one 1", "only 0")
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
#' @eval documented("area_under_curve")
#' @references Fawcett (2006), "An introduction to ROC analysis", section 7.
#' @examples
#' curve <- roc_curve(c(0, 1, 0, 1), c(0.1, 0.4, 0.35, 0.8))
#' area_under_curve(curve$false_positive_rates, curve$true_positive_rates)
#' @export
area_under_curve <- function(x, y) {
  check_arguments()
  if (length(x) < 2) {
    refuse("area_under_curve", "x", "at least 2 numbers", length(x))
  }
  widths <- diff(x) # n_points - 1
  if (any(widths < 0)) {
    expected <- "numbers in ascending order"
    refuse("area_under_curve", "x", expected, "a smaller one")
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
