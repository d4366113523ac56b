# The fields of a training case, before anything that they name is read.

IDX_FILES <- c("images", "labels")
CASE_REQUIRED <- c("data", "network", "weights", "optimizer", "steps")
CASE_JUDGED <- c("comparable_steps", "bound_share")
CASE_DESCRIPTIVE <- c(
  "$schema", "kind", "title", "source", "system", "run", "note",
  "full_steps"
)

# Read a case's fields and fill in those that may be left out.
case_fields <- function(file) {
  fields <- read_json(file)
  optional <- c("id", "seed", "batch_size", CASE_JUDGED, CASE_DESCRIPTIVE)
  check_fields(file, fields, CASE_REQUIRED, optional)
  check_fields_of(file, fields$network, "new_network")
  check_fields_of(file, fields$optimizer, "new_optimizer")
  if (is_object(fields$data)) {
    check_fields(file, fields$data, IDX_FILES, "download")
  }
  if (is_object(fields$weights)) {
    check_fields(file, fields$weights, c("method", "distribution"))
  }
  stem <- sub("\\.[^.]*$", "", basename(file))
  defaults <- list(id = stem, seed = 0, kind = "training")
  fields <- c(fields, defaults[setdiff(names(defaults), names(fields))])
  if (!identical(fields$kind, "training")) {
    refuse("read_case", file, "a training case", describe_value(fields$kind))
  }
  check_case_values(fields)
  fields
}

# Refuse values that are wrong whatever the files hold.
check_case_values <- function(fields) {
  caller <- "read_case"
  operations <- contract()$operations
  check_call(caller, operations$new_network, fields$network)
  check_call(caller, operations$new_optimizer, fields$optimizer)
  items <- by_name(contract()$records$case$fields)
  for (item in items[c("steps", "seed", "batch_size", "id")]) {
    if (item$name %in% names(fields)) {
      check_value(caller, item, fields[[item$name]])
    }
  }
  for (file in if (is_object(fields$data)) fields$data else fields["data"]) {
    check_value(caller, list(name = "data", kind = "path"), file)
  }
  weights <- fields$weights
  if (is_object(weights)) {
    given <- c(fields$network["layer_sizes"], weights, fields["seed"])
    check_call(caller, operations$initialize_parameters, given)
  } else {
    check_value(caller, list(name = "weights", kind = "path"), weights)
  }
}

is_object <- function(value) {
  is.list(value) && !is.null(names(value))
}

read_json <- function(file) {
  check_file_exists("read_case", "file", file)
  text <- paste(read_lines(file), collapse = "\n")
  tryCatch(jsonlite::parse_json(text), error = function(condition) {
    reason <- strsplit(conditionMessage(condition), "\n")[[1]][1]
    refuse("read_case", file, "JSON", paste("text that is not:", reason))
  })
}

# Refuse an object that is not what an operation takes.
check_fields_of <- function(file, fields, operation) {
  items <- contract()$operations[[operation]]$arguments
  is_optional <- vapply(items, function(item) isTRUE(item$optional), NA)
  names <- names(items)
  check_fields(file, fields, names[!is_optional], names[is_optional])
}

# Refuse an object that lacks a field or has one that is unknown.
check_fields <- function(file, fields, required, optional = NULL) {
  if (!is_object(fields)) {
    refuse("read_case", file, "a JSON object", "another value")
  }
  absent <- setdiff(required, names(fields))
  if (length(absent) > 0) {
    refuse("read_case", file, paste("a field", absent[1]), "none")
  }
  known <- c(required, optional)
  unknown <- setdiff(names(fields), known)
  if (length(unknown) > 0) {
    expected <- paste("fields among", paste(known, collapse = ", "))
    refuse("read_case", file, expected, describe_value(unknown[1]))
  }
}

# A path that a case names, absolute or relative to the case's folder.
case_path <- function(file, path) {
  is_absolute <- grepl("^(/|[A-Za-z]:)", path)
  if (is_absolute) path else file.path(dirname(file), path)
}

# Read a case's weights, or draw them from the random stream.
initial_parameters <- function(file, fields, network) {
  weights <- fields$weights
  if (!is_object(weights)) {
    folder <- case_path(file, weights)
    return(read_parameters("read_case", folder, network$layer_sizes))
  }
  initialize_parameters(
    network$layer_sizes, weights$method, weights$distribution, fields$seed
  )
}

# Read data that fits a network.
read_fitting <- function(file, data, network) {
  if (is.list(data)) {
    files <- vapply(data[IDX_FILES], idx_path, "", file = file)
    samples <- read_images("read_case", files[[1]], files[[2]])
  } else {
    files <- case_path(file, data)
    samples <- read_samples("read_case", files)
  }
  check_fit(samples, network, files[[1]], files[[length(files)]])
  samples
}

# Path of an IDX file by the name that a case gives, or by it with .gz.
idx_path <- function(path, file) {
  plain <- case_path(file, path)
  for (found in paste0(plain, c("", ".gz"))) {
    if (is_file(found)) {
      return(found)
    }
  }
  refuse("read_case", plain, "a file, plain or with .gz", "none")
}

check_fit <- function(samples, network, file, labels_file) {
  n_features <- network$layer_sizes[1]
  if (nrow(samples$X) != n_features) {
    expected <- paste(shape_text(n_features), "features and a label")
    got <- paste(shape_text(nrow(samples$X)), "features")
    refuse("read_case", file, expected, got)
  }
  n_classes <- n_classes(network)
  wrong <- which(!samples$labels %in% class_labels(n_classes))
  if (length(wrong) > 0) {
    place <- paste0(labels_file, ", sample ", shape_text(wrong[1]))
    expected <- paste("a whole label from 0 to", number_text(n_classes - 1))
    refuse("read_case", place, expected, number_text(samples$labels[wrong[1]]))
  }
}
