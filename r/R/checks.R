# Refuse bad input in one clear line that begins with the function's name.
#
# The same checks, with the same messages, stand in the Python and the Octave
# package.  A training loop validates its input once and then runs the
# equations inside `unchecked`: NaN and Inf that training itself makes must
# reach the trace, and a check at each step would only cost time.

the <- new.env(parent = emptyenv())
the$checks_enabled <- TRUE

# Evaluate an expression with all checks of this package switched off.
unchecked <- function(expr) {
  before <- the$checks_enabled
  on.exit(the$checks_enabled <- before)
  the$checks_enabled <- FALSE
  expr
}

# Raise the one error that this package raises for bad input.
refuse <- function(caller, name, expected, got) {
  stop(
    caller, ": ", name, ": expected ", expected, ", got ", got,
    call. = FALSE
  )
}

# Refuse what is not a finite matrix of doubles, at least 1 x 1.
check_matrix <- function(caller, name, value) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  if (!is.matrix(value)) {
    refuse(caller, name, "a matrix", describe(value))
  }
  if (!is.double(value)) {
    refuse(caller, name, "doubles", typeof(value))
  }
  if (length(value) == 0) {
    refuse(caller, name, "at least 1 x 1", shape_text(dim(value)))
  }
  if (!all(is.finite(value))) {
    refuse(caller, name, "finite values", "NaN or Inf")
  }
}

# Refuse a matrix that is not `n_rows` x `n_columns`.
check_shape <- function(caller, name, value, n_rows, n_columns) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  check_matrix(caller, name, value)
  shape <- c(n_rows, n_columns)
  if (any(dim(value) != shape)) {
    refuse(caller, name, shape_text(shape), shape_text(dim(value)))
  }
}

# Refuse what is not an array of doubles of a shape; NaN may be in it.
check_doubles <- function(caller, name, value, shape) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  if (!is.array(value)) {
    refuse(caller, name, "an array", describe(value))
  }
  if (!is.double(value)) {
    refuse(caller, name, "doubles", typeof(value))
  }
  if (length(dim(value)) != length(shape) || any(dim(value) != shape)) {
    refuse(caller, name, shape_text(shape), shape_text(dim(value)))
  }
}

# Refuse labels that are not whole numbers in 0..n_classes - 1.
check_labels <- function(caller, name, labels, n_classes = Inf) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  if (!is.numeric(labels) || length(dim(labels)) > 1) {
    refuse(caller, name, "a vector of labels", describe(labels))
  }
  if (length(labels) == 0) {
    refuse(caller, name, "at least 1 label", "0")
  }
  right <- labels == trunc(labels) & labels >= 0 & labels < n_classes
  wrong <- labels[!(right %in% TRUE)] # a comparison with NaN is NA
  if (length(wrong) > 0) {
    expected <- "whole numbers of at least 0"
    if (n_classes < Inf) {
      expected <- paste("whole numbers from 0 to", number_text(n_classes - 1))
    }
    refuse(caller, name, expected, number_text(wrong[1]))
  }
}

# Refuse a vector of labels that is not as long as another.
check_n_labels <- function(caller, name, labels, n_labels) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  if (length(labels) != n_labels) {
    expected <- paste(shape_text(n_labels), "labels")
    refuse(caller, name, expected, shape_text(length(labels)))
  }
}

# Refuse what is not a vector of finite doubles, at least one.
check_values <- function(caller, name, values) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  if (!is.numeric(values) || length(dim(values)) > 1) {
    refuse(caller, name, "a vector", describe(values))
  }
  if (!is.double(values)) {
    refuse(caller, name, "doubles", typeof(values))
  }
  if (length(values) == 0) {
    refuse(caller, name, "at least 1 value", "0")
  }
  if (!all(is.finite(values))) {
    refuse(caller, name, "finite values", "NaN or Inf")
  }
}

# Refuse what is not a list or lacks one of the entries `needed`.
check_entries <- function(caller, name, entries, needed) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  if (!is.list(entries)) {
    refuse(caller, name, "a list of matrices", describe(entries))
  }
  absent <- setdiff(needed, names(entries))
  if (length(absent) > 0) {
    refuse(caller, name, absent[1], "none")
  }
}

# Refuse what is neither a list nor a vector of items.
check_list <- function(caller, name, value, items) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  if (!is.vector(value)) {
    refuse(caller, name, paste("a list of", items), describe(value))
  }
}

# Refuse a word that is not among `choices`, and say which exist.
check_choice <- function(caller, name, value, choices) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  if (!is_text(value) || !value %in% choices) {
    expected <- paste("one of", paste(choices, collapse = ", "))
    refuse(caller, name, expected, describe(value))
  }
}

# Refuse what is not a finite number above zero.
check_positive <- function(caller, name, value) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  if (!is_number(value) || !is.finite(value) || value <= 0) {
    refuse(caller, name, "a finite number above 0", describe(value))
  }
}

# Refuse what is not a whole number of at least `least`.
check_count <- function(caller, name, value, least = 1) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  if (!is_number(value) || !is.finite(value) || value < least ||
    value != trunc(value)) {
    expected <- paste("a whole number of at least", least)
    refuse(caller, name, expected, describe(value))
  }
}

# Refuse what is not a whole number that each language counts exactly.
check_whole <- function(caller, name, value) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  if (!is_number(value) || is.na(value) || value < 0 || value >= 2^53 ||
    value != trunc(value)) {
    expected <- "a whole number from 0 to 2^53 - 1"
    refuse(caller, name, expected, describe(value))
  }
}

# Refuse what is not a finite number of at least zero.
check_not_negative <- function(caller, name, value) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  if (!is_number(value) || !is.finite(value) || value < 0) {
    refuse(caller, name, "a finite number of at least 0", describe(value))
  }
}

# Refuse what is not a probability above zero.
check_keep_prob <- function(caller, name, value) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  if (!is_number(value) || is.na(value) || value <= 0 || value > 1) {
    refuse(caller, name, "a number above 0 and at most 1", describe(value))
  }
}

# Refuse what is not the weight of the past in an average.
check_beta <- function(caller, name, value) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  if (!is_number(value) || is.na(value) || value < 0 || value >= 1) {
    expected <- "a number of at least 0 and below 1"
    refuse(caller, name, expected, describe(value))
  }
}

# Refuse what is not text.
check_text <- function(caller, name, value) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  if (!is_text(value)) {
    refuse(caller, name, "text", describe(value))
  }
}

# Fill in what the description of a network or an optimizer leaves out;
# `maker` is new_network or new_optimizer.
with_defaults <- function(fields, maker) {
  defaults <- formals(maker)
  c(fields, defaults[!names(defaults) %in% names(fields)])
}

is_number <- function(value) {
  is.numeric(value) && length(value) == 1 && is.null(dim(value))
}

is_text <- function(value) {
  is.character(value) && length(value) == 1 && !is.na(value)
}

# Describe a refused value in a few words.
describe <- function(value) {
  if (is_text(value)) {
    return(value)
  }
  if (is_number(value)) {
    return(number_text(value))
  }
  if (is.numeric(value)) {
    return(paste(max(1, length(dim(value))), "dimensions"))
  }
  class(value)[1]
}

number_text <- function(value) {
  tolower(sprintf("%.6g", value)) # nan and inf, as Python writes them
}

# as.character() would write 100000 as 1e+05.
shape_text <- function(shape) {
  paste(sprintf("%.0f", shape), collapse = " x ")
}
