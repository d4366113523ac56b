# Large scores, and what the rows of a Jacobian add up to.

source("r/examples/lesson.R")

for (first in c(0, 1000)) {
  p <- softmax(matrix(c(first, first + 1)))
  say("softmax of %.0f, %.0f: %.6f", first, first + 1, p[1, 1])
}

J <- softmax_jacobian(softmax(matrix(c(1, 2, 3))))
for (row in 1:3) {
  say("row sum is 0: %s", tolower(abs(sum(J[row, , 1])) < 1e-15))
}
