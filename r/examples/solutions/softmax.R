# Large scores, rows of a Jacobian, and one-hot in a line.

source("r/examples/lesson.R")

for (first in c(0, 1000)) {
  p <- softmax(matrix(c(first, first + 1)))
  say("softmax of %.0f, %.0f: %.6f", first, first + 1, p[1, 1])
}

J <- softmax_jacobian(softmax(matrix(c(1, 2, 3))))
for (row in 1:3) {
  say("row sum is 0: %s", tolower(abs(sum(J[row, , 1])) < 1e-15))
}

labels <- c(2, 0, 1, 2)
K <- 3
Y <- 1 * outer(seq_len(K) - 1, labels, "==")
same <- all(Y == one_hot(labels, K))
say("one line is one_hot: %s", tolower(same))
