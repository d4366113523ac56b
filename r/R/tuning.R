# Tuning: random search over hyper-parameters, coarse to fine.
#
# Every language tries the same trials, since the shared random stream draws
# them.  Trials are scored on validation data; test data have no place here.

#' Draw trials from a space of hyper-parameters, each independently
#'
#' A range is `list(scale = "linear", low = 0.5, high = 1)` or
#' `list(scale = "choice", choices = c(32, 64))`.  The scales, u being uniform:
#'
#' - "linear": low + u (high - low);
#' - "log": the same of the logarithms, for numbers of unknown size, such as
#'   learning rates;
#' - "log_one_minus": the same of -log(1 - value), for betas: 0.9 averages 10
#'   steps, 0.99 a hundred;
#' - "integer": low + floor(u (high - low + 1)), for counts;
#' - "choice": the one of number floor(u n_choices).
#'
#' Hyper-parameters, in the order in which they matter: learning_rate; beta1,
#' n_hidden (the width of each hidden layer), batch_size; n_hidden_layers,
#' decay_rate; then l2_penalty and keep_prob, where training does better than
#' validation; initialization, hidden_activation and optimizer, which are
#' words; beta2 hardly ever.
#'
#' The uniforms of a hyper-parameter have the purpose "tuning_" and its name,
#' at the step `search_round`: neither more trials nor further
#' hyper-parameters change the others' values.
#'
#' @eval documented("tuning_trials")
#' @references Bergstra and Bengio (2012), "Random search for hyper-parameter
#'   optimization"; Ng, "Improving deep neural networks", week 3 (order and
#'   scales); Ganesh, "Deep Learning from first principles", part 8.
#' @examples
#' space <- list(
#'   learning_rate = list(scale = "log", low = 1e-4, high = 1),
#'   n_hidden = list(scale = "integer", low = 4, high = 12)
#' )
#' as.data.frame(tuning_trials(space, 5, seed = 0, search_round = 0))
#' @export
tuning_trials <- function(space, n_trials, seed, search_round) {
  check_arguments()
  trials <- list()
  for (name in names(space)) {
    purpose <- paste0("tuning_", name)
    uniforms <- random_uniforms(seed, purpose, search_round, n_trials)
    trials[[name]] <- draw_values(space[[name]], uniforms) # n_trials
  }
  trials
}

#' Narrow every range about the value that a trial has there
#'
#' On its scale, the new range is `factor` times as wide and centred at the
#' value, but never leaves the old one.  Whole numbers keep their neighbours,
#' choices stay as they are.
#'
#' @eval documented("narrow_space")
#' @references Ng, "Improving deep neural networks", week 3 (coarse to fine).
#' @examples
#' space <- list(learning_rate = list(scale = "log", low = 1e-4, high = 1))
#' narrow_space(space, list(learning_rate = 0.01), 0.5)
#' @export
narrow_space <- function(space, trial, factor) {
  check_arguments()
  for (name in names(space)) {
    range <- narrow_range(space[[name]], trial[[name]], factor)
    if (range$scale != "choice" && range$low >= range$high) {
      expected <- paste("a factor that leaves", name, "a range")
      refuse("narrow_space", "factor", expected, number_text(factor))
    }
    space[[name]] <- range
  }
  space
}

#' Search hyper-parameters at random, coarse to fine
#'
#' Round r draws [tuning_trials()] from the space narrowed by factor^r about
#' the best trial so far.  Each trial starts from the normal weights of the
#' seed, trains, and is scored on the validation data: by the mean loss
#' without the L2 penalty, or by accuracy.  Of equal scores the first wins.  A
#' trial whose training overflows has the score NaN and never wins.
#'
#' What the space does not name comes from `network`, `optimizer`,
#' `batch_size` and `initialization`.  Hidden layers of a trial are all alike
#' if the space names n_hidden or n_hidden_layers: as wide as the first of
#' `network`, with its activation, unless the space says otherwise.
#'
#' The score of the winner is the best of many, hence too good: judge the
#' winner once on test data that the search has not seen, see
#' [train_validation_test_split()].
#'
#' @eval documented("random_search")
#' @inherit tuning_trials references
#' @examples
#' X <- matrix(c(0, 0, 0, 1, 1, 0, 1, 1), nrow = 2)
#' labels <- c(0, 0, 0, 1)
#' network <- new_network(c(2, 1), "sigmoid", "binary_cross_entropy")
#' optimizer <- new_optimizer("gradient_descent", 1)
#' space <- list(learning_rate = list(scale = "log", low = 0.01, high = 10))
#' search <- random_search(
#'   X, labels, X, labels, network, optimizer, space,
#'   n_trials = 4, n_rounds = 2, steps = 20
#' )
#' search$winner
#' @export
random_search <- function(X, labels, X_validation, labels_validation, network,
                          optimizer, space, n_trials, n_rounds, steps,
                          batch_size = NULL, seed = 0, criterion = "loss",
                          factor = 0.25, initialization = "he") {
  check_arguments()
  refuse_no_hidden_layer(network, space)
  settings <- list(
    network = network, optimizer = optimizer,
    batch_size = if (is.null(batch_size)) ncol(X) else batch_size,
    initialization = initialization
  )
  attempt <- function(trial) {
    settings <- trial_settings(settings, trial)
    parameters <- train_trial(X, labels, settings, steps, seed)
    score <- validation_score(
      X_validation, labels_validation, parameters, settings$network, criterion
    )
    c(list(trial = trial, score = score, parameters = parameters), settings)
  }
  search_rounds(space, n_trials, n_rounds, seed, criterion, factor, attempt)
}

