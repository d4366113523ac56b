PARAMETERS <- list(
  W1 = matrix(c(3, 4)), b1 = matrix(c(7, 8)),
  W2 = matrix(c(2, -1), 1), b2 = matrix(9)
)

test_that("the L2 loss of a network is as worked by hand", {
  # 0.5 / (2 * 5) * (9 + 16 + 4 + 1)
  expect_identical(l2_loss(PARAMETERS, 0.5, 5), 1.5)
  expect_identical(l2_loss(PARAMETERS, 0, 5), 0)
})

test_that("the L2 gradient is as worked by hand", {
  W <- matrix(c(3, 0, -4, 1), 2)
  expect_identical(l2_gradient(W, 0.5, 4), matrix(c(0.375, 0, -0.5, 0.125), 2))
})

test_that("the L2 gradient is the slope of the loss", {
  W <- numbers(3, 4)
  slope <- finite_differences(function(W) l2_loss(list(W1 = W), 0.7, 6), W)
  # The difference quotient of a square errs by rounding only.
  expect_lt(max(abs(l2_gradient(W, 0.7, 6) - slope)), 1e-9)
})

test_that("a mask holds the uniforms below keep_prob, row by row", {
  uniforms <- random_uniforms(7, "dropout2", 5, 12)
  expect_identical(
    dropout_mask(3, 4, 0.6, 7, 2, 5),
    1 * (matrix(uniforms, 3, 4, byrow = TRUE) < 0.6)
  )
  expect_identical(
    dropout_mask(3, 4, 0.6, 7, 2, 5),
    matrix(c(0, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1), 3, 4, byrow = TRUE)
  )
})

test_that("a uniform that is keep_prob itself drops its unit", {
  uniforms <- random_uniforms(7, "dropout2", 5, 12)
  expect_identical(
    dropout_mask(3, 4, uniforms[7], 7, 2, 5),
    1 * (matrix(uniforms, 3, 4, byrow = TRUE) < uniforms[7])
  )
})

test_that("the share kept is keep_prob", {
  for (keep_prob in c(0.1, 0.5, 0.8)) {
    mask <- dropout_mask(100, 200, keep_prob, 3, 1, 9)
    error <- sqrt(keep_prob * (1 - keep_prob) / length(mask))
    expect_lt(abs(mean(mask) - keep_prob), 5 * error)
  }
})

test_that("every seed, layer and step has a mask of its own", {
  mask <- dropout_mask(5, 8, 0.5, 7, 1, 0)
  expect_identical(dropout_mask(5, 8, 0.5, 7, 1, 0), mask)
  expect_false(identical(dropout_mask(5, 8, 0.5, 8, 1, 0), mask))
  expect_false(identical(dropout_mask(5, 8, 0.5, 7, 2, 0), mask))
  expect_false(identical(dropout_mask(5, 8, 0.5, 7, 1, 1), mask))
})

test_that("keep_prob 1 is the identity in every bit", {
  A <- matrix(c(0.1, -0, 5e-324, -1 / 3, 1e308, 0), 2)
  mask <- dropout_mask(2, 3, 1, 0, 1, 0)
  expect_identical(mask, matrix(1, 2, 3))
  bits <- function(x) writeBin(as.vector(x), raw())
  expect_identical(bits(dropout_forward(A, mask, 1)), bits(A))
  expect_identical(bits(dropout_backward(A, mask, 1)), bits(A))
})

test_that("dropped units are 0 and the others scaled", {
  values <- matrix(c(1, 4, -2, 5, 3, 6), 2)
  mask <- matrix(c(1, 0, 0, 1, 1, 1), 2)
  expected <- matrix(c(4, 0, 0, 20, 12, 24), 2)
  expect_identical(dropout_forward(values, mask, 0.25), expected)
  expect_identical(dropout_backward(values, mask, 0.25), expected)
})

test_that("backward is the slope of forward", {
  dA <- numbers(3, 4, phase = 1)
  mask <- dropout_mask(3, 4, 0.6, 7, 2, 5)
  slope <- finite_differences(
    function(A) sum(dA * dropout_forward(A, mask, 0.6)), numbers(3, 4)
  )
  # The function is linear: the difference quotient errs by rounding only.
  expect_lt(max(abs(dropout_backward(dA, mask, 0.6) - slope)), 1e-8)
})

test_that("penalties and numbers of samples out of range are refused", {
  W <- matrix(1)
  for (bad in list(-0.1, NaN, Inf, "0.1", TRUE, NULL)) {
    words <- ": l2_penalty: expected a finite number of at least 0, got"
    expect_refusal(l2_loss(PARAMETERS, bad, 5), paste0("l2_loss", words))
    expect_refusal(l2_gradient(W, bad, 5), paste0("l2_gradient", words))
  }
  for (bad in list(0, 2.5, NaN)) {
    words <- ": n_samples: expected a whole number of at least 1, got"
    expect_refusal(l2_loss(PARAMETERS, 0.1, bad), paste0("l2_loss", words))
    expect_refusal(l2_gradient(W, 0.1, bad), paste0("l2_gradient", words))
  }
})

test_that("weights that are no finite matrices are refused", {
  expect_refusal(
    l2_loss(list(b1 = matrix(1)), 0.1, 5),
    "l2_loss: parameters: expected W1, got none"
  )
  expect_refusal(
    l2_loss(list(W1 = matrix(1), W2 = matrix(NaN)), 0.1, 5),
    "l2_loss: W2: expected finite values, got NaN or Inf"
  )
  expect_refusal(
    l2_gradient(1, 0.1, 5), "l2_gradient: W: expected a matrix, got 1"
  )
})

test_that("masks refuse arguments out of range", {
  good <- list(
    n_units = 2, n_samples = 3, keep_prob = 0.5, seed = 0, layer = 1, step = 0
  )
  wholes <- "expected a whole number from 0 to 2^53 - 1, got"
  counts <- "expected a whole number of at least 1, got"
  words <- c(
    n_units = counts, n_samples = counts,
    keep_prob = "expected a number above 0 and at most 1, got",
    seed = wholes, layer = counts, step = wholes
  )
  for (name in names(words)) {
    for (bad in list(-1, 1.5, NaN, Inf, "1", TRUE)) {
      arguments <- replace(good, name, bad)
      expect_refusal(
        do.call(dropout_mask, arguments),
        paste0("dropout_mask: ", name, ": ", words[[name]])
      )
    }
  }
})

test_that("dropout refuses what does not fit", {
  functions <- list(
    dropout_forward = dropout_forward, dropout_backward = dropout_backward
  )
  arguments <- c(dropout_forward = "A", dropout_backward = "dA")
  for (name in names(functions)) {
    dropout <- functions[[name]]
    expect_refusal(
      dropout(matrix(1, 2, 3), matrix(1, 3, 2), 0.5),
      paste0(name, ": mask: expected 2 x 3, got 3 x 2")
    )
    expect_refusal(
      dropout(matrix(Inf), matrix(1), 0.5),
      paste0(name, ": ", arguments[[name]], ": expected finite values, got")
    )
    for (bad in list(0, -0.5, 1.5, NaN, "half", NULL)) {
      expect_refusal(
        dropout(matrix(1), matrix(1), bad),
        paste0(name, ": keep_prob: expected a number above 0 and at most 1")
      )
    }
  }
})
