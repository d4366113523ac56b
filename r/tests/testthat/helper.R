# Numbers without a pattern, the same on every machine.
numbers <- function(n_rows, n_columns, phase = 0) {
  matrix(sin(7 * seq_len(n_rows * n_columns) + phase), n_rows)
}

# Central differences of a function of a matrix that gives a number.
finite_differences <- function(f, M, h = 1e-6) {
  slope <- function(place) {
    step <- replace(0 * M, place, h)
    (f(M + step) - f(M - step)) / (2 * h)
  }
  array(vapply(seq_along(M), slope, numeric(1)), dim(M))
}

# Parameters of a network, biases included.
example_parameters <- function(layer_sizes) {
  parameters <- list()
  for (layer in seq_along(layer_sizes[-1])) {
    n_out <- layer_sizes[layer + 1]
    W <- numbers(n_out, layer_sizes[layer], phase = layer)
    parameters[[paste0("W", layer)]] <- W
    parameters[[paste0("b", layer)]] <- numbers(n_out, 1, phase = -layer) / 4
  }
  parameters
}

softmax_network <- function(layer_sizes, activations = NULL, ...) {
  new_network(
    layer_sizes, c(activations, "softmax"), "categorical_cross_entropy", ...
  )
}

# A case with 8 samples of 3 unsorted classes, without files.
example_case <- function(learning_rate = 0.5, steps = 6, ...) {
  fields <- list(
    id = "example",
    X = numbers(2, 8),
    labels = c(2, 0, 1, 1, 0, 2, 2, 0),
    parameters = example_parameters(c(2, 4, 3)),
    network = softmax_network(c(2, 4, 3), "relu"),
    optimizer = new_optimizer("gradient_descent", learning_rate),
    steps = steps,
    seed = 0,
    batch_size = 8
  )
  utils::modifyList(fields, list(...))
}

# The same with everything at once: 3, 3 and 2 samples in the batches.
course_case <- function(optimizer = "adam", ...) {
  example_case(
    network = softmax_network(c(2, 4, 3), "relu",
      l2_penalty = 0.3, keep_prob = 0.6
    ),
    optimizer = new_optimizer(optimizer, 0.05,
      schedule = "exponential", decay_rate = 0.5
    ),
    seed = 5, batch_size = 3, ...
  )
}

# A new file that holds these lines.
text_file <- function(..., folder = tempfile(), name = "table.csv") {
  dir.create(folder, showWarnings = FALSE)
  file <- file.path(folder, name)
  writeLines(c(...), file)
  file
}

expect_refusal <- function(object, message) {
  expect_error(object, message, fixed = TRUE)
}
