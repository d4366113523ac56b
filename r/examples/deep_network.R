# Any number of layers: one handwritten digit against the rest.

source("r/examples/lesson.R")

digit <- 8
folder <- start_lesson("deep_network")
steps <- lesson_steps(1500)
data <- read_lesson_data("digits") # 64 x 1797, pixels from 0 to 16
X <- data$X / 16
labels <- as.numeric(data$labels == digit)
split <- train_test_split(length(labels), 0.25, seed = 1)
train_samples <- split$train
test_samples <- split$test

# The course's layers; the images here have 64 pixels, not 784.
sizes <- c(64, 15, 9, 7, 1)
activations <- c("relu", "relu", "relu", "sigmoid")
network <- new_network(sizes, activations, "binary_cross_entropy")
start <- initialize_parameters(sizes, "he", "normal", seed = 1)
optimizer <- new_optimizer("gradient_descent", 0.1)
result <- train(
  X[, train_samples], labels[train_samples], start, network, optimizer, steps
)
parameters <- result$parameters
show_losses(result$losses)

predicted <- predict_labels(X[, train_samples], parameters, network)
say("training accuracy %.4f", accuracy(labels[train_samples], predicted))
truth <- labels[test_samples] # n_test
P <- predict_probabilities(X[, test_samples], parameters, network) # 1 x n_test
predicted <- predict_labels(X[, test_samples], parameters, network)
say("test accuracy %.4f", accuracy(truth, predicted))
counts <- confusion_matrix(truth, predicted, 2)
show_confusion(counts)
show_statistics(counts)

# Other thresholds than 0.5 find more, or are wrong less often.
roc <- roc_curve(truth, P[1, ])
curve <- precision_recall_curve(truth, P[1, ])
area <- area_under_curve(roc$false_positive_rates, roc$true_positive_rates)
say("area under the ROC curve %.4f", area)

file <- file.path(folder, "losses.png")
plot_losses(matrix(result$losses), "training", file)
file <- file.path(folder, "roc.png")
plot_roc(roc$false_positive_rates, roc$true_positive_rates, file)
file <- file.path(folder, "precision-recall.png")
plot_precision_recall(curve$recall, curve$precision, file)
say("pictures in %s", folder)
