# Gradient check, then tuning by random search: two circles.

source("r/examples/lesson.R")

folder <- start_lesson("checking_and_tuning")
steps <- lesson_steps(300)
data <- read_lesson_data("circles") # 2 x 300
X <- data$X
labels <- data$labels
split <- train_validation_test_split(length(labels), 0.2, 0.2, seed = 1)
sizes <- c(2, 4, 1)
network <- new_network(sizes, c("tanh", "sigmoid"), "binary_cross_entropy")
start <- initialize_parameters(sizes, "xavier", "normal", seed = 1)

# Slopes of the loss, measured: they can only be right to about 1e-9.
numerical <- numerical_gradients(X, labels, start, network)
cache <- network_forward(X, start, network)$cache
Y <- network_targets(labels, network) # 1 x 300
gradients <- network_backward(Y, start, cache, network)
difference <- gradient_difference(numerical, gradients)
say("gradients are right: %s", if (difference < 1e-7) "yes" else "no")
wrong <- replace(gradients, "db1", list(2 * gradients$db1))
difference <- gradient_difference(numerical, wrong)
say("with db1 doubled the difference is %.4f", difference)

# Rates are drawn on a log scale; the second round looks near the best trial.
space <- list(
  learning_rate = list(scale = "log", low = 0.001, high = 0.1),
  n_hidden = list(scale = "integer", low = 2, high = 12)
)
optimizer <- new_optimizer("adam", 0.01)
search <- random_search(
  X[, split$train], labels[split$train],
  X[, split$validation], labels[split$validation],
  network, optimizer, space, 6, 2, steps,
  seed = 1, initialization = "xavier"
)
trials <- search$trials
say("round      rate  units  validation loss")
say(
  "%5.0f%10.4f%7.0f%17.6f",
  search$rounds, trials$learning_rate, trials$n_hidden, search$scores
)

# The winner, as it was trained; only now look at the test.
say("winner: rate %.4f", search$winner$learning_rate)
predicted <- predict_labels(X[, split$test], search$parameters, search$network)
say("test accuracy %.4f", accuracy(labels[split$test], predicted))
show_confusion(confusion_matrix(labels[split$test], predicted, 2))

plot_trials(search, space, "learning_rate", file.path(folder, "trials.png"))
file <- file.path(folder, "boundary.png")
plot_decision_boundary(X, labels, search$parameters, search$network, file)
say("pictures in %s", folder)
