# Refuse bad input in one clear line that begins with the function's name.
#
# The same messages stand in the Python and the Octave package.  A training
# loop checks its input once and then runs the equations inside `unchecked`:
# NaN and Inf that training itself makes must reach the trace, and a check at
# each step would only cost time.

the <- new.env(parent = emptyenv())
the$checks_enabled <- TRUE

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
  message <- paste0(caller, ": ", name, ": expected ", expected, ", got ", got)
  stop(errorCondition(message, class = "firstprinciples_error"))
}

# Describe a refused value in a few words, the same in each language.
describe_value <- function(value) {
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
  kind_of(value)
}

kind_of <- function(value) {
  is_record <- inherits(value, c("network", "optimizer", "training_case"))
  if (!is_record && (is.object(value) || !is.vector(value))) {
    return(class(value)[1])
  }
  if (is_named(value)) "named values" else "a list"
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

is_named <- function(value) {
  is.list(value) && !is.null(names(value))
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
