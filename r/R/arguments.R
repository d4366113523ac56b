# Hold the arguments of public functions against the contract.

# Refuse what the contract does not allow the calling function to be given.
#
# A list with the fields of a network, an optimizer or a case becomes one in
# the calling function, with defaults for the fields that may be left out.  A
# function gives its name only if another one has the same code.
check_arguments <- function(caller = NULL) {
  if (the$checks_enabled) {
    if (is.null(caller)) {
      caller <- operation_of(sys.function(-1), sys.call(-1)[[1]])
    }
    entry <- contract()$operations[[caller]]
    frame <- parent.frame()
    names <- names(entry$arguments)
    given <- stats::setNames(lapply(names, get, envir = frame), names)
    records <- Filter(is_record, check_call(caller, entry, given))
    list2env(records, frame)
  }
}

# Name of a public function, whatever it was called by: lapply() calls it FUN.
operation_of <- function(called, word) {
  scope <- environment(called)
  names <- names(contract()$operations)
  if (is.name(word)) {
    names <- c(intersect(as.character(word), names), names)
  }
  for (name in names) {
    if (identical(scope[[name]], called)) {
      return(name)
    }
  }
}

# Hold values against an entry of the contract, in the name of a function,
# and give them back, records completed.  What is left out is not checked.
check_call <- function(caller, entry, values) {
  call <- new_call(caller, values)
  check_items(call, entry$arguments[entry$order])
  for (item in entry$arguments) {
    check_room(call, item)
  }
  check_output(call, entry$outputs)
  call$values
}

# Hold one value against what the contract says of its kind.
check_value <- function(caller, item, value) {
  call <- new_call(caller, list(value))
  names(call$values) <- item$name
  check_items(call, list(item))
}

# A call under check: its arguments, the sizes that they agree on, and its
# network and its case once they are known.
new_call <- function(caller, values) {
  list2env(list(caller = caller, values = values, sizes = list()))
}

check_items <- function(call, items) {
  kinds <- c(KINDS, RECORDS)
  for (item in items) {
    name <- item$name
    value <- call$values[[name]]
    by_default <- isTRUE(item$optional) && is.null(item$default)
    is_left_out <- !name %in% names(call$values) ||
      (is.null(value) && by_default && item$kind != "trace")
    if (!is_left_out) {
      kinds[[item$kind]](call, name, value, item)
    }
  }
}

# Refuse an array of more entries than each language can count.
check_room <- function(call, item) {
  for (shape in item$room) {
    if (item$kind == "counts") { # of each layer
      sizes <- as.double(unlist(call$values[[item$name]]))
      n_entries <- sizes[-1] * sizes[-length(sizes)] # n_layers
    } else {
      n_entries <- prod(unlist(call$sizes[strsplit(shape, " x ")[[1]]]))
    }
    if (any(n_entries >= LIMIT)) {
      expected <- "an array of less than 2^31 entries"
      got <- number_text(n_entries[n_entries >= LIMIT][1])
      refuse(call$caller, item$name, expected, got)
    }
  }
}

# Refuse a loss, or a number of units, that does not fit the output.
check_output <- function(call, outputs) {
  for (output in outputs) {
    fields <- lapply(call$values, unlist)
    if (output$activation != fields$activations[length(fields$activations)]) {
      next
    }
    if (fields$loss != output$loss) {
      expected <- paste("one that fits", output$activation)
      refuse(call$caller, "loss", expected, fields$loss)
    }
    n_units <- fields$layer_sizes[length(fields$layer_sizes)]
    if (!is.null(output$units) && n_units != output$units) {
      expected <- paste(output$units, output$activation, "output")
      refuse(call$caller, "layer_sizes", expected, number_text(n_units))
    }
  }
}
