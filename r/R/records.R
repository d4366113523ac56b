# What records and named matrices must be: the contract's words, as checks.

EXACT <- c("parameters", "masks", "cache") # nothing would read other entries
NO_MATRICES <- structure(list(), names = character())

RECORDS <- list(
  network = function(call, name, value, item) {
    network <- record_of(call, name, value, "network", new_network)
    sizes <- network$layer_sizes
    call$sizes$n_features <- sizes[1]
    call$sizes$n_outputs <- sizes[length(sizes)]
    call$sizes$n_classes <- n_classes(network)
    call$network <- call$values[[name]] <- network
  },
  optimizer = function(call, name, value, item) {
    optimizer <- record_of(call, name, value, "optimizer", new_optimizer)
    call$values[[name]] <- optimizer
  },
  case = function(call, name, value, item) {
    check_record(call, name, value, "case")
    check_fields_for(call, name, value, new_case)
    own <- list2env(as.list(call), envir = new.env())
    own$values <- unclass(value)
    check_items(own, contract()$records$case$fields)
    call$sizes <- own$sizes
    call$network <- own$network
    call$case <- call$values[[name]] <- do.call(new_case, own$values)
  },
  search = function(call, name, value, item) {
    check_record(call, name, value, "search")
    check_names(call$caller, name, value, c("trials", "scores"))
  },
  matrices = function(call, name, value, item) {
    check_mapping(call, name, value)
    holds <- c(item$holds, "")[1]
    if (holds == "matrices") {
      return(check_any(call, name, value, item))
    }
    if (startsWith(holds, "case_")) {
      return(check_run(call, name, value, item))
    }
    shapes <- shapes_of(call, value, item)
    needed <- if (holds == "masks" && length(value) == 0) list() else shapes
    dropped <- if (holds == "cache") dropped_shapes(call)
    known <- union(names(shapes), names(dropped))
    known <- if (holds %in% EXACT) known else names(value)
    check_names(call$caller, name, value, names(needed), known)
    range <- if (holds == "masks") "mask"
    for (entry in names(needed)) {
      expected <- list(range = range, shape = shape_text(shapes[[entry]]))
      KINDS$matrix(call, entry, value[[entry]], expected)
    }
  },
  # Stacks of matrices, one a step.
  trace = function(call, name, value, item) {
    value <- if (is.null(value) && isTRUE(item$optional)) NO_MATRICES else value
    check_mapping(call, name, value)
    if (is.null(call$sizes$n_steps)) {
      check_names(call$caller, name, value, "W1")
      stack <- value$W1
      if (length(dim(stack)) != 3) {
        refuse(call$caller, "W1", "a stack of matrices", describe_value(stack))
      }
      KINDS$count(call, "n_steps", dim(stack)[3], list(range = "count"))
    }
    check_run(call, name, value, item, call$sizes$n_steps)
  }
)

is_record <- function(value) {
  inherits(value, c("network", "optimizer", "training_case"))
}

# Make a record of a list with its fields; some may be left out.
record_of <- function(call, name, value, kind, maker) {
  check_record(call, name, value, kind)
  check_fields_for(call, name, value, maker)
  entry <- contract()$operations[[contract()$records[[kind]]$fields_of]]
  fields <- check_call(call$caller, entry, unclass(value))
  unchecked(do.call(maker, fields))
}

check_record <- function(call, name, value, kind) {
  if (!is_named(value)) {
    expected <- contract()$records[[kind]]$says
    refuse(call$caller, name, expected, describe_value(value))
  }
}

# Refuse a record that has other fields than its maker has arguments.
check_fields_for <- function(call, name, value, maker) {
  fields <- names(formals(maker))
  is_needed <- vapply(formals(maker), is.symbol, NA)
  check_names(call$caller, name, value, fields[is_needed], fields)
}

check_mapping <- function(call, name, value) {
  if (!is_named(value) && !(is.list(value) && length(value) == 0)) {
    refuse(call$caller, name, "named matrices", describe_value(value))
  }
}

# Refuse an absent entry, or one that nothing would read.
check_names <- function(caller, name, value, needed, known = names(value)) {
  absent <- setdiff(needed, names(value))
  if (length(absent) > 0) {
    refuse(caller, name, absent[1], "none")
  }
  others <- setdiff(names(value), known)
  if (length(others) > 0) {
    expected <- paste(known, collapse = ", ")
    expected <- if (length(known) > 0) expected else "no entry"
    refuse(caller, name, expected, describe_value(others[1]))
  }
}

# Refuse what is not one matrix or more, of any names.
check_any <- function(call, name, value, item) {
  check_names(call$caller, name, value, unlist(item$needs))
  if (length(value) == 0) {
    refuse(call$caller, name, "at least 1 matrix", "none")
  }
  only <- c(item$only, "")[1]
  for (entry in names(value)[startsWith(names(value), only)]) {
    KINDS$matrix(call, entry, value[[entry]], list())
  }
}

# Refuse what no run of a case can start from; it may hold NaN.  With a number
# of steps, all entries are stacks of so many.
check_run <- function(call, name, value, item, n_steps = NULL) {
  is_state <- item$holds == "case_state"
  prefixes <- if (is_state) STATE[[call$case$optimizer$name]] else ""
  shapes <- shapes_like(call$case$parameters, prefixes)
  check_names(call$caller, name, value, names(shapes), names(shapes))
  for (entry in names(shapes)) {
    array <- value[[entry]]
    if (!is.array(array) || !is_numbers(array)) {
      refuse(call$caller, entry, "an array", describe_value(array))
    }
    check_doubles(call, entry, array)
    check_shape(call, entry, array, c(shapes[[entry]], n_steps))
  }
  for (entry in if (isTRUE(item$finite)) names(shapes)) {
    check_finite(call, entry, value[[entry]])
  }
}

# Shapes of the matrices that an argument holds, by name.
shapes_of <- function(call, value, item) {
  sizes <- call$network$layer_sizes
  if (!is.null(item$like)) {
    prefixes <- if (is.null(item$prefixes)) "" else unlist(item$prefixes)
    return(shapes_like(call$values[[item$like]], prefixes))
  }
  switch(item$holds,
    state = shapes_like(
      call$values$parameters, STATE[[call$values$optimizer$name]]
    ),
    parameters = parameter_shapes(sizes),
    masks = shapes_by_layer(call, "M", sizes[-c(1, length(sizes))]),
    cache = cache_shapes(call, value)
  )
}

cache_shapes <- function(call, cache) {
  sizes <- call$network$layer_sizes
  shapes <- c(
    list(A0 = c(sizes[1], call$sizes$n_samples)),
    shapes_by_layer(call, c("Z", "A"), sizes[-1])
  )
  dropped <- dropped_shapes(call)
  c(shapes, if (any(names(dropped) %in% names(cache))) dropped)
}

# What dropout adds to a cache.
dropped_shapes <- function(call) {
  sizes <- call$network$layer_sizes
  shapes_by_layer(call, c("G", "M"), sizes[-c(1, length(sizes))])
}

shapes_like <- function(parameters, prefixes) {
  name_of <- function(name, prefix) paste0(prefix, name)
  names <- outer(names(parameters), prefixes, name_of)
  shapes <- rep(lapply(parameters, dim), length(prefixes))
  stats::setNames(shapes, names)
}

# Shapes of what layers hold for each sample.
shapes_by_layer <- function(call, letters, n_units) {
  layers <- rep(seq_along(n_units), each = length(letters))
  shapes <- lapply(n_units[layers], c, call$sizes$n_samples)
  stats::setNames(shapes, sprintf("%s%d", letters, layers))
}
