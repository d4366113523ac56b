test_that("a network remembers what it was asked to be", {
  network <- softmax_network(c(2, 100, 3), "relu")
  expected <- list(
    layer_sizes = c(2, 100, 3), activations = c("relu", "softmax"),
    loss = "categorical_cross_entropy", reduction = "mean"
  )
  expect_identical(network, expected)
})

test_that("sizes and activations may be lists, as JSON has them", {
  network <- new_network(
    list(2L, 1L), list("sigmoid"), "binary_cross_entropy", "sum"
  )
  expect_identical(network$layer_sizes, c(2, 1))
  expect_identical(network$activations, "sigmoid")
})

test_that("targets are one-hot for softmax and the labels for sigmoid", {
  labels <- c(1, 0, 1)
  sigmoid_network <- new_network(c(2, 1), "sigmoid", "binary_cross_entropy")
  expect_identical(
    network_targets(labels, softmax_network(c(2, 3))), one_hot(labels, 3)
  )
  expect_identical(
    network_targets(labels, sigmoid_network), matrix(labels, nrow = 1)
  )
})

test_that("a forward pass keeps every layer in order", {
  X <- numbers(2, 5)
  parameters <- example_parameters(c(2, 4, 3))
  network <- softmax_network(c(2, 4, 3), "tanh")
  result <- network_forward(X, parameters, network)
  A1 <- tanh(parameters$W1 %*% X + c(parameters$b1))
  Z2 <- parameters$W2 %*% A1 + c(parameters$b2)
  expect_identical(names(result$cache), c("A0", "Z1", "A1", "Z2", "A2"))
  expect_equal(result$cache$Z2, Z2, tolerance = 1e-14)
  expect_identical(result$output, softmax(result$cache$Z2))
})

test_that("two layers compute XOR", {
  network <- new_network(
    c(2, 2, 1), c("relu", "sigmoid"), "binary_cross_entropy"
  )
  parameters <- list(
    W1 = matrix(1, 2, 2), b1 = matrix(c(0, -1)),
    W2 = matrix(c(10, -20), nrow = 1), b2 = matrix(-5)
  )
  X <- cbind(c(0, 0), c(0, 1), c(1, 0), c(1, 1))
  expect_identical(predict_labels(X, parameters, network), c(0, 1, 1, 0))
})

test_that("gradients come in order of computation", {
  X <- numbers(2, 5)
  parameters <- example_parameters(c(2, 4, 3))
  network <- softmax_network(c(2, 4, 3), "relu")
  Y <- network_targets(c(0, 2, 1, 1, 0), network)
  cache <- network_forward(X, parameters, network)$cache
  expect_named(
    network_backward(Y, parameters, cache, network),
    c("dZ2", "dW2", "db2", "dA1", "dZ1", "dW1", "db1")
  )
})

expect_gradients <- function(network, labels) {
  X <- numbers(network$layer_sizes[1], length(labels))
  parameters <- example_parameters(network$layer_sizes)
  Y <- network_targets(labels, network)
  loss <- function(parameters) {
    network_loss(Y, network_forward(X, parameters, network)$cache, network)
  }
  cache <- network_forward(X, parameters, network)$cache
  gradients <- network_backward(Y, parameters, cache, network)
  for (name in names(parameters)) {
    loss_of <- function(value) loss(replace(parameters, name, list(value)))
    slopes <- finite_differences(loss_of, parameters[[name]])
    expect_equal(gradients[[paste0("d", name)]], slopes,
      tolerance = 1e-7, info = name
    )
  }
}

test_that("gradients are the slopes of the loss without a hidden layer", {
  expect_gradients(softmax_network(c(2, 3)), c(2, 0, 1, 1, 2))
})

test_that("gradients are the slopes of the loss with one hidden layer", {
  for (activation in c("relu", "tanh", "sigmoid")) {
    network <- softmax_network(c(3, 4, 2), activation)
    expect_gradients(network, c(1, 0, 0, 1, 1))
  }
})

