# What a value of each kind must be: the contract's words, as checks.
#
# Each is a function of a call (see new_call()), the name of the argument, its
# value, and what the contract says of it.

LIMIT <- 2^31 # R and Octave count the entries of an array with 32 bits
ROUNDING <- 1e-9 # of a sum of probabilities
# What mends the one mistake that everybody makes, in every language alike.
TRANSPOSE <- ": samples stand in columns, pass X'"

KINDS <- list(
  number = function(call, name, value, item) {
    for (rule in rules_of(item)) {
      if (!is_number(value) || !keeps(rule, value)) {
        refuse(call$caller, name, rule$says, describe_value(value))
      }
    }
  },
  count = function(call, name, value, item) {
    KINDS$number(call, name, value, item)
    call$sizes[[name]] <- value
  },
  counts = function(call, name, value, item) {
    check_list(call$caller, name, value, "whole numbers")
    for (size in value) {
      KINDS$number(call, name, size, list(range = "count"))
    }
    if (length(value) < 2) {
      refuse(call$caller, name, "at least 2 sizes", length(value))
    }
  },
  matrix = function(call, name, value, item) {
    if (!is.matrix(value) || !is_numbers(value)) {
      refuse(call$caller, name, "a matrix", describe_value(value))
    }
    check_doubles(call, name, value)
    if (length(value) == 0) {
      refuse(call$caller, name, "at least 1 x 1", shape_text(dim(value)))
    }
    check_finite(call, name, value)
    if (!is.null(item$shape)) {
      shape <- sizes_of(call, item$shape, dim(value))
      check_orientation(call, name, value, shape[1], item$shape)
      check_shape(call, name, value, shape)
    }
    entries <- if (identical(item$order, "rows")) t(value) else value
    check_entries(call, name, entries, rules_of(item))
    check_sums(call, name, value, item$column_sum)
  },
  vector = function(call, name, value, item) {
    check_vector(call, name, value, "vector", "value")
    check_finite(call, name, value)
    if (!identical(item$type, "numbers")) {
      check_doubles(call, name, value)
    }
    check_entries(call, name, value, rules_of(item))
    check_length(call, name, value, item, "numbers")
  },
  labels = function(call, name, value, item) {
    check_vector(call, name, value, "vector of labels", "label")
    check_entries(call, name, value, rules_of(item))
    if (!is.null(item$classes)) {
      below <- sizes_of(call, item$classes, 0)
      says <- paste("whole numbers from 0 to", number_text(below - 1))
      rule <- list(says = says, whole = TRUE, least = 0, below = below)
      check_entries(call, name, value, list(rule))
    }
    check_length(call, name, value, item, "labels")
  },
  flag = function(call, name, value, item) {
    if (!isTRUE(value) && !isFALSE(value)) {
      refuse(call$caller, name, "true or false", describe_value(value))
    }
  },
  text = function(call, name, value, item) {
    choices <- unlist(item$choices)
    if (!is.null(item$names_of)) {
      choices <- names(call$values[[item$names_of]])
    }
    if (!is.null(choices)) {
      check_choice(call$caller, name, value, choices)
    }
    if (!is_text(value)) {
      refuse(call$caller, name, "text", describe_value(value))
    }
  },
  texts = function(call, name, value, item) {
    check_list(call$caller, name, value, "words")
    n_words <- length(value)
    if (is.null(item$last)) {
      for (word in value) {
        KINDS$text(call, name, word, list())
      }
      return(check_length(call, name, value, item, "words"))
    }
    n_layers <- length(call$values$layer_sizes) - 1
    if (n_words != n_layers) {
      got <- paste(n_words, "for", n_layers, "layers")
      refuse(call$caller, name, "one a layer", got)
    }
    for (word in value[-n_words]) {
      check_choice(call$caller, name, word, unlist(item$choices))
    }
    check_choice(call$caller, name, value[[n_words]], unlist(item$last))
  },
  path = function(call, name, value, item) {
    if (!is_text(value) || value == "") {
      refuse(call$caller, name, "a path", describe_value(value))
    }
    if (!is.null(item$endings)) {
      check_picture_path(call$caller, name, value, unlist(item$endings))
    }
  },
  "function" = function(call, name, value, item) {
    if (!is.function(value)) {
      refuse(call$caller, name, "a function", describe_value(value))
    }
  },
  # Everything: what is no array of numbers as.double() refuses.
  array = function(call, name, value, item) NULL,
  space = function(call, name, value, item) {
    check_space(call$caller, value)
  },
  trial = function(call, name, value, item) {
    check_trial(call$caller, call$values$space, value)
  }
)

rules_of <- function(item) {
  if (!is.null(item$range)) contract()$ranges[[item$range]]
}

# Which numbers are finite and within a rule.
keeps <- function(rule, x) {
  kept <- is.finite(x)
  kept <- kept & x >= c(rule$least, -Inf)[1] & x > c(rule$above, -Inf)[1]
  kept <- kept & x <= c(rule$most, Inf)[1] & x < c(rule$below, Inf)[1]
  if (isTRUE(rule$whole)) kept & x == trunc(x) else kept
}

