# A sample's loss and gradient, and the first gradient of a bias.

source("r/examples/lesson.R")

p <- sigmoid(matrix(-3))[1, 1]
loss <- binary_cross_entropy(matrix(-3), matrix(1))
say("p %.4f, loss %.4f, gradient %.4f", p, loss, p - 1)

share <- mean(read_lesson_data("breast_cancer")$labels)
say("share of class 1 %.4f, db %.4f", share, 0.5 - share)
