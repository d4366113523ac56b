# Read shared fixtures exactly: CSV, .npy, weights and cases.
#
# Every number is read correctly rounded, so that Python, R and Octave start
# from the same bits.

#' Read a matrix of numbers from a CSV file
#'
#' The first line is taken as a header if none of its fields is a number.  A
#' byte-order mark and line ends of Windows are accepted.  Each decimal
#' becomes the nearest double, which `read.csv()` does not promise.
#'
#' @eval documented("read_matrix")
#' @references RFC 4180, without quotes.
#' @examples
#' file <- tempfile(fileext = ".csv")
#' writeLines(c("x,y", "0.1,0.2", "0.3,0.4"), file)
#' read_matrix(file)
#' @export
read_matrix <- function(file) {
  check_arguments()
  read_table("read_matrix", file)
}

read_table <- function(caller, file) {
  check_table(caller, file)
  lines <- read_lines(file)
  first <- fields_of(lines[1])[[1]]
  n_fields <- length(first)
  n_skipped <- as.integer(is_header(first))
  rows <- lines[seq_along(lines) > n_skipped]
  if (length(rows) == 0) {
    refuse(caller, file, "rows of numbers", "a header only")
  }
  # In pieces: texts take ten times the memory of their numbers.
  pieces <- split(rows, (seq_along(rows) - 1) %/% 32)
  numbers <- unlist(lapply(unname(pieces), parse_rows, n_fields))
  if (!all(is.finite(numbers))) {
    refuse_first_bad_field(caller, file, fields_of(rows), n_fields, n_skipped)
  }
  matrix(numbers, ncol = n_fields, byrow = TRUE) # n_rows x n_columns
}

#' Read an array of doubles from a .npy file
#'
#' @eval documented("read_npy")
#' @references NumPy's documentation, "NPY format", versions 1.0 to 3.0.
#' @examples
#' \dontrun{
#' read_npy("losses.npy")
#' }
#' @export
read_npy <- function(file) {
  check_arguments()
  if (!is_file(file)) {
    refuse_npy(file)
  }
  stream <- file(file, "rb")
  on.exit(close(stream))
  header <- read_npy_header(stream)
  if (anyNA(header)) {
    refuse_npy(file)
  }
  if (header[["descr"]] != "<f8") {
    refuse("read_npy", file, "doubles", header[["descr"]])
  }
  shape <- parse_shape(header[["shape"]])
  values <- readBin(stream, "double", prod(shape), size = 8, endian = "little")
  if (length(values) != prod(shape)) {
    refuse_npy(file)
  }
  arrange(values, shape, header[["fortran_order"]] == "True")
}

#' Read samples and labels from a CSV file
#'
#' @eval documented("read_data")
#' @inherit read_matrix references
#' @examples
#' file <- tempfile(fileext = ".csv")
#' writeLines(c("x,y,label", "0.1,0.2,0", "0.3,0.4,1"), file)
#' read_data(file)
#' @export
read_data <- function(file) {
  check_arguments()
  read_samples("read_data", file)
}

read_samples <- function(caller, file) {
  table <- read_table(caller, file)
  last <- ncol(table)
  if (last < 2) {
    refuse(caller, file, "features and a label", "one column")
  }
  X <- t(table[, -last, drop = FALSE]) # n_features x n_samples
  list(X = X, labels = table[, last])
}

#' Read initial weights and biases
#'
#' From the files W1.csv, b1.csv, W2.csv, b2.csv, ...
#'
#' @eval documented("read_weights")
#' @inherit read_matrix references
#' @examples
#' folder <- tempfile()
#' dir.create(folder)
#' writeLines("0.1,0.2", file.path(folder, "W1.csv"))
#' writeLines("0", file.path(folder, "b1.csv"))
#' read_weights(folder, c(2, 1))
#' @export
read_weights <- function(folder, layer_sizes) {
  check_arguments()
  read_parameters("read_weights", folder, unlist(layer_sizes))
}

read_parameters <- function(caller, folder, layer_sizes) {
  shapes <- parameter_shapes(layer_sizes)
  parameters <- list()
  for (name in names(shapes)) {
    shape <- shapes[[name]]
    file <- file.path(folder, paste0(name, ".csv"))
    parameters[[name]] <- read_table(caller, file)
    item <- list(name = file, kind = "matrix", shape = shape_text(shape))
    check_value(caller, item, parameters[[name]])
  }
  parameters
}

#' Read a training case and everything that it names
#'
#' @eval documented("read_case")
#' @references RFC 8259 for JSON.
#' @examples
#' \dontrun{
#' spiral <- read_case("fixtures/cases/spiral-2x100x3_relu-gd.json")
#' dim(spiral$X)
#' }
#' @export
read_case <- function(file) {
  check_arguments()
  fields <- case_fields(file)
  network <- do.call(new_network, fields$network)
  samples <- read_fitting(file, fields$data, network)
  new_case(
    fields$id, samples$X, samples$labels,
    initial_parameters(file, fields, network), network,
    do.call(new_optimizer, fields$optimizer),
    fields$steps, fields$seed, fields[["batch_size"]]
  )
}

# A training case; batches of all samples by default.
new_case <- function(id, X, labels, parameters, network, optimizer, steps,
                     seed, batch_size) {
  training_case <- list(
    id = id, X = X, labels = labels, parameters = parameters,
    network = network, optimizer = optimizer, steps = as.double(steps),
    seed = as.double(seed), batch_size = as.double(or(batch_size, ncol(X)))
  )
  structure(training_case, class = "training_case")
}

#' @export
print.training_case <- function(x, ...) {
  cat("A training case:", x$id, "\n")
  cat(
    ncol(x$X), "samples in batches of", x$batch_size, "for", x$steps,
    "steps, seed", x$seed, "\n"
  )
  print(x$network)
  print(x$optimizer)
  invisible(x)
}

# A value, or another one where there is none.
or <- function(value, other) {
  if (is.null(value)) other else value
}
