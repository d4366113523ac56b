# Initial weights and biases, drawn from the random stream.

#' Initial weights and biases of a network
#'
#' The biases are 0.  The weights of a layer have the standard deviation 0.01
#' ("random"), sqrt(2 / n_in) ("he") or sqrt(1 / n_in) ("xavier"), or are 0
#' ("zeros").  Glorot and Bengio's own variance is 2 / (n_in + n_out);
#' 1 / n_in is the course's.
#'
#' Layer l draws from the purpose "weights" at step l, filled row by row:
#' "normal" is scale * random_normals; "uniform" is
#' scale * sqrt(3) * (2 * random_uniforms - 1), which has the same variance.
#'
#' @eval documented("initialize_parameters")
#' @references He et al. (2015), "Delving deep into rectifiers"; Glorot and
#'   Bengio (2010), "Understanding the difficulty of training deep feedforward
#'   neural networks"; Ganesh, "Deep Learning from first principles", part 6.
#' @examples
#' initialize_parameters(c(2, 3, 1), "he", "normal", 0)
#' @export
initialize_parameters <- function(layer_sizes, method, distribution, seed) {
  check_arguments()
  sizes <- as.double(unlist(layer_sizes))
  parameters <- list()
  for (layer in seq_len(length(sizes) - 1)) {
    n_in <- sizes[layer]
    n_out <- sizes[layer + 1]
    values <- 0
    if (method != "zeros") {
      values <- weight_scale(method, distribution, n_in) *
        weight_values(distribution, seed, layer, n_out * n_in)
    }
    W <- matrix(values, n_out, n_in, byrow = TRUE) # n_out x n_in
    parameters[[paste0("W", layer)]] <- W
    parameters[[paste0("b", layer)]] <- matrix(0, n_out, 1)
  }
  parameters
}

weight_values <- function(distribution, seed, layer, n_values) {
  if (distribution == "normal") {
    return(random_normals(seed, "weights", layer, n_values))
  }
  2 * random_uniforms(seed, "weights", layer, n_values) - 1
}

# Factor of the values; uniforms in [-1, 1) have variance 1/3.
weight_scale <- function(method, distribution, n_in) {
  deviation <- switch(method,
    random = 0.01,
    he = sqrt(2 / n_in),
    xavier = sqrt(1 / n_in)
  )
  if (distribution == "normal") deviation else deviation * sqrt(3)
}
