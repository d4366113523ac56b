# One step of the worked numbers, and two hidden units exchanged.

source("r/examples/lesson.R")

x <- matrix(c(1, 2))
W1 <- matrix(c(0.5, -0.5), 1)
W2 <- matrix(2)
a <- tanh(W1 %*% x)
before <- sigmoid(W2 %*% a)[1, 1]
dz2 <- before - 1
dz1 <- W2 * dz2 * (1 - a^2)
a_after <- tanh((W1 - 0.1 * dz1 %*% t(x)) %*% x - 0.1 * dz1)
after <- sigmoid((W2 - 0.1 * dz2 * a) %*% a_after - 0.1 * dz2)[1, 1]
say("p before %.4f, after %.4f", before, after)

W1 <- matrix(c(0.5, 1, -0.5, 0.25), 2)
W2 <- matrix(c(2, -1), 1)
for (order in list(c(0, 1), c(1, 0))) {
  hidden <- tanh(W1[order + 1, ] %*% x)
  p <- sigmoid(W2[, order + 1] %*% hidden)[1, 1]
  say("units %.0f and %.0f: p %.4f", order[1], order[2], p)
}
