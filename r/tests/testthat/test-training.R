# The parameters before each step of a trace, stacked as replay_case takes
# them.
starts <- function(parameters, trace) {
  before <- function(name) {
    after <- trace[[name]]
    n_steps <- dim(after)[3]
    array(c(parameters[[name]], after), dim(after))
  }
  sapply(names(parameters), before, simplify = FALSE)
}

test_that("a step is forward, loss, backward, update", {
  example <- example_case()
  Y <- network_targets(example$labels, example$network)
  step <- train_step(
    example$X, Y, example$parameters, example$network, example$optimizer
  )
  forward <- network_forward(example$X, example$parameters, example$network)
  gradients <- network_backward(
    Y, example$parameters, forward$cache, example$network
  )
  expect_named(step, c("cache", "loss", "gradients", "parameters"))
  expect_identical(step$cache, forward$cache)
  expect_identical(step$loss, network_loss(Y, forward$cache, example$network))
  expect_identical(step$gradients, gradients)
  expect_identical(
    step$parameters, gradient_descent(example$parameters, gradients, 0.5)
  )
})

test_that("the loss of a network without weights is log n_classes", {
  example <- example_case()
  zeros <- lapply(example$parameters, function(value) 0 * value)
  result <- train(
    example$X, example$labels, zeros, example$network, example$optimizer, 1
  )
  expect_equal(result$losses, log(3), tolerance = 1e-15)
})

test_that("training learns AND by one unit", {
  X <- cbind(c(0, 0), c(0, 1), c(1, 0), c(1, 1))
  labels <- c(0, 0, 0, 1)
  network <- new_network(c(2, 1), "sigmoid", "binary_cross_entropy")
  zeros <- list(W1 = matrix(0, 1, 2), b1 = matrix(0))
  optimizer <- new_optimizer("gradient_descent", 1)
  result <- train(X, labels, zeros, network, optimizer, 200)
  expect_length(result$losses, 200)
  expect_true(all(diff(result$losses) < 0))
  expect_identical(predict_labels(X, result$parameters, network), labels)
})

test_that("a trace has a loss vector and arrays with the step last", {
  trace <- train_case(example_case(steps = 5))
  expect_named(
    trace, c("loss", "dW2", "db2", "dW1", "db1", "W1", "b1", "W2", "b2")
  )
  expect_null(dim(trace$loss))
  expect_length(trace$loss, 5)
  expect_identical(dim(trace$W1), c(4L, 2L, 5L))
  expect_identical(dim(trace$db2), c(3L, 1L, 5L))
})

test_that("a trace holds gradients before and parameters after each update", {
  example <- example_case(steps = 3)
  trace <- train_case(example)
  expect_identical(
    trace$W1[, , 1], example$parameters$W1 - 0.5 * trace$dW1[, , 1]
  )
  expect_identical(
    trace$W1[, , 3], trace$W1[, , 2] - 0.5 * trace$dW1[, , 3]
  )
})

test_that("train and train_case agree in every bit", {
  example <- example_case()
  trace <- train_case(example)
  result <- train(
    example$X, example$labels, example$parameters, example$network,
    example$optimizer, example$steps
  )
  expect_identical(result$losses, trace$loss)
  expect_identical(result$parameters$W2, trace$W2[, , example$steps])
})

test_that("a run may go on where another stopped", {
  example <- example_case()
  whole <- train_case(example)
  first <- train_case(example, n_steps = 2)
  reached <- lapply(first[names(example$parameters)], slice_step, 2)
  rest <- train_case(example, first_step = 2, parameters = reached)
  expect_identical(c(first$loss, rest$loss), whole$loss)
  expect_identical(rest$b2[, 1, ], whole$b2[, 1, 3:6])
})

test_that("a replay of a run's own parameters is that run", {
  example <- example_case()
  trace <- train_case(example)
  replayed <- replay_case(example, 0, starts(example$parameters, trace))
  expect_identical(replayed, trace)
})

test_that("a replay records every layer on demand, in order", {
  example <- example_case()
  trace <- train_case(example)
  replayed <- replay_case(
    example, 0, starts(example$parameters, trace),
    intermediates = TRUE
  )
  expect_named(replayed, c(
    "Z1", "A1", "Z2", "A2", "loss", "dZ2", "dW2", "db2", "dA1", "dZ1",
    "dW1", "db1", "W1", "b1", "W2", "b2"
  ))
  expect_identical(dim(replayed$dA1), c(4L, 8L, 6L))
  expect_identical(replayed[names(trace)], trace)
})

test_that("NaN of a diverging run is recorded without error or warning", {
  example <- example_case(learning_rate = 1e300)
  expect_silent(trace <- train_case(example))
  expect_true(is.finite(trace$loss[1]))
  expect_true(is.nan(trace$loss[6]))
  reached <- lapply(trace[names(example$parameters)], slice_step, 5)
  expect_silent(
    again <- train_case(example, first_step = 5, parameters = reached)
  )
  expect_true(is.nan(again$loss))
})

test_that("training leaves checks switched on, after an error as well", {
  expect_error(unchecked(stop("a fault")), "a fault")
  expect_refusal(relu(matrix(NaN)), "relu: Z: expected finite values")
  train_case(example_case())
  expect_refusal(relu(matrix(NaN)), "relu: Z: expected finite values")
})

test_that("train refuses what does not fit", {
  example <- example_case()
  attempt <- function(labels = example$labels, parameters = example$parameters,
                      steps = 2) {
    train(
      example$X, labels, parameters, example$network, example$optimizer, steps
    )
  }
  expect_refusal(
    attempt(steps = 0),
    "train: steps: expected a whole number of at least 1, got 0"
  )
  expect_refusal(
    attempt(labels = c(0, 1)), "train: labels: expected 8 labels, got 2"
  )
  expect_refusal(
    attempt(parameters = c(example$parameters, list(W3 = matrix(1)))),
    "train: parameters: expected W1, b1, W2, b2, got W3"
  )
})

test_that("runs of a case refuse parameters that do not fit", {
  example <- example_case()
  short <- replace(example$parameters, "b1", list(matrix(0)))
  expect_refusal(
    train_case(example, parameters = short),
    "train_case: b1: expected 4 x 1, got 1 x 1"
  )
  expect_refusal(
    train_case(example, first_step = 2),
    "train_case: parameters: expected those before step 2, got none"
  )
  expect_refusal(
    train_case(example, first_step = 6, parameters = example$parameters),
    "train_case: n_steps: expected a whole number of at least 1, got 0"
  )
  expect_refusal(
    replay_case(example, 0, example$parameters),
    "replay_case: W1: expected 4 x 2 x 2, got 4 x 2"
  )
  expect_refusal(
    replay_case(example, -1, example$parameters),
    "replay_case: first_step: expected a whole number of at least 0, got -1"
  )
})
