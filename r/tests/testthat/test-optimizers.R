start <- list(W1 = matrix(c(1, -2), nrow = 1), b1 = matrix(3))
slopes <- list(
  dZ1 = matrix(9), db1 = matrix(2), dW1 = matrix(c(4, -8), nrow = 1)
)
zeros <- function(letter) {
  zeros <- list(matrix(0, 1, 2), matrix(0))
  names(zeros) <- paste0(letter, c("W1", "b1"))
  zeros
}

test_that("gradient descent goes against the gradient", {
  P <- matrix(c(1, 2), nrow = 1)
  dP <- matrix(c(4, -4), nrow = 1)
  expect_identical(gradient_descent(P, dP, 0.25), matrix(c(0, 3), nrow = 1))
})

test_that("the order of parameters stays, whatever else is among gradients", {
  parameters <- list(b1 = matrix(1), W1 = matrix(1))
  gradients <- list(dZ1 = matrix(9), dW1 = matrix(1), db1 = matrix(0))
  optimizer <- new_optimizer("gradient_descent", 1)
  updated <- optimizer_update(parameters, gradients, list(), optimizer, 1, 1)
  expect_identical(updated$parameters, list(b1 = matrix(1), W1 = matrix(0)))
})

test_that("gradients of 1e-300 still move parameters", {
  updated <- gradient_descent(matrix(0), matrix(1e-300), learning_rate = 0.5)
  expect_identical(updated, matrix(-5e-301))
})

test_that("an optimizer is chosen by name", {
  optimizer <- new_optimizer("gradient_descent", 0.5)
  updated <- optimizer_update(start, slopes, list(), optimizer, 0.25, 1)
  expect_named(updated, c("parameters", "state"))
  expect_identical(
    updated$parameters$W1, gradient_descent(start$W1, slopes$dW1, 0.25)
  )
  expect_length(updated$state, 0)
})

# What an optimizer makes of the same gradients, update after update.
updates <- function(name, n_updates, rate = 0.5, ...) {
  optimizer <- new_optimizer(name, rate, ...)
  reached <- list(parameters = start, state = optimizer_state(start, optimizer))
  for (count in seq_len(n_updates)) {
    reached <- optimizer_update(
      reached$parameters, slopes, reached$state, optimizer, rate, count
    )
  }
  reached
}

test_that("three updates of each optimizer are as worked by hand", {
  # b1 starts at 3 and its gradient is 2.
  by_hand <- c(
    gradient_descent = 3 - 0.5 * (2 + 2 + 2),
    momentum = 3 - 0.5 * (0.5 + 0.875 + 1.15625),
    classical_momentum = 3 - 0.5 * (2 + 3.5 + 4.625),
    rmsprop = 3 - 0.5 * (
      2 / (1 + 1) + 2 / (sqrt(1.75) + 1) + 2 / (sqrt(2.3125) + 1)
    ),
    adam = 3 - 0.5 * 3 * 2 / (2 + 1)
  )
  for (name in names(by_hand)) {
    reached <- updates(name, 3, beta1 = 0.75, beta2 = 0.75, epsilon = 1)
    error <- reached$parameters$b1 - by_hand[[name]]
    expect_lt(abs(error), 1e-15, label = name)
  }
})

test_that("an optimizer starts from zeros of the parameters' shapes", {
  expect_identical(
    optimizer_state(start, new_optimizer("adam", 0.5)),
    c(zeros("v"), zeros("s"))
  )
  expect_identical(
    optimizer_state(start, new_optimizer("rmsprop", 0.5)), zeros("s")
  )
  expect_length(optimizer_state(start, new_optimizer("gradient_descent", 1)), 0)
})

test_that("an update may leave out what has a default", {
  state <- c(zeros("v"), zeros("s"))
  short <- list(name = "adam", learning_rate = 0.5)
  updated <- optimizer_update(start, slopes, state, short, 0.5, 1)
  expect_identical(
    list(P = updated$parameters$b1, v = updated$state$vb1, s = updated$state$sb1),
    adam(
      start$b1, slopes$db1, state$vb1, state$sb1, 0.5, 0.9, 0.999, 1e-8, 1
    )
  )
  expect_named(updated$state, c("vW1", "vb1", "sW1", "sb1"))
})

test_that("optimizers refuse what they cannot use", {
  expect_refusal(
    new_optimizer("adma", 0.5),
    paste(
      "new_optimizer: name: expected one of gradient_descent, momentum,",
      "classical_momentum, rmsprop, adam, got adma"
    )
  )
  words <- c(
    beta1 = "a number of at least 0 and below 1, got 2",
    beta2 = "a number of at least 0 and below 1, got 2",
    epsilon = "a finite number above 0, got 0",
    schedule = "one of constant, exponential, step, inverse_time, got",
    decay_rate = "a finite number above 0, got 0",
    decay_epochs = "a whole number of at least 1, got 0"
  )
  bad <- list(
    beta1 = 2, beta2 = 2, epsilon = 0, schedule = "cosine", decay_rate = 0,
    decay_epochs = 0
  )
  for (name in names(words)) {
    expect_refusal(
      do.call(new_optimizer, c(list("adam", 0.5), bad[name])),
      paste0("new_optimizer: ", name, ": expected ", words[[name]])
    )
  }
  for (rate in list(0, -1, NaN, Inf)) {
    expect_refusal(
      new_optimizer("gradient_descent", rate),
      "new_optimizer: learning_rate: expected a finite number above 0, got"
    )
  }
  expect_refusal(
    gradient_descent(list(W1 = matrix(1)), matrix(1), 1),
    "gradient_descent: P: expected a matrix, got named values"
  )
  expect_refusal(
    gradient_descent(matrix(1), matrix(1, 2, 1), 1),
    "gradient_descent: dP: expected 1 x 1, got 2 x 1"
  )
})

