# Mini-batches: every sample once an epoch, in an order of its own.

#' Number of batches in an epoch
#'
#' The last batch may be smaller.
#'
#' @eval documented("batch_count")
#' @references Ganesh, "Deep Learning from first principles", part 5.
#' @examples
#' batch_count(300, 64)
#' @export
batch_count <- function(n_samples, batch_size) {
  check_arguments()
  (n_samples - 1) %/% batch_size + 1
}

#' Numbers of the samples in the batch of a training step
#'
#' With k = batch_count(n_samples, batch_size), the step belongs to epoch
#' step div k and takes batch number step mod k of it.  An epoch is cut from
#' the permutation of purpose "batches" at step epoch.  A single batch holds
#' all samples in their own order, so that it is the same as training without
#' batches.
#'
#' @eval documented("batch_samples")
#' @references Bottou (2012), "Stochastic gradient descent tricks"; Ganesh,
#'   "Deep Learning from first principles", part 5.
#' @examples
#' batch_samples(5, 2, seed = 0, step = 2)
#' @export
batch_samples <- function(n_samples, batch_size, seed, step) {
  check_arguments()
  count <- batch_count(n_samples, batch_size)
  if (count == 1) {
    return(seq_len(n_samples))
  }
  order <- random_permutation(seed, "batches", step %/% count, n_samples)
  first <- (step %% count) * batch_size
  last <- min(first + batch_size, n_samples)
  order[(first + 1):last]
}
