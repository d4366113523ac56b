# Time steps in R: Rscript step.R KIND FOLDER SIZES STEPS BATCHES PACKAGE.
#
# KIND is package or course.  Prints the processor's seconds a step of each
# batch of steps, and the last loss.

RATE <- 0.1

read <- function(folder) {
  files <- list.files(folder, "[.]csv$", full.names = TRUE)
  values <- lapply(files, function(file) {
    unname(as.matrix(utils::read.csv(file, header = FALSE)))
  })
  stats::setNames(values, sub("[.]csv$", "", basename(files)))
}

# The package's own loop.
package <- function(given, sizes, source) {
  port <- new.env(parent = globalenv())
  for (file in list.files(file.path(source, "R"), "[.]R$", full.names = TRUE)) {
    sys.source(file, envir = port, chdir = TRUE)
  }
  network <- port$new_network(
    sizes, c("relu", "softmax"), "categorical_cross_entropy"
  )
  optimizer <- port$new_optimizer("gradient_descent", RATE)
  reached <- given[c("W1", "b1", "W2", "b2")]
  function(steps) {
    result <- port$train(
      given$X, given$labels[1, ], reached, network, optimizer, steps
    )
    reached <<- result$parameters
    result$losses[steps]
  }
}

# As the course's scripts do: apply() entry by entry and sample by sample.
course <- function(given, sizes, source) {
  X <- t(given$X) # n_samples x n_features
  y <- given$labels[1, ] + 1
  W1 <- t(given$W1)
  b1 <- given$b1
  W2 <- t(given$W2)
  b2 <- given$b2
  n_samples <- nrow(X)
  Y <- matrix(0, n_samples, sizes[3])
  for (i in 1:n_samples) {
    Y[i, y[i]] <- 1
  }
  function(steps) {
    for (step in seq_len(steps)) {
      Z1 <- sweep(X %*% W1, 2, b1, "+")
      A1 <- apply(Z1, 1:2, function(z) if (z < 0) 0 else z)
      Z2 <- sweep(A1 %*% W2, 2, b2, "+")
      P <- t(apply(Z2, 1, function(z) exp(z) / sum(exp(z))))
      loss <- -sum(apply(P * Y, 1, function(p) log(sum(p)))) / n_samples
      dZ2 <- (P - Y) / n_samples
      dW2 <- t(A1) %*% dZ2
      db2 <- apply(dZ2, 2, sum)
      dA1 <- dZ2 %*% t(W2)
      dZ1 <- dA1 * apply(Z1, 1:2, function(z) if (z > 0) 1 else 0)
      dW1 <- t(X) %*% dZ1
      db1 <- apply(dZ1, 2, sum)
      W1 <<- W1 <- W1 - RATE * dW1
      b1 <<- b1 <- b1 - RATE * db1
      W2 <<- W2 <- W2 - RATE * dW2
      b2 <<- b2 <- b2 - RATE * db2
    }
    loss
  }
}

arguments <- commandArgs(trailingOnly = TRUE)
kind <- list(package = package, course = course)[[arguments[1]]]
sizes <- as.double(strsplit(arguments[3], ",")[[1]])
steps <- as.integer(arguments[4])
train <- kind(read(arguments[2]), sizes, arguments[6])
for (batch in seq_len(as.integer(arguments[5]))) {
  begun <- proc.time()
  loss <- train(steps)
  cat(sum((proc.time() - begun)[1:2]) / steps, "\n")
}
cat(sprintf("loss %.17g\n", loss))
