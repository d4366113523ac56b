# Learning-rate schedules: the rate of an epoch from the first rate.

#' Learning rate of an epoch
#'
#' With rate r, decay rate d and n = decay_epochs: constant, r; exponential,
#' r d^epoch; step, r d^floor(epoch / n); inverse_time, r / (1 + d epoch).
#'
#' @eval documented("scheduled_rate")
#' @references Ganesh, "Deep Learning from first principles", part 7
#'   (exponential); CS231n, "Annealing the learning rate" (all but constant).
#' @examples
#' scheduled_rate("exponential", 0.5, 0.9, 1, epoch = 2)
#' scheduled_rate("step", 0.5, 0.1, 10, epoch = 25)
#' @export
scheduled_rate <- function(
    schedule, learning_rate, decay_rate, decay_epochs, epoch) {
  check_arguments()
  switch(schedule,
    constant = as.double(learning_rate),
    exponential = learning_rate * decay_rate^epoch,
    step = learning_rate * decay_rate^(epoch %/% decay_epochs),
    inverse_time = learning_rate / (1 + decay_rate * as.double(epoch))
  )
}
