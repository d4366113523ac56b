test_that("gradient descent goes against the gradient", {
  parameters <- list(W1 = matrix(c(1, 2), nrow = 1), b1 = matrix(3))
  gradients <- list(dW1 = matrix(c(4, -4), nrow = 1), db1 = matrix(2))
  expected <- list(W1 = matrix(c(0, 3), nrow = 1), b1 = matrix(2.5))
  expect_identical(gradient_descent(parameters, gradients, 0.25), expected)
})

test_that("the order of parameters stays, whatever else is among gradients", {
  parameters <- list(b1 = matrix(1), W1 = matrix(1))
  gradients <- list(dZ1 = matrix(9), dW1 = matrix(1), db1 = matrix(0))
  updated <- gradient_descent(parameters, gradients, 1)
  expect_identical(updated, list(b1 = matrix(1), W1 = matrix(0)))
})

test_that("gradients of 1e-300 still move parameters", {
  updated <- gradient_descent(list(W1 = matrix(0)), list(dW1 = matrix(1e-300)),
    learning_rate = 0.5
  )
  expect_identical(updated$W1, matrix(-5e-301))
})

test_that("an optimizer is chosen by name", {
  optimizer <- new_optimizer("gradient_descent", 0.5)
  parameters <- list(W1 = matrix(1))
  gradients <- list(dW1 = matrix(4))
  expect_identical(
    optimizer_update(parameters, gradients, optimizer),
    gradient_descent(parameters, gradients, 0.5)
  )
})

test_that("optimizers refuse what they cannot use", {
  expect_refusal(
    new_optimizer("adma", 0.5),
    "new_optimizer: name: expected one of gradient_descent, got adma"
  )
  for (rate in list(0, -1, NaN, Inf)) {
    expect_refusal(
      new_optimizer("gradient_descent", rate),
      "new_optimizer: learning_rate: expected a finite number above 0, got"
    )
  }
  expect_refusal(
    gradient_descent(list(W1 = matrix(1)), list(db1 = matrix(1)), 1),
    "gradient_descent: gradients: expected dW1, got none"
  )
  expect_refusal(
    gradient_descent(list(W1 = matrix(1)), list(dW1 = matrix(1, 2, 1)), 1),
    "gradient_descent: dW1: expected 1 x 1, got 2 x 1"
  )
})

start <- list(W1 = matrix(c(1, -2), nrow = 1), b1 = matrix(3))
slopes <- list(
  dZ1 = matrix(9), db1 = matrix(2), dW1 = matrix(c(4, -8), nrow = 1)
)
zeros <- function(letter) {
  zeros <- list(matrix(0, 1, 2), matrix(0))
  names(zeros) <- paste0(letter, c("W1", "b1"))
  zeros
}

test_that("momentum moves by an average of gradients", {
  first <- momentum(start, slopes, zeros("v"), 0.5, 0.75)
  expect_identical(
    first$state, list(vW1 = matrix(c(1, -2), nrow = 1), vb1 = matrix(0.5))
  )
  expect_identical(
    first$parameters,
    list(W1 = matrix(c(0.5, -1), nrow = 1), b1 = matrix(2.75))
  )
  second <- momentum(first$parameters, slopes, first$state, 0.5, 0.75)
  expect_identical(second$state$vb1, matrix(0.875))
  expect_identical(second$parameters$b1, matrix(2.3125))
})

test_that("classical momentum moves by a sum of gradients", {
  first <- classical_momentum(start, slopes, zeros("v"), 0.5, 0.75)
  expect_identical(first$state$vb1, matrix(2))
  second <- classical_momentum(first$parameters, slopes, first$state, 0.5, 0.75)
  expect_identical(second$state$vb1, matrix(3.5))
  expect_identical(second$parameters$b1, matrix(0.25))
})

test_that("without a memory both momentums are gradient descent", {
  expected <- gradient_descent(start, slopes, 0.25)
  for (update in list(momentum, classical_momentum)) {
    updated <- update(start, slopes, zeros("v"), 0.25, 0)
    expect_identical(updated$parameters, expected)
  }
})

test_that("epsilon stands outside the root", {
  tiny <- lapply(slopes, function(slope) slope / abs(slope) * 1e-6)
  updated <- rmsprop(start, tiny, zeros("s"), 0.1, 0, 1e-8)
  expected <- 3 - 0.1 / 1.01
  expect_equal(updated$parameters$b1, matrix(expected), tolerance = 1e-15)
  updated <- adam(start, tiny, c(zeros("v"), zeros("s")), 0.1, 0.9, 0.999,
    epsilon = 1e-8, count = 1
  )
  expect_equal(updated$parameters$b1, matrix(expected), tolerance = 1e-15)
})

test_that("RMSprop divides by the root of an average of squares", {
  state <- list(sW1 = matrix(c(4, 16), nrow = 1), sb1 = matrix(4))
  updated <- rmsprop(start, slopes, state, 0.5, 0.75, 1)
  expect_identical(
    updated$state, list(sW1 = matrix(c(7, 28), nrow = 1), sb1 = matrix(4))
  )
  expect_identical(updated$parameters$b1, matrix(3 - 1 / 3))
})

test_that("Adam is corrected with the count of updates", {
  state <- c(zeros("v"), zeros("s"))
  values <- start
  for (count in 1:3) {
    updated <- adam(values, slopes, state, 0.01, 0.9, 0.999, 1e-8, count)
    values <- updated$parameters
    state <- updated$state
  }
  expect_named(state, c("vW1", "vb1", "sW1", "sb1"))
  # Equal gradients: every step is the rate, less what epsilon takes.
  expect_equal(values$b1, matrix(3 - 0.03), tolerance = 1e-9)
})

test_that("updates refuse what does not fit the parameters", {
  expect_refusal(
    momentum(start, slopes, zeros("s"), 0.5, 0.9),
    "momentum: state: expected vW1, got none"
  )
  expect_refusal(
    momentum(start, slopes[-2], zeros("v"), 0.5, 0.9),
    "momentum: gradients: expected db1, got none"
  )
  expect_refusal(
    classical_momentum(start, slopes, zeros("v"), 0.5, 1),
    "classical_momentum: beta1: expected a number of at least 0 and below 1"
  )
  expect_refusal(
    rmsprop(start, slopes, zeros("s"), 0.5, 0.9, 0),
    "rmsprop: epsilon: expected a finite number above 0, got 0"
  )
  state <- c(zeros("v"), zeros("s"))
  expect_refusal(
    adam(start, slopes, state, 0.5, 0.9, 0.9, 1e-8, 0),
    "adam: count: expected a whole number of at least 1, got 0"
  )
  state$sb1 <- matrix(1, 2, 1)
  expect_refusal(
    adam(start, slopes, state, 0.5, 0.9, 0.9, 1e-8, 1),
    "adam: sb1: expected 1 x 1, got 2 x 1"
  )
})
