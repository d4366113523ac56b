# A penalty and its gradient, and the share that a mask keeps.

source("r/examples/lesson.R")

W <- matrix(c(1, 2, -2), 1)
say("penalty %.4f", l2_loss(list(W1 = W), 0.3, 6))
gradient <- sprintf("%.2f", l2_gradient(W, 0.3, 6))
say("gradient %s", paste(gradient, collapse = " "))

for (n_units in c(10, 1000)) {
  mask <- dropout_mask(n_units, 100, 0.8, 1, 1, 0)
  say("share kept of %.0f x 100: %.4f", n_units, mean(mask))
}
