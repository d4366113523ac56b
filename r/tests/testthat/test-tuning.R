rate <- list(learning_rate = list(scale = "log", low = 1e-4, high = 1))
space <- c(rate, list(
  beta1 = list(scale = "log_one_minus", low = 0.9, high = 0.999),
  n_hidden = list(scale = "integer", low = 2, high = 9),
  optimizer = list(scale = "choice", choices = c("momentum", "adam"))
))
trial <- list(
  learning_rate = 0.01, beta1 = 0.99, n_hidden = 5, optimizer = "adam"
)
network <- softmax_network(c(2, 3, 2), "tanh")
descent <- new_optimizer("gradient_descent", 0.5)
X <- numbers(2, 30)
labels <- as.double(X[1, ] > X[2, ])
X_validation <- numbers(2, 12, phase = 1)
labels_validation <- as.double(X_validation[1, ] > X_validation[2, ])

search <- function(space, ..., network_of = network, n_trials = 4,
                   n_rounds = 2, steps = 8) {
  random_search(
    X, labels, X_validation, labels_validation, network_of, descent, space,
    n_trials, n_rounds, steps, ...
  )
}

pick <- function(...) list(scale = "choice", choices = c(...))

test_that("trials lie in their ranges", {
  trials <- tuning_trials(space, 300, 0, 0)
  expect_true(all(trials$learning_rate >= 1e-4 & trials$learning_rate <= 1))
  expect_true(all(trials$beta1 >= 0.9 & trials$beta1 <= 0.999))
  expect_setequal(trials$n_hidden, 2:9)
  expect_setequal(trials$optimizer, c("adam", "momentum"))
})

test_that("each decade gets its share on a log scale", {
  values <- tuning_trials(space, 2000, 1, 0)$learning_rate
  counts <- table(cut(values, c(1e-4, 1e-3, 1e-2, 0.1, 1)))
  expect_true(all(abs(counts - 500) < 112))
})

test_that("neither more trials nor other ranges change a value", {
  few <- tuning_trials(rate, 3, 5, 1)$learning_rate
  many <- tuning_trials(space, 8, 5, 1)$learning_rate
  expect_identical(few, many[1:3])
  expect_false(identical(few, tuning_trials(rate, 3, 5, 0)$learning_rate))
  expect_false(identical(few, tuning_trials(rate, 3, 6, 1)$learning_rate))
})

test_that("spaces are narrowed on their scale and cut at the ends", {
  near <- narrow_space(space, trial, 0.5)
  expect_equal(near$learning_rate$low, 1e-3)
  expect_equal(near$learning_rate$high, 0.1)
  expect_identical(c(near$n_hidden$low, near$n_hidden$high), c(4, 6))
  expect_identical(near$optimizer, space$optimizer)
  at_end <- narrow_space(rate, list(learning_rate = 1), 0.5)$learning_rate
  expect_identical(at_end$high, 1)
})

test_that("the third round draws from ranges narrowed twice", {
  third <- search(rate, n_rounds = 3, factor = 1 / 3)$trials$learning_rate[9:12]
  best <- search(rate, n_rounds = 2, factor = 1 / 3)$winner
  near <- narrow_space(rate, best, 1 / 3 * (1 / 3))
  expect_identical(third, tuning_trials(near, 4, 0, 2)$learning_rate)
})

test_that("the winner has the best score and parameters that give it", {
  found <- search(space)
  expect_identical(found$rounds, rep(c(0, 1), each = 4))
  row <- which.min(found$scores)
  expect_identical(found$score, found$scores[row])
  expect_identical(found$winner, lapply(found$trials, `[[`, row))
  Y <- network_targets(labels_validation, found$network)
  cache <- network_forward(X_validation, found$parameters, found$network)$cache
  expect_identical(
    found$score, network_loss(Y, found$parameters, cache, found$network)
  )
})

test_that("of equal scores the first wins", {
  tiny <- list(learning_rate = list(scale = "linear", low = 1e-9, high = 2e-9))
  found <- search(tiny, criterion = "accuracy", steps = 1)
  expect_length(unique(found$scores), 1)
  expect_identical(found$winner$learning_rate, found$trials$learning_rate[1])
})

