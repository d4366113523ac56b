# Run what the R of the fourth post computes, on its own spiral, and measure
# how long its relu takes.  Prints JSON; posts.py keeps it.
#
#     Rscript docs/measured/posts.R spiral.csv
#
# Written from the equations.  `scalar_db1` sums the gradient of the hidden
# biases over all units, as the post's first version did.

FILE <- commandArgs(trailingOnly = TRUE)[1]
STEPS <- 10000
EVERY <- 1000
RATE <- 0.5

normal_matrix <- function(rows, columns, scale) {
  matrix(rnorm(rows * columns) * scale, rows, columns)
}

train_spiral <- function(X, labels, bias_scale, scalar_db1) {
  set.seed(2)
  W1 <- normal_matrix(100, 2, 0.01)
  b1 <- rnorm(100) * bias_scale
  W2 <- normal_matrix(3, 100, 0.01)
  b2 <- rnorm(3) * bias_scale
  m <- ncol(X)
  Y <- 1 * outer(0:2, labels, "==")
  losses <- c()
  for (step in seq_len(STEPS) - 1) {
    Z1 <- W1 %*% X + b1
    A1 <- pmax(Z1, 0)
    E <- exp(W2 %*% A1 + b2)
    P <- t(t(E) / colSums(E))
    if (step %% EVERY == 0) {
      losses <- c(losses, -sum(Y * log(P)) / m)
    }
    dZ2 <- (P - Y) / m
    dZ1 <- (t(W2) %*% dZ2) * (Z1 > 0)
    db1 <- if (scalar_db1) sum(dZ1) else rowSums(dZ1)
    W2 <- W2 - RATE * dZ2 %*% t(A1)
    b2 <- b2 - RATE * rowSums(dZ2)
    W1 <- W1 - RATE * dZ1 %*% t(X)
    b1 <- b1 - RATE * db1
  }
  scores <- t(W2 %*% pmax(W1 %*% X + b1, 0) + b2)
  predicted <- max.col(scores, ties.method = "first") - 1
  counts <- table(factor(labels, 0:2), factor(predicted, 0:2))
  list(losses = losses, counts = matrix(counts, 3))
}

# Median time of one call, in milliseconds.
milliseconds <- function(compute) {
  times <- replicate(101, {
    start <- proc.time()[["elapsed"]]
    for (i in 1:5) {
      compute()
    }
    (proc.time()[["elapsed"]] - start) / 5
  })
  1000 * median(times)
}

spiral <- as.matrix(read.csv(FILE, header = FALSE))
X <- t(spiral[, 1:2])
labels <- spiral[, 3]
set.seed(1)
Z <- matrix(rnorm(100 * 300), 100) # scores of a hidden layer of the post
found <- list(
  R = R.version.string,
  as_published = train_spiral(X, labels, 1, TRUE),
  row_sums = train_spiral(X, labels, 1, FALSE),
  row_sums_zero_biases = train_spiral(X, labels, 0, FALSE),
  relu_apply = milliseconds(
    function() apply(Z, 1:2, function(z) max(0, z))
  ),
  relu_pmax = milliseconds(function() pmax(Z, 0))
)
cat(jsonlite::toJSON(found, digits = I(8), auto_unbox = TRUE))
