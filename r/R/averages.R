# Averages of a series in which old values fade.

#' Exponentially weighted moving average of a series
#'
#' v_t = beta1 v_(t-1) + (1 - beta1) x_t from v_0 = 0; corrected for that
#' start, v_t / (1 - beta1^t).
#'
#' @param values A vector of n_values finite doubles, such as the losses of a
#'   training run.
#' @param beta1 A number of at least 0 and below 1; the average looks back
#'   over about 1 / (1 - beta1) values.
#' @param corrected Whether to divide by 1 - beta1^t.
#' @return A vector of n_values, as long as `values`.
#' @section Errors:
#' If `values` is not a vector of finite doubles, is empty, or `beta1` is out
#' of its range.
#' @references Ganesh, "Deep Learning from first principles", part 7; Kingma
#'   and Ba (2015), "Adam: a method for stochastic optimization", section 3.
#' @examples
#' moving_average(c(1, 2, 3), 0.9, corrected = TRUE)
#' @export
moving_average <- function(values, beta1, corrected) {
  check_values("moving_average", "values", values)
  check_beta("moving_average", "beta1", beta1)
  check_flag("moving_average", "corrected", corrected)
  average <- function(before, value) beta1 * before + (1 - beta1) * value
  averages <- Reduce(average, values, 0, accumulate = TRUE)[-1] # n_values
  if (corrected) {
    averages <- averages / (1 - beta1^as.double(seq_along(values)))
  }
  averages
}
