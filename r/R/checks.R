# Refuse bad input in one clear line that begins with the function's name.
#
# The same checks, with the same messages, stand in the Python and the Octave
# package.  A training loop validates its input once and then runs the
# equations inside `unchecked`: NaN and Inf that training itself makes must
# reach the trace, and a check at each step would only cost time.

the <- new.env(parent = emptyenv())
the$checks_enabled <- TRUE

# R and Octave count the entries of an array with less than 32 bits.
LIMIT <- 2^31
LONGEST_WORD <- 60 # of a refused text in a message

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
  if (!is.matrix(value) || !is_numbers(value)) {
    refuse(caller, name, "a matrix", describe(value))
  }
  check_type(caller, name, value)
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
  if (!is.array(value) || !is_numbers(value)) {
    refuse(caller, name, "an array", describe(value))
  }
  check_type(caller, name, value)
  if (length(dim(value)) != length(shape) || any(dim(value) != shape)) {
    refuse(caller, name, shape_text(shape), shape_text(dim(value)))
  }
}

# Refuse what is not a vector of finite doubles, at least one.
check_values <- function(caller, name, values) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  check_numbers(caller, name, values)
  check_type(caller, name, values)
}

# Refuse what is not a vector of finite numbers, at least one.
check_numbers <- function(caller, name, values) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  if (!is.numeric(values) || length(dim(values)) > 1) {
    refuse(caller, name, "a vector", describe(values))
  }
  if (length(values) == 0) {
    refuse(caller, name, "at least 1 value", "0")
  }
  if (!all(is.finite(values))) {
    refuse(caller, name, "finite values", "NaN or Inf")
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
  right <- right & labels < LIMIT
  wrong <- labels[!(right %in% TRUE)] # a comparison with NaN is NA
  if (length(wrong) > 0) {
    expected <- expected_labels(wrong[1], n_classes)
    refuse(caller, name, expected, number_text(wrong[1]))
  }
}

expected_labels <- function(wrong, n_classes) {
  if (n_classes < Inf) {
    return(paste("whole numbers from 0 to", number_text(n_classes - 1)))
  }
  is_large <- is.finite(wrong) && wrong >= LIMIT
  if (is_large) "whole numbers below 2^31" else "whole numbers of at least 0"
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

# Refuse what is not a list or lacks one of the entries `needed`.
check_entries <- function(caller, name, entries, needed) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  is_named <- length(entries) == 0 || !is.null(names(entries))
  if (!is.list(entries) || !is_named) {
    refuse(caller, name, "named matrices", describe(entries))
  }
  absent <- setdiff(needed, names(entries))
  if (length(absent) > 0) {
    refuse(caller, name, absent[1], "none")
  }
}

# Refuse entries that nothing would read, such as a misspelt one.
check_no_others <- function(caller, name, entries, known) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  others <- setdiff(entries, known)
  if (length(others) > 0) {
    expected <- paste(known, collapse = ", ")
    expected <- if (length(known) > 0) expected else "no entry"
    refuse(caller, name, expected, describe(others[1]))
  }
}

# Refuse what is neither a list nor a vector of items.
check_list <- function(caller, name, value, items) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  is_items <- switch(items,
    "whole numbers" = is.list(value) || is.numeric(value),
    words = is.list(value) || is.character(value),
    TRUE
  )
  if (!is_items || !is.vector(value) || !is.null(names(value))) {
    refuse(caller, name, paste("a list of", items), describe(value))
  }
}

# Refuse what is not the number of features and of units of layers.
check_sizes <- function(caller, name, value) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  check_list(caller, name, value, "whole numbers")
  for (size in value) {
    check_count(caller, name, size)
  }
  if (length(value) < 2) {
    refuse(caller, name, "at least 2 sizes", length(value))
  }
}

# Refuse an array of more entries than each language can count.
check_room <- function(caller, name, shape) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  n_entries <- prod(as.double(shape))
  if (n_entries >= LIMIT) {
    expected <- "an array of less than 2^31 entries"
    refuse(caller, name, expected, number_text(n_entries))
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
  if (value >= LIMIT) {
    refuse(caller, name, "a whole number below 2^31", describe(value))
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

# Refuse what is neither true nor false.
check_flag <- function(caller, name, value) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  if (!isTRUE(value) && !isFALSE(value)) {
    refuse(caller, name, "true or false", describe(value))
  }
}

# Refuse what does not name a file or a folder.
check_path <- function(caller, name, value) {
  if (!the$checks_enabled) {
    return(invisible())
  }
  if (!is_text(value) || value == "") {
    refuse(caller, name, "a path", describe(value))
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

# Refuse the description of a network or an optimizer that lacks a field or
# has one that its maker, new_network or new_optimizer, does not know.
check_fields_of <- function(caller, name, value, maker, maker_name) {
  if (!is.list(value) || is.null(names(value))) {
    article <- if (name == "optimizer") "an" else "a"
    expected <- paste(article, name, "of", maker_name)
    refuse(caller, name, expected, describe(value))
  }
  has_default <- !vapply(formals(maker), is.symbol, logical(1))
  known <- names(has_default)
  check_entries(caller, name, value, known[!has_default])
  check_no_others(caller, name, names(value), known)
}

is_number <- function(value) {
  is.numeric(value) && length(value) == 1 && is.null(dim(value))
}

is_text <- function(value) {
  is.character(value) && length(value) == 1 && !is.na(value)
}

is_numbers <- function(value) {
  is.numeric(value) || is.complex(value)
}

check_type <- function(caller, name, value) {
  if (!is.double(value)) {
    got <- if (is.complex(value)) "complex numbers" else "integers"
    refuse(caller, name, "doubles", got)
  }
}

# Describe a refused value in a few words, the same in each language.
describe <- function(value) {
  if (is.null(value)) {
    return("nothing")
  }
  if (is_text(value)) {
    return(one_line(value))
  }
  if (isTRUE(value) || isFALSE(value)) {
    return(tolower(value))
  }
  if (is_number(value)) {
    return(number_text(value))
  }
  if (is_numbers(value) || is.logical(value)) {
    shape <- if (is.null(dim(value))) length(value) else dim(value)
    items <- if (is.logical(value)) "flags" else "numbers"
    return(paste(shape_text(shape), items))
  }
  describe_kind(value)
}

describe_kind <- function(value) {
  if (is.object(value) || !is.vector(value)) {
    return(class(value)[1])
  }
  if (is.list(value) && !is.null(names(value))) "named values" else "a list"
}

number_text <- function(value) {
  tolower(sprintf("%.6g", value)) # nan and inf, as Python writes them
}

# as.character() would write 100000 as 1e+05.
shape_text <- function(shape) {
  paste(sprintf("%.0f", shape), collapse = " x ")
}

# Cut a text to what fits a message; show control characters as ?.
one_line <- function(text) {
  if (text == "") {
    return("an empty text")
  }
  cut <- substr(text, 1, LONGEST_WORD)
  cut <- paste0(cut, if (nchar(text) > LONGEST_WORD) "...")
  gsub("[\\x01-\\x1f\\x7f]", "?", cut, perl = TRUE)
}
