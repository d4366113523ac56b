# Averages of a series in which old values fade.

#' Exponentially weighted moving average of a series
#'
#' v_t = beta1 v_(t-1) + (1 - beta1) x_t, v_0 = 0; corrected, / (1 - beta1^t).
#'
#' @eval documented("moving_average")
#' @references Ganesh, "Deep Learning from first principles", part 7; Kingma
#'   and Ba (2015), "Adam: a method for stochastic optimization", section 3.
#' @examples
#' moving_average(c(1, 2, 3), 0.9, corrected = TRUE)
#' @export
moving_average <- function(values, beta1, corrected) {
  check_arguments()
  average <- function(before, value) beta1 * before + (1 - beta1) * value
  averages <- Reduce(average, values, 0, accumulate = TRUE)[-1] # n_values
  if (corrected) {
    averages <- averages / (1 - beta1^as.double(seq_along(values)))
  }
  averages
}
