# Time lines of R that do the same: Rscript lines.R.
#
# Prints what a pair of lines does, a line, and its microseconds: the least of
# several batches, of the processor's time.

set.seed(15)
Z <- matrix(stats::rnorm(100 * 300), 100) # of 100 units and 300 samples
S <- matrix(stats::rnorm(3 * 300), 3) # of 3 classes

PAIRS <- list(
  "relu of 100 x 300" = expression(
    apply(Z, 1:2, function(z) max(0, z)),
    pmax.int(0, Z)
  ),
  "derivative of relu" = expression(
    apply(Z, 1:2, function(z) if (z > 0) 1 else 0),
    1 * (Z > 0)
  ),
  "sums of 100 rows" = expression(
    apply(Z, 1, sum),
    rowSums(Z),
    Z %*% rep(1, ncol(Z))
  ),
  "softmax of 3 x 300" = expression(
    apply(S, 2, function(z) exp(z) / sum(exp(z))),
    exp(S) / rep(colSums(exp(S)), each = nrow(S))
  ),
  "name of a layer" = expression(
    paste0("W", 1L),
    sprintf("W%d", 1L)
  )
)

microseconds <- function(line) {
  body <- call("for", quote(i), quote(seq_len(times)), line)
  batch <- compiler::cmpfun(eval(call("function", as.pairlist(alist(times = )), body)))
  spent <- function(times) {
    begun <- proc.time()
    batch(times)
    sum((proc.time() - begun)[1:2])
  }
  times <- 1
  while (spent(times) < 0.02) {
    times <- times * 4
  }
  1e6 * min(vapply(1:7, function(turn) spent(times), 0)) / times
}

for (what in names(PAIRS)) {
  for (line in as.list(PAIRS[[what]])) {
    text <- paste(deparse(line, width.cutoff = 500), collapse = " ")
    cat(what, text, sprintf("%.9g\n", microseconds(line)), sep = "\t")
  }
}
