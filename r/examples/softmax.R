# Softmax and its cross-entropy, alone: no hidden layer, summed loss.

source("r/examples/lesson.R")

folder <- start_lesson("softmax")
steps <- lesson_steps(300)

# Print numbers in a row.
show_row <- function(values) {
  say(paste(sprintf("%10.6f", values), collapse = ""))
}

# Scores become probabilities.
z <- matrix(c(1, 3, 6)) # 3 classes x 1 sample
p <- softmax(z)
say("softmax of 1, 3, 6")
show_row(p)
say("its Jacobian")
for (row in 1:3) {
  show_row(softmax_jacobian(p)[row, , 1])
}

# The gradient p - y, and the slopes of the loss that it claims to be.
y <- one_hot(1, 3) # class 1 is the true one
say("gradient p - y")
show_row(categorical_cross_entropy_gradient(p, y, "sum"))
epsilon <- 1e-4
slope <- function(k) {
  e <- matrix(as.numeric(1:3 == k)) # 3 x 1
  above <- categorical_cross_entropy(z + epsilon * e, y, "sum")
  below <- categorical_cross_entropy(z - epsilon * e, y, "sum")
  (above - below) / (2 * epsilon)
}
say("slopes of the loss")
show_row(sapply(1:3, slope))

# A layer of softmax draws straight borders: too few for a spiral.
data <- read_lesson_data("spiral") # 2 x 300
X <- data$X
network <- new_network(c(2, 3), "softmax", "categorical_cross_entropy", "sum")
start <- initialize_parameters(c(2, 3), "random", "normal", seed = 1)
optimizer <- new_optimizer("gradient_descent", 0.002)
result <- train(X, data$labels, start, network, optimizer, steps)
show_losses(result$losses)
predicted <- predict_labels(X, result$parameters, network)
say("accuracy %.4f", accuracy(data$labels, predicted))
show_confusion(confusion_matrix(data$labels, predicted, 3))

plot_softmax_surface(file.path(folder, "surface.png"))
file <- file.path(folder, "boundary.png")
plot_decision_boundary(X, data$labels, result$parameters, network, file)
say("pictures in %s", folder)
