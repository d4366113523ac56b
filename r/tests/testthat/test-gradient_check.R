# Two-sided differences leave 1e-9 to 1e-7, a wrong gradient 1e-4 or more.
honest <- 1e-6
X <- numbers(2, 6)
labels <- c(2, 0, 1, 1, 0, 2)
network <- softmax_network(c(2, 4, 3), "tanh")
parameters <- example_parameters(c(2, 4, 3))

analytical_gradients <- function() {
  Y <- network_targets(labels, network)
  cache <- network_forward(X, parameters, network)$cache
  network_backward(Y, parameters, cache, network)
}

test_that("honest softmax networks pass", {
  for (hidden in c("relu", "tanh", "sigmoid")) {
    for (inner in list(NULL, 5, c(5, 3), c(5, 3, 4))) {
      for (reduction in c("mean", "sum")) {
        sizes <- c(2, inner, 3)
        activations <- rep(hidden, length(inner))
        network <- softmax_network(sizes, activations, reduction = reduction)
        parameters <- example_parameters(sizes)
        expect_lt(gradient_check(X, labels, parameters, network), honest)
      }
    }
  }
})

test_that("honest sigmoid networks pass", {
  for (inner in list(NULL, 4, c(4, 3))) {
    sizes <- c(2, inner, 1)
    activations <- c(rep("relu", length(inner)), "sigmoid")
    network <- new_network(sizes, activations, "binary_cross_entropy")
    found <- gradient_check(
      X, c(0, 1, 1, 0, 1, 0), example_parameters(sizes), network
    )
    expect_lt(found, honest)
  }
})

test_that("a score of exact zero has no slope", {
  network <- softmax_network(c(2, 4, 3), "relu")
  X[, 1] <- 0
  expect_lt(gradient_check(X, labels, parameters, network), honest)
  parameters$b1[] <- 0
  expect_gt(gradient_check(X, labels, parameters, network), 100 * honest)
})

test_that("one percent in one bias gradient is caught", {
  numerical <- numerical_gradients(X, labels, parameters, network)
  for (name in c("db1", "db2")) {
    wrong <- analytical_gradients()
    wrong[[name]] <- 1.01 * wrong[[name]]
    expect_gt(gradient_difference(numerical, wrong), 100 * honest)
  }
})

test_that("numerical gradients are near those of the network", {
  found <- numerical_gradients(X, labels, parameters, network, 1e-5)
  expect_named(found, c("dW1", "db1", "dW2", "db2"))
  expected <- analytical_gradients()[names(found)]
  expect_equal(found, expected, tolerance = 1e-8)
})

test_that("epsilon is 1e-7 unless it is given", {
  for (ask in list(gradient_check, numerical_gradients)) {
    found <- ask(X, labels, parameters, network)
    expect_identical(found, ask(X, labels, parameters, network, 1e-7))
    expect_false(identical(found, ask(X, labels, parameters, network, 2e-7)))
  }
})

test_that("a larger epsilon errs by its square", {
  at <- function(h) numerical_gradients(X, labels, parameters, network, h)
  best <- at(1e-4)
  one <- gradient_difference(at(0.01), best)
  expect_equal(gradient_difference(at(0.02), best) / one, 4, tolerance = 0.02)
})

test_that("the difference follows the formula", {
  numerical <- list(dW1 = matrix(c(3, 0), nrow = 1), db1 = matrix(4))
  analytical <- list(db1 = matrix(0), dW1 = matrix(c(0, 12), nrow = 1))
  expect_equal(gradient_difference(numerical, analytical), 13 / 17)
})

test_that("the difference of equal gradients is zero", {
  ones <- list(dW1 = matrix(1, 2, 3))
  zeros <- list(dW1 = matrix(0, 2, 3))
  expect_identical(gradient_difference(ones, ones), 0)
  expect_identical(gradient_difference(zeros, zeros), 0)
  expect_identical(gradient_difference(ones, zeros), 1)
})

test_that("what does not fit is refused", {
  expect_error(
    gradient_check(X, labels, parameters, network, 0),
    "^gradient_check: epsilon: expected a finite number above 0, got 0$"
  )
  expect_error(
    numerical_gradients(X, labels, parameters, network, Inf),
    "^numerical_gradients: epsilon: expected a finite number above 0, got inf$"
  )
  expect_error(
    gradient_check(X, labels[-1], parameters, network),
    "^gradient_check: labels: expected 6 labels, got 5$"
  )
  expect_error(
    numerical_gradients(X[1, , drop = FALSE], labels, parameters, network),
    "^numerical_gradients: X: expected 2 x 6, got 1 x 6$"
  )
})

test_that("gradients that do not pair are refused", {
  one <- list(dW1 = matrix(1, 1, 2))
  two <- c(one, list(db1 = matrix(1)))
  expect_error(
    gradient_difference(two, one),
    "^gradient_difference: analytical: expected db1, got none$"
  )
  expect_error(
    gradient_difference(list(), one),
    "^gradient_difference: numerical: expected dW1, got none$"
  )
  expect_error(
    gradient_difference(one, list(dW1 = matrix(1, 2, 1))),
    "^gradient_difference: dW1: expected 1 x 2, got 2 x 1$"
  )
  expect_error(
    gradient_difference(list(dW1 = matrix(NaN)), one),
    "^gradient_difference: dW1: expected finite values, got NaN or Inf$"
  )
})

test_that("dropout with fixed masks passes", {
  dropped <- softmax_network(
    c(2, 4, 3), "tanh",
    l2_penalty = 0.8, keep_prob = 0.6
  )
  masks <- network_masks(dropped, 6, 0, 0)
  found <- gradient_check(X, labels, parameters, dropped, 1e-7, masks)
  expect_lt(found, honest)
  expect_false(found == gradient_check(X, labels, parameters, dropped))
  expect_refusal(
    numerical_gradients(
      X, labels, parameters, dropped, 1e-7, list(M1 = matrix(1, 3, 6))
    ),
    "numerical_gradients: M1: expected 4 x 6, got 3 x 6"
  )
})