test_that("training that overflows never wins", {
  by_relu <- softmax_network(c(2, 3, 2), "relu")
  wild <- list(learning_rate = pick(1e308, 0.1))
  for (criterion in c("loss", "accuracy")) {
    found <- search(
      wild,
      criterion = criterion, n_trials = 6, network_of = by_relu
    )
    expect_identical(is.nan(found$scores), found$trials$learning_rate == 1e308)
    expect_true(anyNA(found$scores))
    expect_identical(found$winner, list(learning_rate = 0.1))
  }
  expect_refusal(
    search(list(learning_rate = pick(1e308)), network_of = by_relu),
    "random_search: scores: expected a finite score, got none"
  )
})

test_that("every hyper-parameter reaches the training", {
  found <- search(
    list(
      learning_rate = pick(0.07), beta1 = pick(0.5), beta2 = pick(0.99),
      decay_rate = pick(0.5), n_hidden = pick(4), n_hidden_layers = pick(2),
      batch_size = pick(7), l2_penalty = pick(0.1), keep_prob = pick(0.9),
      initialization = pick("xavier"), hidden_activation = pick("sigmoid"),
      optimizer = pick("adam")
    ),
    n_trials = 1, n_rounds = 1, seed = 3
  )
  expected <- softmax_network(
    c(2, 4, 4, 2), c("sigmoid", "sigmoid"),
    l2_penalty = 0.1, keep_prob = 0.9
  )
  optimizer <- new_optimizer("adam", 0.07, 0.5, 0.99, decay_rate = 0.5)
  expect_identical(found$network, expected)
  expect_identical(found$optimizer, optimizer)
  start <- initialize_parameters(c(2, 4, 4, 2), "xavier", "normal", 3)
  trained <- train(X, labels, start, expected, optimizer, 8, 7, 3)
  expect_identical(found$parameters, trained$parameters)
})

test_that("the seed is 0 unless it is given", {
  expect_identical(search(rate), search(rate, seed = 0))
})

test_that("a batch is all samples unless it is given", {
  given <- search(rate, batch_size = ncol(X))
  expect_identical(search(rate)$parameters, given$parameters)
})

test_that("more layers are as wide as the first", {
  uneven <- softmax_network(c(2, 5, 3, 2), c("tanh", "tanh"))
  layers <- list(n_hidden_layers = pick(3))
  found <- search(layers, network_of = uneven, n_trials = 1, n_rounds = 1)
  expect_identical(found$network$layer_sizes, c(2, 5, 5, 5, 2))
})

test_that("no hidden layer is a trial, too", {
  found <- search(list(n_hidden_layers = pick(0)), n_trials = 1, n_rounds = 1)
  expect_identical(found$network$layer_sizes, c(2, 2))
  expect_identical(found$network$activations, "softmax")
})

test_that("the caller's random state is left alone", {
  set.seed(1)
  before <- .Random.seed
  search(rate)
  expect_identical(.Random.seed, before)
})

test_that("tuning refuses what it cannot use", {
  refused <- function(space, message) {
    expect_refusal(
      tuning_trials(space, 3, 0, 0), paste0("tuning_trials: ", message)
    )
  }
  refused(0.5, "space: expected ranges by name, got 0.5")
  refused(list(), "space: expected at least 1 hyper-parameter, got 0")
  refused(list(1), "space: expected ranges by name, got a list")
  refused(list(beta1 = 0.9), "beta1: expected a range, got 0.9")
  refused(list(beta1 = list()), "beta1: expected scale, got none")
  refused(
    list(batch_size = list(scale = "choice", choices = numeric(0))),
    "batch_size.choices: expected at least 1 choice, got 0"
  )
  expect_refusal(
    tuning_trials(rate, 3, -1, 0),
    "tuning_trials: seed: expected a whole number from 0 to 2^53 - 1, got -1"
  )
  expect_refusal(
    narrow_space(rate, list(), 0.5),
    "narrow_space: trial: expected learning_rate, got none"
  )
  expect_refusal(
    search(rate, n_rounds = 0),
    "random_search: n_rounds: expected a whole number of at least 1, got 0"
  )
  expect_refusal(
    search(space, network_of = softmax_network(c(2, 2))),
    "random_search: network: expected a hidden layer to tune, got none"
  )
})

test_that("an equal score does not beat the best", {
  expect_false(is_better(0.5, 0.5, "loss"))
  expect_false(is_better(0.5, 0.5, "accuracy"))
  expect_true(is_better(0.4, 0.5, "loss"))
  expect_true(is_better(0.6, 0.5, "accuracy"))
})
