# Initial weights on two circles; over-fitting, L2 and dropout on blobs.

source("r/examples/lesson.R")

folder <- start_lesson("regularization")
steps <- lesson_steps(2000)
data <- read_lesson_data("circles") # 2 x 300
X <- data$X
labels <- data$labels
split <- train_test_split(length(labels), 0.25, seed = 1)
train_samples <- split$train
test_samples <- split$test
sizes <- c(2, 11, 1)

# Train from one start; print the loss as it goes, and the test's result.
learn <- function(method) {
  say("initial weights %s", method)
  network <- new_network(sizes, c("relu", "sigmoid"), "binary_cross_entropy")
  start <- initialize_parameters(sizes, method, "normal", seed = 1)
  optimizer <- new_optimizer("gradient_descent", 0.3)
  result <- train(
    X[, train_samples], labels[train_samples],
    start, network, optimizer, steps, seed = 1
  )
  show_losses(result$losses)
  predicted <- predict_labels(X[, test_samples], result$parameters, network)
  say("test accuracy %.4f", accuracy(labels[test_samples], predicted))
  show_confusion(confusion_matrix(labels[test_samples], predicted, 2))
  result$losses
}

# Where training starts: from zeros it never moves.
methods <- c("zeros", "random", "he", "xavier")
curves <- sapply(methods, learn)
plot_losses(curves, methods, file.path(folder, "starts.png"))

# Over-fitting: 60 samples of classes that overlap, and 961 parameters.
data <- read_lesson_data("blobs") # 2 x 400
split <- train_test_split(length(data$labels), 0.85, seed = 1)
train_labels <- data$labels[split$train]
test_labels <- data$labels[split$test]
scaled <- standardize(data$X[, split$train])
X_train <- scaled$X
X_test <- standardize_with(
  data$X[, split$test], scaled$mean, scaled$scale
)
sizes <- c(2, 40, 20, 1)
activations <- c("relu", "relu", "sigmoid")
start <- initialize_parameters(sizes, "he", "normal", seed = 1)
plain <- new_network(sizes, activations, "binary_cross_entropy")

# Loss without penalty and masks.
data_loss <- function(X, labels, parameters) {
  cache <- network_forward(X, parameters, plain)$cache
  network_loss(network_targets(labels, plain), parameters, cache, plain)
}

# Train with L2 and dropout; print the loss of training and of the test.
fit <- function(l2_penalty, keep_prob) {
  network <- new_network(
    sizes,
    activations,
    "binary_cross_entropy",
    "mean",
    l2_penalty,
    keep_prob
  )
  result <- train(
    X_train, train_labels, start, network, new_optimizer("adam", 0.003),
    lesson_steps(1000), seed = 1
  )
  predicted <- predict_labels(X_test, result$parameters, network)
  say(
    "%10.1f%10.1f%15.4f%11.4f%15.4f",
    l2_penalty,
    keep_prob,
    data_loss(X_train, train_labels, result$parameters),
    data_loss(X_test, test_labels, result$parameters),
    accuracy(test_labels, predicted)
  )
  file <- file.path(folder, sprintf("blobs-%g-%g.png", l2_penalty, keep_prob))
  plot_decision_boundary(
    X_train, train_labels, result$parameters, network, file
  )
  result$losses
}

say("l2_penalty keep_prob  training loss  test loss  test accuracy")
names <- c("neither", "l2", "dropout", "both")
curves <- cbind(fit(0, 1), fit(0.2, 1), fit(0, 0.5), fit(0.2, 0.5))
plot_losses(curves, names, file.path(folder, "regularized.png"))
say("pictures in %s", folder)
