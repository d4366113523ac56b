# NOR by hand, and the rule's mistakes on OR.

source("r/examples/lesson.R")

data <- read_lesson_data("gate-or") # 2 x 4
answers <- heaviside(matrix(c(-1, -1), 1) %*% data$X + 0.5)
say("NOR answers %s", paste(answers, collapse = " "))

W <- matrix(0, 1, 2)
b <- 0
for (epoch in 0:9) {
  mistakes <- 0
  for (sample in seq_along(data$labels)) {
    x <- data$X[, sample, drop = FALSE]
    dz <- heaviside(W %*% x + b)[1, 1] - data$labels[sample]
    W <- W - dz * t(x)
    b <- b - dz
    mistakes <- mistakes + (dz != 0)
  }
  say("epoch %.0f: %.0f mistakes", epoch, mistakes)
  if (mistakes == 0) {
    break
  }
}
say("w1 %.0f, w2 %.0f, b %.0f", W[1, 1], W[1, 2], b)
