test_that("old values fade by beta1", {
  expect_identical(moving_average(c(8, 4), 0.5, FALSE), c(4, 4))
  expect_identical(moving_average(c(3, -1, 2), 0, FALSE), c(3, -1, 2))
  values <- sin(1:20)
  weights <- 0.1 * 0.9^(19:0)
  expect_equal(
    moving_average(values, 0.9, FALSE)[20], sum(weights * values),
    tolerance = 1e-14
  )
})

test_that("a corrected average of equal values is that value", {
  expect_equal(
    moving_average(rep(7, 50), 0.98, TRUE), rep(7, 50),
    tolerance = 1e-14
  )
  expect_identical(moving_average(5, 0.75, TRUE), 5)
})

test_that("averages refuse what they cannot use", {
  values <- "moving_average: values: expected"
  expect_refusal(
    moving_average("losses", 0.9, TRUE), paste(values, "a vector, got losses")
  )
  expect_refusal(
    moving_average(matrix(1), 0.9, TRUE),
    paste(values, "a vector, got 1 x 1 numbers")
  )
  expect_refusal(
    moving_average(1:3, 0.9, TRUE), paste(values, "doubles, got integers")
  )
  expect_refusal(
    moving_average(numeric(), 0.9, TRUE),
    paste(values, "at least 1 value, got 0")
  )
  expect_refusal(
    moving_average(c(1, NA), 0.9, TRUE),
    paste(values, "finite values, got NaN or Inf")
  )
  expect_refusal(
    moving_average(1, 1, TRUE),
    "moving_average: beta1: expected a number of at least 0 and below 1, got 1"
  )
})
