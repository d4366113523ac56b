# What fits a network: its settings, parameters, masks and caches.

OUTPUT_OF_LOSS <- c(
  categorical_cross_entropy = "softmax",
  binary_cross_entropy = "sigmoid",
  perceptron_loss = "step"
)
ROUNDING <- 1e-9 # of a sum of probabilities

# Refuse what is not a network, or is none that new_network() makes.
check_network <- function(caller, network) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  check_fields_of(caller, "network", network, new_network, "new_network")
  do.call(check_settings, c(caller, with_defaults(network, new_network)))
}

# Refuse what no network can be made of.
check_settings <- function(caller, layer_sizes, activations, loss, reduction,
                           l2_penalty, keep_prob) {
  check_sizes(caller, "layer_sizes", layer_sizes)
  check_activations(caller, activations, length(layer_sizes) - 1)
  check_choice(caller, "loss", loss, LOSSES)
  check_choice(caller, "reduction", reduction, REDUCTIONS)
  n_outputs <- layer_sizes[[length(layer_sizes)]]
  output <- activations[[length(activations)]]
  if (OUTPUT_OF_LOSS[[loss]] != output) {
    refuse(caller, "loss", paste("one that fits", output), loss)
  }
  if (output != "softmax" && n_outputs != 1) {
    expected <- paste("1", output, "output")
    refuse(caller, "layer_sizes", expected, number_text(n_outputs))
  }
  check_not_negative(caller, "l2_penalty", l2_penalty)
  check_keep_prob(caller, "keep_prob", keep_prob)
}

check_activations <- function(caller, activations, n_layers) {
  check_list(caller, "activations", activations, "words")
  n_names <- length(activations)
  if (n_names != n_layers) {
    got <- paste(n_names, "for", n_layers, "layers")
    refuse(caller, "activations", "one a layer", got)
  }
  for (name in activations[-n_names]) {
    check_choice(caller, "activations", name, HIDDEN_ACTIVATIONS)
  }
  output <- activations[[n_names]]
  check_choice(caller, "activations", output, OUTPUT_ACTIVATIONS)
}

check_masks_address <- function(caller, network, n_samples, seed, step) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  check_network(caller, network)
  check_count(caller, "n_samples", n_samples)
  check_whole(caller, "seed", seed)
  check_whole(caller, "step", step)
}

# Refuse samples or parameters that do not fit a network.
check_inputs <- function(caller, X, parameters, network) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  check_matrix(caller, "X", X)
  check_shape(caller, "X", X, network$layer_sizes[[1]], ncol(X))
  check_parameters(caller, parameters, network)
}

# Refuse parameters that are not exactly those of a network.
check_parameters <- function(caller, parameters, network) {
  shapes <- parameter_shapes(unlist(network$layer_sizes))
  check_entries(caller, "parameters", parameters, names(shapes))
  check_no_others(caller, "parameters", names(parameters), names(shapes))
  for (name in names(shapes)) {
    shape <- shapes[[name]]
    check_shape(caller, name, parameters[[name]], shape[1], shape[2])
  }
}

# Refuse dropout masks that are neither none nor one a hidden layer.
check_masks <- function(caller, masks, network, X) {
  if (!the$checks_enabled || is.null(masks)) {
    return(invisible())
  }
  hidden <- seq_along(network$activations[-1])
  names <- sprintf("M%d", hidden)
  check_entries(caller, "masks", masks, if (length(masks) > 0) names)
  check_no_others(caller, "masks", names(masks), names)
  for (layer in hidden[names %in% names(masks)]) {
    shape <- c(network$layer_sizes[[layer + 1]], ncol(X))
    check_mask(caller, names[layer], masks[[names[layer]]], shape)
  }
}

# Refuse targets for which a loss is no cross-entropy.
#
# The formulas replace 1 - y, and the sum of a column, by what they are for
# probabilities.  One-hot targets and smoothed labels are such.
check_targets <- function(caller, Y, shape, loss) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  check_shape(caller, "Y", Y, shape[1], shape[2])
  wrong <- Y[Y < 0 | Y > 1] # the first sample's are first
  if (length(wrong) > 0) {
    refuse(caller, "Y", "entries from 0 to 1", number_text(wrong[1]))
  }
  sums <- colSums(Y) # n_samples
  wrong <- sums[abs(sums - 1) > ROUNDING]
  if (loss == "categorical_cross_entropy" && length(wrong) > 0) {
    got <- paste("a sum of", number_text(wrong[1]))
    refuse(caller, "Y", "columns that sum to 1", got)
  }
}

# Refuse targets and a cache that are not of one forward pass.
check_pass <- function(caller, Y, parameters, cache, network) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  check_matrix(caller, "Y", Y)
  n_outputs <- network$layer_sizes[[length(network$layer_sizes)]]
  check_targets(caller, Y, c(n_outputs, ncol(Y)), network$loss)
  check_parameters(caller, parameters, network)
  check_cache(caller, cache, network, ncol(Y))
}

check_cache <- function(caller, cache, network, n_samples) {
  layers <- seq_along(network$activations)
  needed <- c("A0", paste0(c("Z", "A"), rep(layers, each = 2)))
  check_entries(caller, "cache", cache, needed)
  hidden <- layers[-length(layers)]
  dropped <- sprintf("%s%d", c("G", "M"), rep(hidden, each = 2))
  checked <- needed
  if (any(dropped %in% names(cache))) {
    check_entries(caller, "cache", cache, dropped)
    checked <- c(needed, dropped)
  }
  check_no_others(caller, "cache", names(cache), c(needed, dropped))
  for (name in checked) {
    n_units <- network$layer_sizes[[as.integer(substring(name, 2)) + 1]]
    check_shape(caller, name, cache[[name]], n_units, n_samples)
  }
}
