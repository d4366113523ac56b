test_that("the exponent is the epoch", {
  expect_identical(scheduled_rate("constant", 0.3, 0.5, 1, 100), 0.3)
  expect_identical(scheduled_rate("exponential", 0.5, 0.5, 1, 3), 0.0625)
  expect_equal(
    scheduled_rate("exponential", 1, 0.9999, 1, 5000), exp(5000 * log(0.9999)),
    tolerance = 1e-12
  )
})

test_that("a square is a product, bit for bit", {
  expect_identical(
    scheduled_rate("exponential", 1, 0.9477, 1, 2), 0.9477 * 0.9477
  )
})

test_that("steps drop the rate at whole multiples of decay_epochs", {
  rates <- vapply(0:7, function(epoch) {
    scheduled_rate("step", 8, 0.5, 3, epoch)
  }, numeric(1))
  expect_identical(rates, c(8, 8, 8, 4, 4, 4, 2, 2))
})

test_that("inverse time divides by one more than the decayed epochs", {
  expect_identical(scheduled_rate("inverse_time", 6, 0.5, 1, 0), 6)
  expect_identical(scheduled_rate("inverse_time", 6, 0.5, 1, 4), 2)
  expect_identical(
    scheduled_rate("inverse_time", 1, 2L, 1, 2000000000L), 1 / (1 + 4e9)
  )
})

test_that("a rate goes to where doubles end", {
  expect_identical(scheduled_rate("exponential", 1, 0.5, 1, 1e6), 0)
  expect_identical(scheduled_rate("exponential", 1, 2, 1, 1e6), Inf)
})

test_that("schedules refuse what they cannot use", {
  expect_refusal(
    scheduled_rate("exponentail", 1, 0.9, 1, 0),
    paste(
      "scheduled_rate: schedule: expected one of constant, exponential,",
      "step, inverse_time, got exponentail"
    )
  )
  expect_refusal(
    scheduled_rate("step", 0, 0.9, 1, 0),
    "scheduled_rate: learning_rate: expected a finite number above 0, got 0"
  )
  expect_refusal(
    scheduled_rate("step", 1, NaN, 1, 0),
    "scheduled_rate: decay_rate: expected a finite number above 0, got nan"
  )
  expect_refusal(
    scheduled_rate("step", 1, 0.9, 0, 0),
    "scheduled_rate: decay_epochs: expected a whole number of at least 1, got 0"
  )
  expect_refusal(
    scheduled_rate("step", 1, 0.9, 1, 0.5),
    "scheduled_rate: epoch: expected a whole number from 0 to 2^53 - 1, got 0.5"
  )
})
