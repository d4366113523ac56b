# A perceptron learns AND, OR and NOT; XOR takes two layers.

source("r/examples/lesson.R")

folder <- start_lesson("perceptron")

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
  show_losses(result$losses)
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

# Rosenblatt's rule: one sample a step, rate 1, weights from zero.
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
