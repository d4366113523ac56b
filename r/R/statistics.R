# What a confusion matrix says of each class and of the whole.
#
# The statistics are those that R users know from caret's confusionMatrix.

tail_share <- 0.025 # on either side of an interval of 95 %

#' Statistics of each class against all others
#'
#' Of the samples of a class, sensitivity or recall is the share that is
#' found; of the samples of the other classes, specificity is the share that
#' is left alone. Prevalence is the share of the class among all samples,
#' detection rate that of its right predictions, and detection prevalence that
#' of all its predictions. Precision is the share of right ones among its
#' predictions, F1 the harmonic mean of precision and recall, and balanced
#' accuracy the mean of sensitivity and specificity.
#'
#' The predictive values follow from sensitivity, specificity and prevalence
#' by Bayes' rule. The positive one is the precision, but NaN where
#' sensitivity or specificity is.
#'
#' 0/0 is NaN, where caret shows NaN or NA: sensitivity of a class without
#' samples, precision of a class never predicted, F1 of a class never
#' predicted right.
#'
#' The columns: sensitivity, specificity, positive_predictive_value,
#' negative_predictive_value, prevalence, detection_rate,
#' detection_prevalence, balanced_accuracy, precision, recall and F1.
#'
#' @eval documented("class_statistics")
#' @references Altman and Bland (1994), "Diagnostic tests 1: sensitivity and
#'   specificity" and "2: predictive values"; Kuhn (2008), "Building
#'   predictive models in R using the caret package".
#' @examples
#' class_statistics(rbind(c(50, 10), c(5, 35)))
#' @export
class_statistics <- function(counts) {
  check_arguments()
  refuse_no_confusion("class_statistics", counts)
  n_samples <- sum(counts)
  right <- diag(counts) # n_classes
  actual <- rowSums(counts) # n_classes
  predicted <- colSums(counts) # n_classes
  others <- n_samples - actual # n_classes
  sensitivity <- right / actual # n_classes
  specificity <- (others - (predicted - right)) / others # n_classes
  precision <- right / predicted # n_classes
  cbind(
    sensitivity,
    specificity,
    predictive_values(sensitivity, specificity, actual / n_samples),
    prevalence = actual / n_samples,
    detection_rate = right / n_samples,
    detection_prevalence = predicted / n_samples,
    balanced_accuracy = (sensitivity + specificity) / 2,
    precision,
    recall = sensitivity,
    F1 = 2 * precision * sensitivity / (precision + sensitivity)
  ) # n_classes x 11
}

#' Statistics of a classifier over all classes
#'
#' 0/0 is NaN: kappa, if labels and predictions are all of one class;
#' McNemar's p-value, if two classes are never taken for each other.
#'
#' The numbers, by name:
#'
#' * accuracy: n_right / n_samples;
#' * accuracy_lower, accuracy_upper: bounds of its exact interval of 95 %,
#'   quantiles of the beta distribution (Clopper and Pearson);
#' * no_information_rate: the accuracy of always naming the largest true class;
#' * accuracy_p_value: of a one-sided binomial test of accuracy above it;
#' * kappa: accuracy beyond the agreement by chance, over the largest possible
#'   such excess (Cohen);
#' * mcnemar_p_value: of McNemar's test that errors are symmetric, with
#'   continuity correction for two classes; for more, Bowker's test without.
#'
#' @eval documented("overall_statistics")
#' @references Clopper and Pearson (1934), "The use of confidence or fiducial
#'   limits"; Cohen (1960), "A coefficient of agreement for nominal scales";
#'   McNemar (1947), "Note on the sampling error of the difference between
#'   correlated proportions"; Bowker (1948), "A test for symmetry in
#'   contingency tables".
#' @examples
#' overall_statistics(rbind(c(50, 10), c(5, 35)))
#' @export
overall_statistics <- function(counts) {
  check_arguments()
  refuse_no_confusion("overall_statistics", counts)
  n_samples <- sum(counts)
  n_right <- sum(diag(counts))
  no_information_rate <- max(rowSums(counts)) / n_samples
  c(
    accuracy = n_right / n_samples,
    accuracy_interval(n_right, n_samples),
    no_information_rate = no_information_rate,
    accuracy_p_value = accuracy_p_value(
      n_right, n_samples, no_information_rate
    ),
    kappa = kappa_statistic(counts),
    mcnemar_p_value = mcnemar_p_value(counts)
  )
}

# Refuse what is no confusion matrix of two classes or more.
refuse_no_confusion <- function(caller, counts) {
  if (nrow(counts) < 2) {
    refuse(caller, "counts", "at least 2 x 2", "1 x 1")
  }
  if (all(counts == 0)) {
    refuse(caller, "counts", "at least 1 sample", "0")
  }
}

# Share of right ones among positive and among negative predictions.
predictive_values <- function(sensitivity, specificity, prevalence) {
  found <- sensitivity * prevalence
  missed <- (1 - sensitivity) * prevalence
  left_alone <- specificity * (1 - prevalence)
  false_alarms <- (1 - specificity) * (1 - prevalence)
  cbind(
    positive_predictive_value = found / (found + false_alarms),
    negative_predictive_value = left_alone / (left_alone + missed)
  ) # n_classes x 2
}

accuracy_interval <- function(n_right, n_samples) {
  n_wrong <- n_samples - n_right
  lower <- 0
  upper <- 1
  if (n_right > 0) {
    lower <- stats::qbeta(tail_share, n_right, n_wrong + 1)
  }
  if (n_wrong > 0) {
    upper <- stats::qbeta(1 - tail_share, n_right + 1, n_wrong)
  }
  c(accuracy_lower = lower, accuracy_upper = upper)
}

# Probability of at least n_right successes, one a trial at `rate`.
accuracy_p_value <- function(n_right, n_samples, rate) {
  if (n_right == 0) {
    return(1)
  }
  stats::pbeta(rate, n_right, n_samples - n_right + 1)
}

kappa_statistic <- function(counts) {
  n_samples <- sum(counts)
  by_chance <- sum(rowSums(counts) * colSums(counts))
  # Whole numbers, hence exact: the quotient is rounded once.
  excess <- n_samples * sum(diag(counts)) - by_chance
  excess / (n_samples^2 - by_chance)
}

mcnemar_p_value <- function(counts) {
  pairs <- upper.tri(counts)
  difference <- abs(counts - t(counts))[pairs] # n_pairs
  n_pairs <- length(difference)
  if (n_pairs == 1) {
    difference <- max(difference - 1, 0)
  }
  statistic <- sum(difference^2 / (counts + t(counts))[pairs])
  stats::pchisq(statistic, n_pairs, lower.tail = FALSE)
}
