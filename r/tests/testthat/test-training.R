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

# The optimizer's state before each step of a trace.
states <- function(case, trace) {
  starts(optimizer_state(case$parameters, case$optimizer), trace)
}

test_that("a step is forward, loss, backward, update", {
  example <- example_case()
  Y <- network_targets(example$labels, example$network)
  step <- train_step(example, Y, example$parameters, list(), 0)
  forward <- network_forward(example$X, example$parameters, example$network)
  gradients <- network_backward(
    Y, example$parameters, forward$cache, example$network
  )
  expect_named(step, c("cache", "loss", "gradients", "parameters", "state"))
  expect_identical(step$cache, forward$cache)
  expect_identical(
    step$loss,
    network_loss(Y, example$parameters, forward$cache, example$network)
  )
  expect_identical(step$gradients, gradients)
  slopes <- gradients[paste0("d", names(example$parameters))]
  expect_identical(
    step$parameters, Map(gradient_descent, example$parameters, slopes, 0.5)
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

test_that("the seed is 0 unless it is given", {
  example <- example_case()
  seed <- function(...) {
    train(
      example$X, example$labels, example$parameters, example$network,
      example$optimizer, 5, 1, ...
    )
  }
  expect_identical(seed(), seed(0))
  expect_false(identical(seed(), seed(1)))
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

test_that("a step takes its batch, its masks and its rate from its number", {
  case <- course_case("momentum")
  Y <- network_targets(case$labels, case$network)
  state <- optimizer_state(case$parameters, case$optimizer)
  step <- train_step(case, Y, case$parameters, state, 8) # the last of epoch 2
  samples <- batch_samples(8, 3, 5, 8)
  expect_length(samples, 2)
  expect_identical(step$cache$A0, case$X[, samples])
  expect_identical(step$cache$M1, dropout_mask(4, 2, 0.6, 5, 1, 8))
  expected <- optimizer_update(
    case$parameters, step$gradients, state, case$optimizer,
    learning_rate = 0.05 * 0.5^2, count = 9
  )
  expect_identical(step[c("parameters", "state")], expected)
})

test_that("an epoch takes every sample once", {
  case <- course_case()
  Y <- network_targets(case$labels, case$network)
  seen <- unlist(lapply(3:5, function(step) step_batch(case, Y, step)$X[1, ]))
  expect_identical(sort(seen), sort(case$X[1, ]))
  expect_false(identical(seen, case$X[1, ]))
})

test_that("a batch above the data is all samples in their order", {
  case <- course_case()
  for (size in c(8, 9, 1000)) {
    whole <- replace(case, "batch_size", size)
    Y <- network_targets(case$labels, case$network)
    expect_identical(step_batch(whole, Y, 4), list(X = case$X, Y = Y))
  }
})

test_that("keep_prob 1 and no penalty are the same bits as without", {
  example <- example_case()
  plain <- example$network[c("layer_sizes", "activations", "loss", "reduction")]
  expect_identical(
    train_case(replace(example, "network", list(plain))), train_case(example)
  )
})

test_that("full batches and no dropout leave R's random state alone", {
  set.seed(1)
  before <- .Random.seed
  train_case(example_case(seed = 1))
  seeds <- lapply(1:2, function(seed) train_case(example_case(seed = seed)))
  expect_identical(.Random.seed, before)
  expect_identical(seeds[[1]], seeds[[2]])
})

test_that("the state stands between gradients and parameters", {
  expect_named(train_case(course_case()), c(
    "loss", "dW2", "db2", "dW1", "db1",
    "vW1", "vb1", "vW2", "vb2", "sW1", "sb1", "sW2", "sb2",
    "W1", "b1", "W2", "b2"
  ))
})

test_that("a restarted run carries its state on, bit for bit", {
  for (name in names(STATE)) {
    case <- course_case(name)
    whole <- train_case(case)
    zeros <- optimizer_state(case$parameters, case$optimizer)
    at <- function(names) lapply(whole[names], slice_step, 2)
    rest <- train_case(case,
      first_step = 2, parameters = at(names(case$parameters)),
      state = at(names(zeros))
    )
    expect_identical(rest$loss, whole$loss[3:6], info = name)
    expect_identical(rest$W1, whole$W1[, , 3:6], info = name)
  }
})

test_that("a replay of the run's own parameters and state is that run", {
  for (name in names(STATE)) {
    case <- course_case(name)
    trace <- train_case(case)
    replayed <- replay_case(
      case, 0, starts(case$parameters, trace), states(case, trace)
    )
    expect_identical(replayed, trace, info = name)
  }
})

test_that("a replay records dropout on demand, in order", {
  case <- course_case()
  parameters <- lapply(case$parameters, function(p) array(p, c(dim(p), 1)))
  zeros <- optimizer_state(case$parameters, case$optimizer)
  state <- lapply(zeros, function(s) array(s, c(dim(s), 1)))
  replayed <- replay_case(case, 2, parameters, state, intermediates = TRUE)
  expect_identical(names(replayed)[1:13], c(
    "Z1", "G1", "M1", "A1", "Z2", "A2", "loss", "dZ2", "dW2", "db2", "dA1",
    "dG1", "dZ1"
  ))
  expect_identical(dim(replayed$M1), c(4L, 2L, 1L))
})

test_that("intermediates of batches that differ in size are refused", {
  case <- course_case("gradient_descent")
  before <- starts(case$parameters, train_case(case))
  expect_refusal(
    replay_case(case, 0, before, intermediates = TRUE),
    paste(
      "replay_case: intermediates: expected batches of one size,",
      "got 3 and 2 samples"
    )
  )
})

test_that("train follows the batches and masks of its seed", {
  case <- course_case()
  result <- train(
    case$X, case$labels, case$parameters, case$network, case$optimizer,
    case$steps, case$batch_size, case$seed
  )
  trace <- train_case(case)
  expect_identical(result$losses, trace$loss)
  expect_identical(result$parameters$W1, trace$W1[, , case$steps])
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
                      steps = 2, ...) {
    train(
      example$X, labels, parameters, example$network, example$optimizer, steps,
      ...
    )
  }
  expect_refusal(
    attempt(batch_size = 0),
    "train: batch_size: expected a whole number of at least 1, got 0"
  )
  expect_refusal(
    attempt(seed = -1),
    "train: seed: expected a whole number from 0 to 2^53 - 1, got -1"
  )
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
    "replay_case: W1: expected a stack of matrices, got 4 x 2 numbers"
  )
  expect_refusal(
    replay_case(example, -1, example$parameters),
    "replay_case: first_step: expected a whole number of at least 0, got -1"
  )
})

test_that("runs of a case refuse a state that lacks an entry", {
  case <- course_case()
  state <- optimizer_state(case$parameters, case$optimizer)
  expect_refusal(
    train_case(case, state = state[-2]),
    "train_case: state: expected vb1, got none"
  )
  stacks <- lapply(case$parameters, function(p) array(p, c(dim(p), 1)))
  expect_refusal(
    replay_case(case, 0, stacks), "replay_case: state: expected vW1, got none"
  )
})

test_that("runs of a case refuse a state that does not fit", {
  case <- course_case("momentum")
  state <- optimizer_state(case$parameters, case$optimizer)
  expect_refusal(
    train_case(case, state = replace(state, "vW1", list(matrix(0)))),
    "train_case: vW1: expected 4 x 2, got 1 x 1"
  )
  expect_refusal(
    train_case(case, state = c(state, sW1 = 0)),
    "train_case: state: expected vW1, vb1, vW2, vb2, got sW1"
  )
  expect_refusal(
    train_case(case, 2, parameters = case$parameters),
    "train_case: state: expected those before step 2, got none"
  )
})

test_that("a batch of all samples keeps their order", {
  case <- do.call(new_case, example_case(batch_size = 8))
  Y <- one_hot(case$labels, 3)
  expect_identical(step_batch(case, Y, 1)$X, case$X)
})
