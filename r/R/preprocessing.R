# Before training: test samples put aside, features brought to one scale.

#' Numbers of the samples to train on, and of those kept for the test
#'
#' The permutation of purpose "split" at step 0 is cut in two: its first
#' floor(n_samples test_share + 1/2) samples are the test.
#'
#' @eval documented("train_test_split")
#' @references Ganesh, "Deep Learning from first principles", part 1.
#' @examples
#' train_test_split(5, 0.4, seed = 0)
#' @export
train_test_split <- function(n_samples, test_share, seed) {
  check_arguments()
  n_test <- part_size("train_test_split", "test_share", n_samples, test_share)
  order <- random_permutation(seed, "split", 0, n_samples) # n_samples
  is_test <- seq_len(n_samples) <= n_test
  list(train = order[!is_test], test = order[is_test])
}

#' Numbers of the samples to train on, to tune with, and for the test
#'
#' The test is that of [train_test_split()].  Of the others, the first
#' floor(n_samples validation_share + 1/2) are for validation: choices are
#' made by them, so that the test stays unseen until the end.
#'
#' @eval documented("train_validation_test_split")
#' @references Hastie, Tibshirani and Friedman, "The elements of statistical
#'   learning", section 7.2; Ganesh, "Deep Learning from first principles",
#'   part 8.
#' @examples
#' train_validation_test_split(10, 0.2, 0.3, seed = 0)
#' @export
train_validation_test_split <- function(n_samples, validation_share,
                                        test_share, seed) {
  check_arguments()
  caller <- "train_validation_test_split"
  n_validation <- part_size(
    caller, "validation_share", n_samples, validation_share
  )
  n_test <- part_size(caller, "test_share", n_samples, test_share)
  if (n_validation + n_test >= n_samples) {
    expected <- "shares that leave samples to train on"
    refuse(caller, "test_share", expected, number_text(test_share))
  }
  parts <- train_test_split(n_samples, test_share, seed)
  is_validation <- seq_along(parts$train) <= n_validation
  list(
    train = parts$train[!is_validation],
    validation = parts$train[is_validation], test = parts$test
  )
}

#' Give each feature mean 0 and variance 1
#'
#' (x - mean) / scale, where the scale is the root of the mean squared
#' distance from the mean: the variance of the population, not the estimate
#' with n_samples - 1.  A constant feature becomes 0, with scale 1.
#'
#' @eval documented("standardize")
#' @references LeCun et al. (1998), "Efficient BackProp", section 4.3; Ganesh,
#'   "Deep Learning from first principles", part 1.
#' @examples
#' standardize(matrix(c(1, 3, 10, 40), nrow = 2, byrow = TRUE))
#' @export
standardize <- function(X) {
  check_arguments()
  # Seen from its first sample, a constant feature is exactly 0.
  first <- X[, 1] # n_features
  mean <- first + rowMeans(X - first) # n_features
  variance <- rowMeans((X - mean)^2) # n_features
  scale <- matrix(sqrt(ifelse(variance > 0, variance, 1))) # n_features x 1
  mean <- matrix(mean) # n_features x 1
  list(X = standardize_with(X, mean, scale), mean = mean, scale = scale)
}

#' Scale samples by the mean and scale of other samples
#'
#' @eval documented("standardize_with")
#' @inherit standardize references
#' @examples
#' known <- standardize(matrix(c(1, 3), nrow = 1))
#' standardize_with(matrix(2.5), known$mean, known$scale)
#' @export
standardize_with <- function(X, mean, scale) {
  check_arguments()
  (X - as.vector(mean)) / as.vector(scale) # n_features x n_samples
}

# Number of samples in a share that leaves others some, too.
part_size <- function(caller, name, n_samples, share) {
  size <- floor(n_samples * share + 0.5)
  if (size < 1 || size >= n_samples) {
    expected <- "a share that leaves each part a sample"
    refuse(caller, name, expected, number_text(share))
  }
  size
}
