# Momentum, RMSprop, Adam and a decaying rate: handwritten digits.

source("r/examples/lesson.R")

folder <- start_lesson("optimizers")
steps <- lesson_steps(200)
data <- read_lesson_data("digits") # 64 x 1797, pixels from 0 to 16
X <- data$X / 16
labels <- data$labels
split <- train_test_split(length(labels), 0.25, seed = 1)
train_samples <- split$train
test_samples <- split$test
sizes <- c(64, 15, 9, 10)
network <- new_network(
  sizes, c("relu", "relu", "softmax"), "categorical_cross_entropy"
)
start <- initialize_parameters(sizes, "he", "normal", seed = 1)

# Train in batches of 512, with a rate that decays from epoch to epoch.
learn <- function(name, learning_rate, beta2 = 0.999, decay_rate = 1) {
  say(
    "%s, learning rate %g, beta2 %g, decay rate %g",
    name, learning_rate, beta2, decay_rate
  )
  optimizer <- new_optimizer(
    name,
    learning_rate,
    beta2 = beta2,
    schedule = "exponential",
    decay_rate = decay_rate
  )
  result <- train(
    X[, train_samples], labels[train_samples],
    start, network, optimizer, steps, 512, 1
  )
  show_losses(result$losses, 4) # rounding grows to 3e-7 where steps are huge
  predicted <- predict_labels(X[, test_samples], result$parameters, network)
  say("test accuracy %.4f", accuracy(labels[test_samples], predicted))
  counts <- confusion_matrix(labels[test_samples], predicted, 10)
  list(losses = result$losses, counts = counts)
}

names <- c("gradient_descent", "momentum", "rmsprop", "adam")
results <- list(
  learn("gradient_descent", 0.2),
  learn("momentum", 0.2),
  learn("rmsprop", 0.01, 0.9),
  learn("adam", 0.01)
)
curves <- sapply(results, function(result) result$losses)
counts <- results[[4]]$counts
show_confusion(counts)

# RMSprop has no bias correction: with beta2 0.999 its first steps are huge.
invisible(learn("rmsprop", 0.01))

# A rate that is too high keeps the loss jumping; decay calms it.
decays <- c(1, 0.9999, 0.98)
decaying <- sapply(
  decays, function(decay) learn("rmsprop", 0.02, 0.9, decay)$losses
)

# Losses of batches jump; their moving average shows where they go.
say("loss of adam, averaged with beta 0.9")
smooth <- moving_average(curves[, 4], 0.9, corrected = TRUE)
show_losses(smooth)

plot_losses(curves, names, file.path(folder, "losses.png"))
pair <- cbind(curves[, 4], smooth)
plot_losses(pair, c("adam", "its average"), file.path(folder, "average.png"))
decay_names <- sprintf("decay rate %g", decays)
plot_losses(decaying, decay_names, file.path(folder, "decay.png"))
plot_confusion_matrix(counts, file.path(folder, "confusion.png"))
say("pictures in %s", folder)
