# Initial weights, the L2 penalty and dropout: two circles.

source("r/examples/lesson.R")

folder <- start_lesson("regularization")
steps <- lesson_steps(2000)
data <- read_lesson_data("circles") # 2 x 300
X <- data$X
labels <- data$labels
split <- train_test_split(length(labels), 0.25, seed = 1)
train_samples <- split$train + 1 # samples count from 0
test_samples <- split$test + 1
sizes <- c(2, 11, 1)

# Train from one start; print the loss as it goes, and the test's result.
learn <- function(method, l2_penalty, keep_prob) {
  say("%s, l2_penalty %g, keep_prob %g", method, l2_penalty, keep_prob)
  network <- new_network(
    sizes,
    c("relu", "sigmoid"),
    "binary_cross_entropy",
    "mean",
    l2_penalty,
    keep_prob
  )
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
  name <- sprintf("%s-%g-%g.png", method, l2_penalty, keep_prob)
  file <- file.path(folder, name)
  plot_decision_boundary(X, labels, result$parameters, network, file)
  result$losses
}

# Where training starts: from zeros it never moves.
methods <- c("zeros", "random", "he", "xavier")
curves <- sapply(methods, function(method) learn(method, 0, 1))
plot_losses(curves, methods, file.path(folder, "starts.png"))

# The penalty and dropout raise the loss of training: that is their price.
names <- c("neither", "l2", "dropout", "both")
curves <- cbind(
  curves[, 3],
  learn("he", 0.2, 1),
  learn("he", 0, 0.8),
  learn("he", 0.2, 0.8)
)
plot_losses(curves, names, file.path(folder, "regularized.png"))
say("pictures in %s", folder)
