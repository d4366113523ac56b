# Learning-rate schedules: the rate of an epoch from the first rate.

SCHEDULES <- c("constant", "exponential", "step", "inverse_time")

#' Learning rate of an epoch
#'
#' With rate r, decay rate d and n = decay_epochs: constant, r; exponential,
#' r d^epoch; step, r d^floor(epoch / n); inverse_time, r / (1 + d epoch).
#'
#' @param schedule "constant", "exponential", "step" or "inverse_time".
#' @param learning_rate The rate of epoch 0, a finite number above 0.
#' @param decay_rate A finite number above 0; "constant" ignores it.
#' @param decay_epochs Epochs between two drops of "step", a whole number of
#'   at least 1; the other schedules ignore it.
#' @param epoch A whole number from 0 to 2^53 - 1; not the total number of
#'   epochs.
#' @return A number, as the formula gives it: 0 or Inf where doubles end.
#' @section Errors:
#' If `schedule` is none of these words or a number is out of its range or
#' not whole where it has to be.
#' @references Ganesh, "Deep Learning from first principles", part 7
#'   (exponential); CS231n, "Annealing the learning rate" (all but constant).
#' @examples
#' scheduled_rate("exponential", 0.5, 0.9, 1, epoch = 2)
#' scheduled_rate("step", 0.5, 0.1, 10, epoch = 25)
#' @export
scheduled_rate <- function(
    schedule, learning_rate, decay_rate, decay_epochs, epoch) {
  caller <- "scheduled_rate"
  check_choice(caller, "schedule", schedule, SCHEDULES)
  check_positive(caller, "learning_rate", learning_rate)
  check_positive(caller, "decay_rate", decay_rate)
  check_count(caller, "decay_epochs", decay_epochs)
  check_whole(caller, "epoch", epoch)
  switch(schedule,
    constant = as.double(learning_rate),
    exponential = learning_rate * decay_rate^epoch,
    step = learning_rate * decay_rate^(epoch %/% decay_epochs),
    inverse_time = learning_rate / (1 + decay_rate * as.double(epoch))
  )
}
