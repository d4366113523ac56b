# Logistic regression, a network without a hidden layer: breast cancer.

source("r/examples/lesson.R")

folder <- start_lesson("logistic_regression")
steps <- lesson_steps(1000)
data <- read_lesson_data("breast_cancer") # 30 x 569; 0 is malignant
labels <- data$labels

# A quarter is kept for the test, and scaled as the training samples are.
split <- train_test_split(length(labels), 0.25, seed = 1)
train_samples <- split$train
test_samples <- split$test
scaled <- standardize(data$X[, train_samples])
X_train <- scaled$X
X_test <- standardize_with(data$X[, test_samples], scaled$mean, scaled$scale)

network <- new_network(c(30, 1), "sigmoid", "binary_cross_entropy")
start <- initialize_parameters(c(30, 1), "zeros", "normal", seed = 1)
rates <- c(0.0075, 0.075, 0.75)
curves <- NULL
for (rate in rates) {
  say("learning rate %g", rate)
  optimizer <- new_optimizer("gradient_descent", rate)
  result <- train(
    X_train, labels[train_samples], start, network, optimizer, steps
  )
  show_losses(result$losses)
  curves <- cbind(curves, result$losses)
}

# The last rate is the course's.
predicted <- predict_labels(X_train, result$parameters, network)
say("training accuracy %.4f", accuracy(labels[train_samples], predicted))
predicted <- predict_labels(X_test, result$parameters, network)
say("test accuracy %.4f", accuracy(labels[test_samples], predicted))
counts <- confusion_matrix(labels[test_samples], predicted, 2)
show_confusion(counts)
show_statistics(counts)

names <- sprintf("rate %g", rates)
plot_losses(curves, names, file.path(folder, "losses.png"))
plot_confusion_matrix(counts, file.path(folder, "confusion.png"))
say("pictures in %s", folder)