test_that("momentum moves by an average of gradients", {
  first <- momentum(start$W1, slopes$dW1, matrix(0, 1, 2), 0.5, 0.75)
  expect_identical(first$v, matrix(c(1, -2), nrow = 1))
  expect_identical(first$P, matrix(c(0.5, -1), nrow = 1))
  second <- momentum(first$P, slopes$dW1, first$v, 0.5, 0.75)
  expect_identical(second$v, matrix(c(1.75, -3.5), nrow = 1))
  expect_identical(second$P, matrix(c(-0.375, 0.75), nrow = 1))
})

test_that("classical momentum moves by a sum of gradients", {
  first <- classical_momentum(start$b1, slopes$db1, matrix(0), 0.5, 0.75)
  expect_identical(first$v, matrix(2))
  second <- classical_momentum(first$P, slopes$db1, first$v, 0.5, 0.75)
  expect_identical(second$v, matrix(3.5))
  expect_identical(second$P, matrix(0.25))
})

test_that("without a memory both momentums are gradient descent", {
  expected <- gradient_descent(start$W1, slopes$dW1, 0.25)
  for (update in list(momentum, classical_momentum)) {
    updated <- update(start$W1, slopes$dW1, matrix(5, 1, 2), 0.25, 0)
    expect_identical(updated$P, expected)
  }
})

test_that("epsilon stands outside the root", {
  expected <- matrix(3 - 0.1 / 1.01)
  zero <- matrix(0)
  updated <- rmsprop(matrix(3), matrix(1e-6), zero, 0.1, 0, 1e-8)
  expect_equal(updated$P, expected, tolerance = 1e-15)
  updated <- adam(matrix(3), matrix(1e-6), zero, zero, 0.1, 0.9, 0.999,
    epsilon = 1e-8, count = 1
  )
  expect_equal(updated$P, expected, tolerance = 1e-15)
})

test_that("RMSprop divides by the root of an average of squares", {
  s <- matrix(c(4, 16), nrow = 1)
  updated <- rmsprop(start$W1, slopes$dW1, s, 0.5, 0.75, 1)
  expect_identical(updated$s, matrix(c(7, 28), nrow = 1))
  updated <- rmsprop(start$b1, slopes$db1, matrix(4), 0.5, 0.75, 1)
  expect_identical(updated$P, matrix(3 - 1 / 3))
})

test_that("Adam is corrected with the count of updates", {
  after <- list(P = start$b1, v = matrix(0), s = matrix(0))
  for (count in 1:3) {
    after <- adam(
      after$P, slopes$db1, after$v, after$s, 0.01, 0.9, 0.999, 1e-8, count
    )
  }
  # Equal gradients: every step is the rate, less what epsilon takes.
  expect_equal(after$P, matrix(3 - 0.03), tolerance = 1e-9)
})

test_that("updates refuse what does not fit the parameters", {
  optimizer <- new_optimizer("adam", 0.5)
  expect_refusal(
    optimizer_update(start, slopes, zeros("v"), optimizer, 0.5, 1),
    "optimizer_update: state: expected sW1, got none"
  )
  expect_refusal(
    optimizer_update(start, slopes, zeros("v"), optimizer, 0, 1),
    "optimizer_update: learning_rate: expected a finite number above 0, got 0"
  )
  expect_refusal(
    optimizer_update(
      start, slopes[-2], c(zeros("v"), zeros("s")), optimizer, 0.5, 1
    ),
    "optimizer_update: gradients: expected db1, got none"
  )
  one <- matrix(1)
  expect_refusal(
    momentum(one, one, matrix(1, 1, 2), 0.5, 0.9),
    "momentum: v: expected 1 x 1, got 1 x 2"
  )
  expect_refusal(
    classical_momentum(one, one, one, 0.5, 1),
    "classical_momentum: beta1: expected a number of at least 0 and below 1"
  )
  expect_refusal(
    rmsprop(one, one, one, 0.5, 0.9, 0),
    "rmsprop: epsilon: expected a finite number above 0, got 0"
  )
  expect_refusal(
    adam(one, one, one, one, 0.5, 0.9, 0.9, 1e-8, 0),
    "adam: count: expected a whole number of at least 1, got 0"
  )
  expect_refusal(
    adam(one, one, one, matrix(1, 2, 1), 0.5, 0.9, 0.9, 1e-8, 1),
    "adam: s: expected 1 x 1, got 2 x 1"
  )
})

test_that("an optimizer is printed in a few lines", {
  shown <- capture.output(print(new_optimizer("adam", 0.25)))
  expect_match(shown[1], "An optimizer: adam, learning_rate 0.25")
})