# Name the first value that breaks a rule, and the rule.
check_entries <- function(call, name, values, rules) {
  if (is.null(rules)) {
    return()
  }
  broken <- lapply(rules, function(rule) which(!keeps(rule, values)))
  if (length(unlist(broken)) > 0) {
    first <- min(unlist(broken))
    rule <- Find(function(rule) !keeps(rule, values[first]), rules)
    refuse(call$caller, name, rule$says, number_text(values[first]))
  }
}

check_doubles <- function(call, name, value) {
  if (!is.double(value)) {
    got <- if (is.complex(value)) "complex numbers" else "integers"
    refuse(call$caller, name, "doubles", got)
  }
}

check_finite <- function(call, name, value) {
  if (!all(is.finite(value))) {
    refuse(call$caller, name, "finite values", "NaN or Inf")
  }
}

# Sizes of a shape's names; a new name is what it is here.
sizes_of <- function(call, shape, found) {
  sizes <- axes_of(shape)
  for (axis in which(is.na(sizes))) {
    name <- names(sizes)[axis]
    if (is.null(call$sizes[[name]])) {
      call$sizes[[name]] <- found[axis]
    }
    sizes[axis] <- call$sizes[[name]]
  }
  sizes
}

# The names in a shape, with their sizes where they are numbers.
axes_of <- function(shape) {
  if (is.null(the$axes[[shape]])) {
    names <- strsplit(shape, " x ", fixed = TRUE)[[1]]
    is_number <- grepl("^[0-9]+$", names)
    sizes <- ifelse(is_number, as.double(replace(names, !is_number, NA)), NA)
    the$axes[[shape]] <- stats::setNames(sizes, names)
  }
  the$axes[[shape]]
}

# Refuse samples in rows, where the number of features tells them.
check_orientation <- function(call, name, value, n_features, shape) {
  sizes <- dim(value)
  is_samples <- startsWith(name, "X")
  is_turned <- is_samples && sizes[2] == n_features
  # A mean of features, as many as the samples that were given in rows.
  if (shape == "n_features x 1" && is.null(call$network)) {
    is_turned <- sizes[1] == c(call$sizes$n_samples, 0)[1]
  }
  if (is_turned && sizes[1] != n_features) {
    expected <- if (is_samples) rev(sizes) else c(n_features, 1)
    got <- paste0(shape_text(sizes), TRANSPOSE)
    refuse(call$caller, name, shape_text(expected), got)
  }
}

check_shape <- function(call, name, value, shape) {
  if (length(dim(value)) != length(shape) || any(dim(value) != shape)) {
    refuse(call$caller, name, shape_text(shape), shape_text(dim(value)))
  }
}

# Refuse columns that are no probabilities of classes.
check_sums <- function(call, name, value, when) {
  if (is.null(when)) {
    return()
  }
  sums <- colSums(value) # n_samples
  wrong <- sums[abs(sums - 1) > ROUNDING]
  output <- call$network$activations[length(call$network$activations)]
  if (length(wrong) > 0 && when %in% c("always", output)) {
    got <- paste("a sum of", number_text(wrong[1]))
    refuse(call$caller, name, "columns that sum to 1", got)
  }
}

check_vector <- function(call, name, value, what, item) {
  if (!is.numeric(value) || length(dim(value)) > 1) {
    refuse(call$caller, name, paste("a", what), describe_value(value))
  }
  if (length(value) == 0) {
    refuse(call$caller, name, paste("at least 1", item), "0")
  }
}

check_length <- function(call, name, value, item, items) {
  size <- sizes_of(call, item$shape, length(value))
  if (length(value) != size) {
    expected <- paste(shape_text(size), c(item$items, items)[1])
    got <- shape_text(length(value))
    is_alone <- is.null(call$network) # else the features are known
    if (is_alone && identical(call$sizes$n_features, length(value))) {
      got <- paste0(got, TRANSPOSE)
    }
    refuse(call$caller, name, expected, got)
  }
}

check_choice <- function(caller, name, value, choices) {
  if (!is_text(value) || !value %in% choices) {
    expected <- paste("one of", paste(choices, collapse = ", "))
    refuse(caller, name, expected, describe_value(value))
  }
}

# Refuse what is neither a list nor a vector of items.
check_list <- function(caller, name, value, items) {
  is_items <- switch(items,
    "whole numbers" = is.list(value) || is.numeric(value),
    words = is.list(value) || is.character(value),
    TRUE
  )
  if (!is_items || !is.vector(value) || !is.null(names(value))) {
    refuse(caller, name, paste("a list of", items), describe_value(value))
  }
}

# Refuse a file that no picture can be written to.
check_picture_path <- function(caller, name, file, endings) {
  if (!any(endsWith(file, endings))) {
    last <- length(endings)
    words <- paste(endings[-last], collapse = ", ")
    expected <- paste("a name that ends in", words, "or", endings[last])
    refuse(caller, name, expected, describe_value(basename(file)))
  }
  if (!dir.exists(dirname(file))) {
    refuse(caller, name, "a folder that exists", dirname(file))
  }
  if (dir.exists(file)) {
    refuse(caller, name, "a file", "a folder")
  }
}
