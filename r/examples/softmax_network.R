# One hidden layer of relu units and softmax: the spiral of three arms.

source("r/examples/lesson.R")

folder <- start_lesson("softmax_network")
steps <- lesson_steps(3000)
data <- read_lesson_data("spiral") # 2 x 300
X <- data$X
labels <- data$labels

sizes <- c(2, 100, 3)
network <- new_network(
  sizes, c("relu", "softmax"), "categorical_cross_entropy"
)
start <- initialize_parameters(sizes, "random", "normal", seed = 1)
rates <- c(0.1, 0.5)
curves <- NULL
for (rate in rates) {
  say("learning rate %g", rate)
  optimizer <- new_optimizer("gradient_descent", rate)
  result <- train(X, labels, start, network, optimizer, steps)
  show_losses(result$losses)
  curves <- cbind(curves, result$losses)
}

# The last rate is the course's.
predicted <- predict_labels(X, result$parameters, network)
say("accuracy %.4f", accuracy(labels, predicted))
counts <- confusion_matrix(labels, predicted, 3)
show_confusion(counts)
show_statistics(counts)

names <- sprintf("rate %g", rates)
plot_data(X, labels, file.path(folder, "data.png"))
plot_losses(curves, names, file.path(folder, "losses.png"))
plot_confusion_matrix(counts, file.path(folder, "confusion.png"))
file <- file.path(folder, "boundary.png")
plot_decision_boundary(X, labels, result$parameters, network, file)
say("pictures in %s", folder)
