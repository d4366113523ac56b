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
