# How many batches, how large the last one is, and who is in them.

source("r/examples/lesson.R")

m <- 1000
size <- 64
n_batches <- batch_count(m, size)
epoch <- lapply(
  seq_len(n_batches) - 1,
  function(step) batch_samples(m, size, 1, step)
)
say(
  "batches %.0f, the last one has %.0f",
  n_batches, length(epoch[[n_batches]])
)
different <- length(unique(unlist(epoch)))
say("different samples in an epoch %.0f", different)