test_that("gradients are the slopes of the loss with four hidden layers", {
  network <- softmax_network(
    c(2, 3, 3, 4, 5, 3), c("tanh", "sigmoid", "tanh", "relu"), "sum"
  )
  expect_gradients(network, c(2, 0, 1, 1, 2))
})

test_that("gradients are the slopes of the loss with a sigmoid output", {
  for (reduction in c("mean", "sum")) {
    network <- new_network(
      c(2, 4, 1), c("tanh", "sigmoid"), "binary_cross_entropy", reduction
    )
    expect_gradients(network, c(1, 0, 0, 1, 1))
  }
})

test_that("the first of equal probabilities wins", {
  parameters <- list(W1 = matrix(0, 3, 2), b1 = matrix(c(-1, 2, 2)))
  network <- softmax_network(c(2, 3))
  expect_identical(predict_labels(numbers(2, 2), parameters, network), c(1, 1))
})

test_that("a sigmoid output of exactly one half is label 0", {
  parameters <- list(W1 = matrix(1), b1 = matrix(0))
  network <- new_network(c(1, 1), "sigmoid", "binary_cross_entropy")
  X <- matrix(c(-1, 0, 1), nrow = 1)
  expect_identical(predict_probabilities(X, parameters, network), sigmoid(X))
  expect_identical(predict_labels(X, parameters, network), c(0, 0, 1))
})

test_that("new_network refuses what does not fit together", {
  loss <- "categorical_cross_entropy"
  expect_refusal(
    new_network(c(2, 0, 3), c("relu", "softmax"), loss),
    "new_network: layer_sizes: expected a whole number of at least 1, got 0"
  )
  expect_refusal(
    new_network(c(2, 5, 3), "softmax", loss),
    "new_network: activations: expected one a layer, got 1 for 2 layers"
  )
  expect_refusal(
    new_network(3, character(), loss),
    "new_network: activations: expected one a layer, got 0 for 0 layers"
  )
  expect_refusal(
    new_network(c(2, 5, 3), c("softmax", "softmax"), loss),
    "activations: expected one of relu, tanh, sigmoid, got softmax"
  )
  expect_refusal(
    new_network(c(2, 3), "relu", loss),
    "new_network: activations: expected one of sigmoid, softmax, got relu"
  )
  expect_refusal(
    new_network(c(2, 1), "sigmoid", loss),
    "loss: expected one that fits sigmoid, got categorical_cross_entropy"
  )
  expect_refusal(
    new_network(c(2, 3), "sigmoid", "binary_cross_entropy"),
    "new_network: layer_sizes: expected 1 sigmoid output, got 3"
  )
  expect_refusal(
    new_network(NULL, "softmax", loss),
    "new_network: layer_sizes: expected a list of whole numbers, got NULL"
  )
})

test_that("a forward pass refuses parameters that do not fit", {
  network <- softmax_network(c(2, 3))
  parameters <- example_parameters(c(2, 3))
  expect_refusal(
    network_forward(numbers(3, 5), parameters, network),
    "network_forward: X: expected 2 x 5, got 3 x 5"
  )
  expect_refusal(
    network_forward(numbers(2, 5), parameters["W1"], network),
    "network_forward: parameters: expected b1, got none"
  )
  parameters$b1 <- matrix(0)
  expect_refusal(
    predict_labels(numbers(2, 5), parameters, network),
    "network_forward: b1: expected 3 x 1, got 1 x 1"
  )
})

test_that("a backward pass and a loss refuse an incomplete cache", {
  network <- softmax_network(c(2, 3))
  parameters <- example_parameters(c(2, 3))
  Y <- one_hot(c(0, 1), 3)
  expect_refusal(
    network_loss(Y, list(), network),
    "network_loss: cache: expected Z1, got none"
  )
  expect_refusal(
    network_backward(Y, parameters, list(A0 = numbers(2, 2)), network),
    "network_backward: cache: expected Z1, got none"
  )
})