refuse_no_hidden_layer <- function(network, space) {
  of_hidden_layers <- c("n_hidden", "n_hidden_layers", "hidden_activation")
  is_asked <- any(of_hidden_layers %in% names(space))
  if (length(network$activations) == 1 && is_asked) {
    refuse("random_search", "network", "a hidden layer to tune", "none")
  }
}

# Draw rounds of trials, each about the best so far, and attempt every one.
search_rounds <- function(
    space, n_trials, n_rounds, seed, criterion, factor, attempt) {
  best <- NULL
  share <- 1
  scores <- numeric(0)
  tables <- list()
  for (search_round in seq_len(n_rounds) - 1) {
    near <- space
    if (!is.null(best)) {
      near <- narrow_space(space, best$trial, share)
    }
    table <- tuning_trials(near, n_trials, seed, search_round)
    tables[[search_round + 1]] <- table
    for (row in seq_len(n_trials)) {
      found <- attempt(lapply(table, `[[`, row))
      scores <- c(scores, found$score)
      if (is_better(found$score, best$score, criterion)) {
        best <- found
      }
    }
    share <- share * factor
  }
  if (is.null(best)) {
    refuse("random_search", "scores", "a finite score", "none")
  }
  columns <- lapply(names(space), function(name) {
    unlist(lapply(tables, `[[`, name)) # n_rounds n_trials
  })
  list(
    trials = stats::setNames(columns, names(space)),
    rounds = rep(seq_len(n_rounds) - 1, each = n_trials), scores = scores,
    winner = best$trial, score = best$score, network = best$network,
    optimizer = best$optimizer, parameters = best$parameters
  )
}

train_trial <- function(X, labels, settings, steps, seed) {
  network <- settings$network
  start <- initialize_parameters(
    network$layer_sizes, settings$initialization, "normal", seed
  )
  train(
    X, labels, start, network, settings$optimizer, steps, settings$batch_size,
    seed
  )$parameters
}

# Put a trial's values in the place of those they stand for.
trial_settings <- function(settings, trial) {
  settings$network <- trial_network(settings$network, trial)
  named <- intersect(
    c("learning_rate", "beta1", "beta2", "decay_rate"), names(trial)
  )
  settings$optimizer[named] <- trial[named]
  settings$optimizer$name <- c(trial$optimizer, settings$optimizer$name)[1]
  named <- intersect(c("batch_size", "initialization"), names(trial))
  settings[named] <- trial[named]
  settings
}

trial_network <- function(network, trial) {
  sizes <- network$layer_sizes
  n_layers <- length(network$activations)
  hidden <- network$activations[-n_layers]
  if (any(c("n_hidden", "n_hidden_layers") %in% names(trial))) {
    n_hidden_layers <- c(trial$n_hidden_layers, length(hidden))[1]
    width <- c(trial[["n_hidden"]], sizes[2])[1]
    sizes <- c(sizes[1], rep(width, n_hidden_layers), sizes[n_layers + 1])
    hidden <- rep(hidden[1], n_hidden_layers)
  }
  if (!is.null(trial$hidden_activation)) {
    hidden[] <- trial$hidden_activation
  }
  network$layer_sizes <- sizes
  network$activations <- c(hidden, network$activations[n_layers])
  named <- intersect(c("l2_penalty", "keep_prob"), names(trial))
  network[named] <- trial[named]
  network
}

# Score parameters on the validation data; NaN where they overflowed.
validation_score <- function(X, labels, parameters, network, criterion) {
  network$reduction <- "mean"
  network$l2_penalty <- 0
  network$keep_prob <- 1
  unchecked({
    Y <- network_targets(labels, network) # n_outputs x n_samples
    cache <- network_forward(X, parameters, network)$cache
    loss <- network_loss(Y, parameters, cache, network)
    if (!all(is.finite(unlist(c(parameters, cache, loss))))) {
      NaN
    } else if (criterion == "loss") {
      loss
    } else {
      accuracy(labels, predict_labels(X, parameters, network))
    }
  })
}

# Whether a score beats the best so far; an equal one does not.
is_better <- function(score, best, criterion) {
  if (is.nan(score)) {
    return(FALSE)
  }
  if (is.null(best)) {
    return(TRUE)
  }
  if (criterion == "loss") score < best else score > best
}
