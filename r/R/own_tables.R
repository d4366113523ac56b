# Read somebody's own table and labels: samples in rows, any usual type.

# A matrix of doubles from one of any numbers or flags.
own_matrix <- function(name, X, caller = "neural_network") {
  if (is.data.frame(X)) {
    X <- as.matrix(X)
  }
  if (!is.matrix(X) || !(is.numeric(X) || is.logical(X))) {
    expected <- "a table of numbers, samples in rows"
    refuse(caller, name, expected, describe_value(X))
  }
  if (length(X) == 0) {
    refuse(caller, name, "at least 1 x 1", shape_text(dim(X)))
  }
  storage.mode(X) <- "double"
  strange <- which(!is.finite(X), arr.ind = TRUE)
  if (nrow(strange) > 0) {
    place <- strange[1, ]
    name <- sprintf("%s[%d, %d]", name, place[1], place[2])
    got <- number_text(X[place[1], place[2]])
    refuse(caller, name, "a finite number", got)
  }
  X
}

# Name the first value of a data frame that is missing or infinite.
refuse_missing <- function(caller, name, frame) {
  for (column in names(frame)) {
    values <- as.matrix(frame[[column]])
    is_bad <- is.na(values)
    if (is.numeric(values)) {
      is_bad <- !is.finite(values)
    }
    row <- which(rowSums(is_bad) > 0)[1]
    if (!is.na(row)) {
      place <- sprintf("%s[%d, %s]", name, row, column)
      refuse(caller, place, "a finite value", "none")
    }
  }
}

# The classes of labels, in the order of a factor's levels or ascending.
own_classes <- function(labels, X) {
  if (!is.atomic(labels) || is.complex(labels) || length(dim(labels)) > 1) {
    expected <- "a class for each sample"
    refuse("neural_network", "labels", expected, describe_value(labels))
  }
  refuse_other_count(length(labels), X)
  if (is.double(labels) && !is.object(labels)) {
    refuse_fraction(labels)
  }
  missing <- which(is.na(labels))
  if (length(missing) > 0) {
    place <- sprintf("labels[%d]", missing[1])
    refuse("neural_network", place, "a class", "a missing value")
  }
  classes <- if (is.factor(labels)) {
    factor(levels(droplevels(labels)), levels(droplevels(labels)))
  } else {
    sort(unique(as.vector(labels)), method = "radix")
  }
  if (length(classes) < 2) {
    got <- paste0("1 class, ", as.character(classes))
    refuse("neural_network", "labels", "at least 2 classes", got)
  }
  classes
}

refuse_other_count <- function(n_labels, X) {
  if (n_labels == nrow(X)) {
    return()
  }
  if (n_labels == ncol(X)) {
    got <- paste0(
      shape_text(dim(X)), ": samples stand in rows here, pass t(x)"
    )
    expected <- paste(shape_text(n_labels), "rows, one a label")
    refuse("neural_network", "x", expected, got)
  }
  expected <- paste(shape_text(nrow(X)), "labels, one a row of x")
  refuse("neural_network", "labels", expected, shape_text(n_labels))
}

refuse_fraction <- function(labels) {
  odd <- which(!is.na(labels) & labels != trunc(labels))
  if (length(odd) > 0) {
    place <- sprintf("labels[%d]", odd[1])
    expected <- "a class: a whole number, a word or a flag"
    refuse("neural_network", place, expected, number_text(labels[odd[1]]))
  }
}

warn_constant <- function(X) {
  is_constant <- colSums(X != rep(X[1, ], each = nrow(X))) == 0
  names <- if (is.null(colnames(X))) seq_len(ncol(X)) else colnames(X)
  for (name in names[is_constant]) {
    warning(
      "neural_network: x: column ", name, " is constant: it tells nothing",
      call. = FALSE
    )
  }
}

