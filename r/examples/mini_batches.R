# Layers of any number with softmax, in mini-batches: handwritten digits.

source("r/examples/lesson.R")

folder <- start_lesson("mini_batches")
steps <- lesson_steps(800)
data <- read_lesson_data("digits") # 64 x 1797, pixels from 0 to 16
X <- data$X / 16
labels <- data$labels
# With the real MNIST files: data <- read_mnist(images, labels).
split <- train_test_split(length(labels), 0.25, seed = 1)
train_samples <- split$train
test_samples <- split$test

sizes <- c(64, 15, 9, 10)
network <- new_network(
  sizes, c("relu", "relu", "softmax"), "categorical_cross_entropy"
)
start <- initialize_parameters(sizes, "he", "normal", seed = 1)
optimizer <- new_optimizer("gradient_descent", 0.2)
batch_sizes <- c(64, 65, 512) # the last batch has 4, 48 or 324 samples
curves <- NULL
for (batch_size in batch_sizes) {
  n_batches <- batch_count(length(train_samples), batch_size)
  say("batches of %.0f, %.0f an epoch", batch_size, n_batches)
  result <- train(
    X[, train_samples],
    labels[train_samples],
    start,
    network,
    optimizer,
    steps,
    batch_size,
    seed = 1
  )
  show_losses(result$losses)
  step <- which.max(result$losses) - 1 # steps count from 0
  say("largest loss %.2f at step %.0f", max(result$losses), step)
  curves <- cbind(curves, result$losses)
}

# The batches of 512 are the course's.
predicted <- predict_labels(X[, test_samples], result$parameters, network)
say("test accuracy %.4f", accuracy(labels[test_samples], predicted))
counts <- confusion_matrix(labels[test_samples], predicted, 10)
show_confusion(counts)
show_statistics(counts)

names <- sprintf("batches of %.0f", batch_sizes)
plot_losses(curves, names, file.path(folder, "losses.png"))
plot_confusion_matrix(counts, file.path(folder, "confusion.png"))
say("pictures in %s", folder)
