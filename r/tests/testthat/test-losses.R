test_that("one_hot marks the row of each label, in any order", {
  Y <- one_hot(c(2, 0, 1, 0), 3)
  expected <- cbind(c(0, 0, 1), c(1, 0, 0), c(0, 1, 0), c(1, 0, 0))
  expect_identical(Y, expected)
})

test_that("one_hot has a row for the last class and for a missing one", {
  Y <- one_hot(c(9, 4), 10)
  expect_identical(dim(Y), c(10L, 2L))
  expect_identical(which(Y == 1), c(10L, 15L))
})

test_that("categorical cross-entropy is minus the logarithm of p", {
  P <- cbind(c(0.1, 0.7, 0.2), c(0.3, 0.3, 0.4))
  Y <- one_hot(c(1, 2), 3)
  expect_equal(
    categorical_cross_entropy(log(P), Y), -(log(0.7) + log(0.4)) / 2,
    tolerance = 1e-14
  )
})

test_that("categorical cross-entropy survives scores beyond 709", {
  Z <- cbind(c(800, 0, -5), c(0, -800, 0))
  loss <- categorical_cross_entropy(Z, one_hot(c(2, 1), 3), "sum")
  expect_equal(loss, 805 + 800 + log(2), tolerance = 1e-15)
})

test_that("the gradient of categorical cross-entropy is p - y", {
  P <- matrix(c(0.1, 0.7, 0.2))
  dZ <- categorical_cross_entropy_gradient(P, one_hot(1, 3))
  expect_equal(dZ, matrix(c(0.1, -0.3, 0.2)), tolerance = 1e-15)
})

test_that("gradients are the slopes of the loss, mean or sum", {
  Z <- numbers(3, 5)
  Y <- one_hot(c(2, 0, 1, 1, 0), 3)
  for (reduction in c("mean", "sum")) {
    loss <- function(M) categorical_cross_entropy(M, Y, reduction)
    expect_equal(
      categorical_cross_entropy_gradient(softmax(Z), Y, reduction),
      finite_differences(loss, Z),
      tolerance = 1e-8
    )
    loss <- function(M) binary_cross_entropy(M, Y, reduction)
    expect_equal(
      binary_cross_entropy_gradient(sigmoid(Z), Y, reduction),
      finite_differences(loss, Z),
      tolerance = 1e-8
    )
  }
})

test_that("the sum is n_samples times the mean", {
  Z <- numbers(3, 5)
  Y <- one_hot(c(2, 0, 1, 1, 0), 3)
  expect_equal(
    categorical_cross_entropy(Z, Y, "sum"), 5 * categorical_cross_entropy(Z, Y),
    tolerance = 1e-15
  )
  expect_equal(
    binary_cross_entropy(Z, Y, "sum"), 5 * binary_cross_entropy(Z, Y),
    tolerance = 1e-15
  )
})

test_that("binary cross-entropy is minus the logarithm of the probability", {
  Z <- matrix(c(-1, 0.5, 2), nrow = 1)
  Y <- matrix(c(0, 1, 1), nrow = 1)
  P <- sigmoid(Z)
  expected <- -mean(Y * log(P) + (1 - Y) * log(1 - P))
  expect_equal(binary_cross_entropy(Z, Y), expected, tolerance = 1e-14)
})

test_that("binary cross-entropy survives scores beyond 709", {
  Z <- matrix(c(800, 800, -800, -800), nrow = 1)
  Y <- matrix(c(1, 0, 1, 0), nrow = 1)
  expect_identical(binary_cross_entropy(Z, Y, "sum"), 1600)
})

test_that("the perceptron criterion counts wrong answers by their scores", {
  Z <- matrix(c(-2, 3, 5, -7, 0), nrow = 1)
  Y <- matrix(c(1, 0, 1, 0, 1), nrow = 1)
  expect_identical(perceptron_loss(Z, Y, "sum"), 5)
  expect_identical(perceptron_loss(Z, Y), 1)
})

test_that("the gradient of the perceptron criterion is its slope", {
  Z <- matrix(c(-2, 3, 5, -7), nrow = 1)
  Y <- matrix(c(1, 0, 1, 0), nrow = 1)
  for (reduction in c("mean", "sum")) {
    loss <- function(M) perceptron_loss(M, Y, reduction)
    expect_equal(
      perceptron_loss_gradient(heaviside(Z), Y, reduction),
      finite_differences(loss, Z),
      tolerance = 1e-8
    )
  }
  of_three <- perceptron_loss_gradient(
    matrix(c(1, 0, 1), 1), matrix(c(0, 1, 1), 1)
  )
  expect_identical(of_three, matrix(c(1 / 3, -1 / 3, 0), 1))
  tie <- perceptron_loss_gradient(matrix(0, 1, 2), matrix(c(1, 0), 1), "sum")
  expect_identical(tie, matrix(c(-1, 0), nrow = 1))
})

test_that("losses refuse what they cannot use", {
  expect_refusal(
    one_hot(c(0, 3), 3),
    "one_hot: labels: expected whole numbers from 0 to 2, got 3"
  )
  expect_refusal(
    one_hot(0.5, 3),
    "one_hot: labels: expected whole numbers from 0 to 2, got 0.5"
  )
  expect_refusal(
    one_hot(NaN, 3),
    "one_hot: labels: expected whole numbers from 0 to 2, got nan"
  )
  expect_refusal(
    one_hot(0, 2.5),
    "one_hot: n_classes: expected a whole number of at least 1, got 2.5"
  )
  expect_refusal(
    categorical_cross_entropy(matrix(1, 2, 2), matrix(1, 2, 3)),
    "categorical_cross_entropy: Y: expected 2 x 2, got 2 x 3"
  )
  expect_refusal(
    perceptron_loss_gradient(matrix(1, 1, 2), matrix(1)),
    "perceptron_loss_gradient: Y: expected 1 x 2, got 1 x 1"
  )
  expect_refusal(
    binary_cross_entropy(matrix(1), matrix(1), "average"),
    "binary_cross_entropy: reduction: expected one of mean, sum, got average"
  )
})

test_that("targets are probabilities, of softmax whole columns", {
  scores <- matrix(0.5, 2, 2)
  smoothed <- matrix(c(0.9, 0.1, 0.3, 0.7), 2)
  expect_true(is.finite(categorical_cross_entropy(scores, smoothed)))
  for (loss in c("categorical_cross_entropy", "binary_cross_entropy")) {
    expect_refusal(
      do.call(loss, list(scores, matrix(c(1, 0, -0.5, 2), 2))),
      paste0(loss, ": Y: expected entries from 0 to 1, got -0.5")
    )
  }
  high <- matrix(c(1, 0, 0.5, 0.6), 2)
  expect_refusal(
    categorical_cross_entropy_gradient(scores, high),
    "Y: expected columns that sum to 1, got a sum of 1.1"
  )
  expect_true(is.finite(binary_cross_entropy(scores, high)))
})

test_that("a loss of one sample that is almost nothing is right", {
  loss <- binary_cross_entropy(matrix(-40), matrix(0))
  expect_lt(abs(loss / exp(-40) - 1), 1e-15)
})
