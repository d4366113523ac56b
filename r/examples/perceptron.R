# A perceptron learns AND, OR and NOT; XOR takes two layers.

source("r/examples/lesson.R")

folder <- start_lesson("perceptron")

# Rosenblatt's rule by hand: mistakes and weights, epoch by epoch.
show_rule <- function(gate, n_epochs = 8) {
  data <- read_lesson_data(paste0("gate-", gate)) # 2 x 4, or 1 x 2 for NOT
  w <- numeric(nrow(data$X))
  b <- 0
  say("the rule by hand, gate %s", gate)
  say("   epoch mistakes  weights and bias")
  for (epoch in seq_len(n_epochs) - 1) {
    mistakes <- 0
    for (sample in seq_along(data$labels)) {
      x <- data$X[, sample]
      z <- matrix(sum(w * x) + b)
      dz <- heaviside(z)[1, 1] - data$labels[sample] # 0 for a right answer
      w <- w - dz * x
      b <- b - dz
      mistakes <- mistakes + (dz != 0)
    }
    values <- paste(sprintf("%5.0f", c(w, b)), collapse = "")
    say("%8.0f%9.0f  %s", epoch, mistakes, values)
    if (mistakes == 0) {
      break
    }
  }
}

# Train a network on a gate and print what it answers.
learn <- function(gate, network, method, steps, batch_size) {
  say("gate %s", gate)
  data <- read_lesson_data(paste0("gate-", gate)) # 2 x 4, or 1 x 2 for NOT
  start <- initialize_parameters(
    network$layer_sizes, method, "uniform", seed = 1
  )
  optimizer <- new_optimizer("gradient_descent", 1)
  result <- train(
    data$X, data$labels, start, network, optimizer, steps, batch_size, seed = 1
  )
  if (length(network$activations) > 1) {
    show_losses(result$losses) # of one unit they tell little: mistakes at 0
  }
  predicted <- predict_labels(data$X, result$parameters, network)
  say("wanted %s", paste(data$labels, collapse = " "))
  say("got    %s", paste(predicted, collapse = " "))
  show_confusion(confusion_matrix(data$labels, predicted, 2))
  if (gate != "not") {
    n_layers <- length(network$activations)
    file <- file.path(folder, sprintf("%s-%d.png", gate, n_layers))
    plot_decision_boundary(
      data$X, data$labels, result$parameters, network, file
    )
  }
  result$losses
}

# Rosenblatt's rule: one sample at a time, rate 1, weights from zero.
show_rule("and")
show_rule("xor")

# The same rule by train(), which takes the samples in a random order.
steps <- lesson_steps(40)
names <- c("and", "or", "not", "xor")
curves <- NULL
for (gate in names) {
  n_inputs <- if (gate == "not") 1 else 2
  unit <- new_network(c(n_inputs, 1), "step", "perceptron_loss", "sum")
  curves <- cbind(curves, learn(gate, unit, "zeros", steps, 1))
}
plot_losses(curves, names, file.path(folder, "losses.png"))

# No line divides XOR.  A hidden layer bends the plane first.
layers <- new_network(
  c(2, 2, 1), c("tanh", "sigmoid"), "binary_cross_entropy"
)
invisible(learn("xor", layers, "xavier", lesson_steps(300), 4))
say("pictures in %s", folder)
