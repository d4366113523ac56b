#' Neural networks from first principles, in vectorized R
#'
#' The same functions, under the same names and with the same arguments,
#' exist in Python and Octave; `lockstep` proves the three equal.  Samples
#' stand in columns: `X` is n_features x n_samples.  Labels are class numbers
#' from 0; sample numbers are indices, from 1.  Parameters, caches and
#' gradients are lists of matrices under the names of the course: `W1`, `b1`,
#' `Z1`, `A1`, `dZ1`, `dW1`, ...
#'
#' @keywords internal
"_PACKAGE"
