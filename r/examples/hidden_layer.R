# One hidden layer of tanh units: nine blobs in two classes.

source("r/examples/lesson.R")

folder <- start_lesson("hidden_layer")
steps <- lesson_steps(2000)
data <- read_lesson_data("blobs") # 2 x 400
X <- data$X
labels <- data$labels

# Train a network of n_hidden units; print the loss as it goes.
learn <- function(n_hidden, rate) {
  say("%.0f hidden units, learning rate %g", n_hidden, rate)
  sizes <- c(2, n_hidden, 1)
  network <- new_network(sizes, c("tanh", "sigmoid"), "binary_cross_entropy")
  start <- initialize_parameters(sizes, "xavier", "uniform", seed = 1)
  optimizer <- new_optimizer("gradient_descent", rate)
  result <- train(X, labels, start, network, optimizer, steps)
  show_losses(result$losses)
  c(result, list(network = network))
}

# How fast, and how wide?  The course tries rates up to 3 and 4 to 12 units.
rates <- c(0.01, 0.03, 0.1)
curves <- sapply(rates, function(rate) learn(9, rate)$losses)
names <- sprintf("rate %g", rates)
plot_losses(curves, names, file.path(folder, "rates.png"))

widths <- c(2, 4, 12)
curves <- NULL
for (n_hidden in widths) {
  result <- learn(n_hidden, 0.1)
  curves <- cbind(curves, result$losses)
}
names <- sprintf("%.0f units", widths)
plot_losses(curves, names, file.path(folder, "widths.png"))

# The last one is the widest.
predicted <- predict_labels(X, result$parameters, result$network)
say("accuracy %.4f", accuracy(labels, predicted))
show_confusion(confusion_matrix(labels, predicted, 2))

plot_data(X, labels, file.path(folder, "data.png"))
file <- file.path(folder, "boundary.png")
plot_decision_boundary(X, labels, result$parameters, result$network, file)
say("pictures in %s", folder)
