test_that("every sample is in one part", {
  for (case in list(c(569, 0.25, 142), c(10, 0.25, 3), c(100, 0.07, 7),
                    c(2, 0.5, 1), c(2, 0.25, 1), c(3, 0.5, 2))) {
    parts <- train_test_split(case[1], case[2], 0)
    expect_identical(as.double(length(parts$test)), case[3])
    expect_setequal(unlist(parts), seq_len(case[1]))
    expect_length(unlist(parts), case[1])
  }
})

test_that("the split is cut from the permutation of its seed", {
  parts <- train_test_split(10, 0.3, 7)
  expect_identical(
    c(parts$test, parts$train), random_permutation(7, "split", 0, 10)
  )
  expect_false(identical(parts, train_test_split(10, 0.3, 8)))
})

test_that("every sample is in one of three parts", {
  parts <- train_validation_test_split(101, 0.2, 0.25, 4)
  expect_identical(unname(lengths(parts)), c(56L, 20L, 25L))
  expect_setequal(unlist(parts), 1:101)
  expect_identical(parts$test, train_test_split(101, 0.25, 4)$test)
  expect_refusal(
    train_validation_test_split(10, 0.6, 0.4, 0), paste(
      "train_validation_test_split: test_share: expected shares that leave",
      "samples to train on, got 0.4"
    )
  )
})

test_that("standardized features have mean 0 and variance 1", {
  found <- standardize(matrix(c(1, 3, 10, 40), nrow = 2, byrow = TRUE))
  expect_identical(found$X, matrix(c(-1, -1, 1, 1), nrow = 2))
  expect_identical(found$mean, matrix(c(2, 25)))
  expect_identical(found$scale, matrix(c(1, 15)))
  X <- standardize(numbers(3, 200) * c(1e-6, 1, 1e6))$X
  expect_equal(rowMeans(X), c(0, 0, 0))
  expect_equal(rowMeans(X^2), c(1, 1, 1))
})

test_that("a constant feature becomes exactly 0", {
  for (value in c(0, 0.1, -1 / 3, 1e300)) {
    found <- standardize(matrix(value, 1, 10))
    expect_identical(found$X, matrix(0, 1, 10))
    expect_identical(found$mean, matrix(value))
    expect_identical(found$scale, matrix(1))
  }
  expect_identical(standardize(matrix(c(3, -0.5)))$X, matrix(c(0, 0)))
})

test_that("a test set is scaled as the training set", {
  X <- numbers(3, 20)
  found <- standardize(X)
  part <- standardize_with(X[, 4:6], found$mean, found$scale)
  expect_identical(part, found$X[, 4:6])
})

test_that("splits refuse what they cannot use", {
  for (bad in list(0, 1, 2.5, NaN, "2")) {
    expect_refusal(
      train_test_split(bad, 0.5, 0), paste0(
        "train_test_split: n_samples: expected a whole number of at least 2, ",
        "got ", tolower(bad)
      )
    )
  }
  for (bad in list(0, -0.5, NaN, Inf, "0.5", TRUE)) {
    expect_refusal(
      train_test_split(10, bad, 0),
      "train_test_split: test_share: expected a finite number above 0, got"
    )
  }
  for (bad in c(0.04, 0.96, 1, 1e308)) {
    expect_refusal(
      train_test_split(10, bad, 0), paste0(
        "train_test_split: test_share: expected a share that leaves each ",
        "part a sample, got ", format(bad)
      )
    )
  }
  expect_refusal(
    train_test_split(10, 0.5, -1), paste(
      "train_test_split: seed: expected a whole number from 0 to 2^53 - 1,",
      "got -1"
    )
  )
})

test_that("scaling refuses what it cannot use", {
  X <- numbers(2, 5)
  one <- matrix(1, 2, 1)
  expect_refusal(
    standardize(c(1, 2)),
    "standardize: X: expected a matrix, got 2 numbers"
  )
  expect_refusal(
    standardize(matrix(NaN)),
    "standardize: X: expected finite values, got NaN or Inf"
  )
  expect_refusal(
    standardize_with(X, matrix(1, 3, 1), one),
    "standardize_with: mean: expected 2 x 1, got 3 x 1"
  )
  expect_refusal(
    standardize_with(X, one, t(one)),
    "standardize_with: scale: expected 2 x 1, got 1 x 2"
  )
  expect_refusal(
    standardize_with(X, one, matrix(c(1, -0.5))),
    "standardize_with: scale: expected numbers above 0, got -0.5"
  )
  expect_refusal(
    standardize_with(X, one, matrix(c(0, 1))),
    "standardize_with: scale: expected numbers above 0, got 0"
  )
})

test_that("a share just below a half of a sample is rounded down", {
  parts <- train_test_split(4, 0.37499999999, 0) # of 1.49999999996 samples
  expect_length(parts$test, 1)
})
