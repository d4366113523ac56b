test_that("a network remembers what it was asked to be", {
  network <- softmax_network(c(2, 100, 3), "relu")
  expected <- list(
    layer_sizes = c(2, 100, 3), activations = c("relu", "softmax"),
    loss = "categorical_cross_entropy", reduction = "mean", l2_penalty = 0,
    keep_prob = 1
  )
  expect_identical(unclass(network), expected)
})

test_that("a description may leave out what has a default", {
  network <- softmax_network(c(2, 4, 3), "relu")
  short <- network[c("layer_sizes", "activations", "loss")]
  parameters <- example_parameters(c(2, 4, 3))
  Y <- one_hot(c(0, 2, 1), 3)
  cache <- network_forward(numbers(2, 3), parameters, short)$cache
  expect_length(network_masks(short, 3, 0, 0), 0)
  expect_identical(
    network_loss(Y, parameters, cache, short),
    network_loss(Y, parameters, cache, network)
  )
  expect_identical(
    network_backward(Y, parameters, cache, short),
    network_backward(Y, parameters, cache, network)
  )
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

expect_gradients <- function(network, labels, masks = NULL) {
  X <- numbers(network$layer_sizes[1], length(labels))
  parameters <- example_parameters(network$layer_sizes)
  Y <- network_targets(labels, network)
  loss <- function(parameters) {
    cache <- network_forward(X, parameters, network, masks)$cache
    network_loss(Y, parameters, cache, network)
  }
  cache <- network_forward(X, parameters, network, masks)$cache
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

test_that("gradients are the slopes with L2 and dropout together", {
  for (reduction in c("mean", "sum")) {
    network <- softmax_network(c(2, 5, 4, 3), c("tanh", "sigmoid"),
      reduction = reduction, l2_penalty = 0.7, keep_prob = 0.6
    )
    labels <- c(2, 0, 1, 1, 2)
    expect_gradients(network, labels)
    expect_gradients(network, labels, network_masks(network, 5, 1, 2))
  }
})

test_that("a wrong mask is not the gradient of the loss", {
  network <- softmax_network(c(2, 5, 3), "tanh",
    l2_penalty = 0.7, keep_prob = 0.6
  )
  parameters <- example_parameters(c(2, 5, 3))
  Y <- one_hot(c(2, 0, 1, 1, 2), 3)
  masks <- network_masks(network, 5, 1, 2)
  cache <- network_forward(numbers(2, 5), parameters, network, masks)$cache
  right <- network_backward(Y, parameters, cache, network)
  cache$M1 <- 1 - cache$M1
  wrong <- network_backward(Y, parameters, cache, network)
  expect_gt(gradient_difference(right["dW1"], wrong), 0.1)
})

test_that("the L2 penalty joins the loss and the gradients of weights", {
  parameters <- example_parameters(c(2, 4, 3))
  Y <- one_hot(c(0, 2, 1, 1, 0), 3)
  for (reduction in c("mean", "sum")) {
    plain <- softmax_network(c(2, 4, 3), "relu", reduction = reduction)
    penalized <- replace(plain, "l2_penalty", 0.3)
    n_samples <- if (reduction == "mean") 5 else 1
    cache <- network_forward(numbers(2, 5), parameters, plain)$cache
    expect_identical(
      network_loss(Y, parameters, cache, penalized),
      network_loss(Y, parameters, cache, plain) +
        l2_loss(parameters, 0.3, n_samples)
    )
    before <- network_backward(Y, parameters, cache, plain)
    after <- network_backward(Y, parameters, cache, penalized)
    expect_identical(
      after$dW1, before$dW1 + l2_gradient(parameters$W1, 0.3, n_samples)
    )
    expect_identical(after$db1, before$db1)
  }
})

test_that("hidden layers have masks of their own, the output has none", {
  network <- softmax_network(c(2, 5, 4, 3), c("relu", "relu"), keep_prob = 0.6)
  masks <- network_masks(network, 7, seed = 3, step = 9)
  expect_named(masks, c("M1", "M2"))
  expect_identical(masks$M2, dropout_mask(4, 7, 0.6, 3, 2, 9))
})

test_that("a network that keeps every unit draws no mask", {
  masks <- network_masks(softmax_network(c(2, 5, 3), "relu"), 7, 3, 9)
  expect_identical(masks, structure(list(), names = character()))
})

test_that("dropout stands between activation and output of a layer", {
  network <- softmax_network(c(2, 4, 3), "relu", keep_prob = 0.5)
  parameters <- example_parameters(c(2, 4, 3))
  masks <- network_masks(network, 5, 1, 0)
  cache <- network_forward(numbers(2, 5), parameters, network, masks)$cache
  expect_named(cache, c("A0", "Z1", "G1", "M1", "A1", "Z2", "A2"))
  expect_identical(cache$G1, relu(cache$Z1))
  expect_identical(cache$A1, cache$G1 * masks$M1 / 0.5)
  gradients <- network_backward(one_hot(c(0, 2, 1, 1, 0), 3), parameters,
    cache, network
  )
  expect_named(gradients, c(
    "dZ2", "dW2", "db2", "dA1", "dG1", "dZ1", "dW1", "db1"
  ))
})

test_that("prediction drops nothing", {
  parameters <- example_parameters(c(2, 4, 3))
  dropping <- softmax_network(c(2, 4, 3), "relu", keep_prob = 0.5)
  expect_identical(
    predict_probabilities(numbers(2, 5), parameters, dropping),
    predict_probabilities(
      numbers(2, 5), parameters, softmax_network(c(2, 4, 3), "relu")
    )
  )
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
    "new_network: layer_sizes: expected at least 2 sizes, got 1"
  )
  expect_refusal(
    new_network(c(2, 5, 3), c("softmax", "softmax"), loss),
    "activations: expected one of relu, tanh, sigmoid, got softmax"
  )
  expect_refusal(
    new_network(c(2, 3), "relu", loss),
    paste(
      "new_network: activations: expected one of sigmoid, softmax, step,",
      "got relu"
    )
  )
  expect_refusal(
    new_network(c(2, 1), "sigmoid", loss),
    "loss: expected one that fits sigmoid, got categorical_cross_entropy"
  )
  expect_refusal(
    new_network(c(2, 2), "step", "perceptron_loss"),
    "new_network: layer_sizes: expected 1 step output, got 2"
  )
  expect_refusal(
    new_network(c(2, 3), "sigmoid", "binary_cross_entropy"),
    "new_network: layer_sizes: expected 1 sigmoid output, got 3"
  )
  expect_refusal(
    new_network(NULL, "softmax", loss),
    "new_network: layer_sizes: expected a list of whole numbers, got nothing"
  )
  expect_refusal(
    softmax_network(c(2, 3), l2_penalty = -1),
    "new_network: l2_penalty: expected a finite number of at least 0, got -1"
  )
  expect_refusal(
    softmax_network(c(2, 3), keep_prob = 0),
    "new_network: keep_prob: expected a number above 0 and at most 1, got 0"
  )
})

test_that("a forward pass refuses a mask that does not fit", {
  network <- softmax_network(c(2, 4, 3), "relu", keep_prob = 0.5)
  parameters <- example_parameters(c(2, 4, 3))
  expect_refusal(
    network_forward(
      numbers(2, 5), parameters, network, list(M1 = matrix(1, 4, 6))
    ),
    "network_forward: M1: expected 4 x 5, got 4 x 6"
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
    "predict_labels: b1: expected 3 x 1, got 1 x 1"
  )
})

test_that("a backward pass and a loss refuse an incomplete cache", {
  network <- softmax_network(c(2, 3))
  parameters <- example_parameters(c(2, 3))
  Y <- one_hot(c(0, 1), 3)
  expect_refusal(
    network_loss(Y, parameters, list(), network),
    "network_loss: cache: expected A0, got none"
  )
  expect_refusal(
    network_backward(Y, parameters, list(A0 = numbers(2, 2)), network),
    "network_backward: cache: expected Z1, got none"
  )
})

test_that("a network is printed in a few lines", {
  network <- softmax_network(c(2, 4, 3), "relu", keep_prob = 0.5)
  shown <- paste(capture.output(print(network)), collapse = "\n")
  expect_match(shown, "2 features, 4 relu, 3 softmax", fixed = TRUE)
  expect_match(shown, "keep_prob 0.5", fixed = TRUE)
})

test_that("one sample alone may be of any class", {
  parameters <- list(W1 = matrix(0, 3, 2), b1 = matrix(c(0, 0, 1)))
  network <- softmax_network(c(2, 3))
  expect_identical(predict_labels(numbers(2, 1), parameters, network), 2)
})

test_that("a penalty of 1 is one", {
  parameters <- example_parameters(c(2, 3))
  network <- softmax_network(c(2, 3), l2_penalty = 1)
  X <- numbers(2, 5)
  Y <- one_hot(c(0, 1, 2, 0, 1), 3)
  cache <- network_forward(X, parameters, network)$cache
  with_penalty <- network_backward(Y, parameters, cache, network)
  network$l2_penalty <- 0
  without <- network_backward(Y, parameters, cache, network)
  expect_equal(with_penalty$dW1, without$dW1 + parameters$W1 / 5)
})

test_that("a network's loss is printed with its reduction", {
  network <- softmax_network(c(2, 3), reduction = "sum")
  expect_output(
    print(network), "\ncategorical_cross_entropy (sum), l2_penalty 0",
    fixed = TRUE
  )
})

test_that("a loss has a penalty of 1", {
  parameters <- example_parameters(c(2, 3))
  X <- numbers(2, 5)
  Y <- one_hot(c(0, 1, 2, 0, 1), 3)
  loss <- function(...) {
    network <- softmax_network(c(2, 3), ...)
    cache <- network_forward(X, parameters, network)$cache
    network_loss(Y, parameters, cache, network)
  }
  expect_gt(loss(l2_penalty = 1), loss())
})

test_that("one output tells two classes", {
  network <- new_network(c(2, 1), "sigmoid", "binary_cross_entropy")
  expect_identical(network_targets(c(0, 1), network), matrix(c(0, 1), 1))
  expect_error(network_targets(c(0, 2), network), "labels")
})
