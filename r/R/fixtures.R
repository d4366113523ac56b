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
#' @param file Path of the file.
#' @return A matrix, n_rows x n_columns.
#' @section Errors:
#' If the file is missing, empty or ragged, or holds anything but finite
#' numbers; the message names the line and the field.
#' @references RFC 4180, without quotes.
#' @examples
#' file <- tempfile(fileext = ".csv")
#' writeLines(c("x,y", "0.1,0.2", "0.3,0.4"), file)
#' read_matrix(file)
#' @export
read_matrix <- function(file) {
  read_table("read_matrix", file)
}

read_table <- function(caller, file) {
  check_table(caller, file)
  fields <- strsplit(paste0(read_lines(file), ","), ",", fixed = TRUE)
  n_fields <- length(fields[[1]])
  n_skipped <- as.integer(is_header(fields[[1]]))
  rows <- fields[seq_along(fields) > n_skipped]
  if (length(rows) == 0) {
    refuse(caller, file, "rows of numbers", "a header only")
  }
  numbers <- parse_numbers(unlist(rows))
  if (any(lengths(rows) != n_fields) || !all(is.finite(numbers))) {
    refuse_first_bad_field(caller, file, rows, n_fields, n_skipped)
  }
  matrix(numbers, ncol = n_fields, byrow = TRUE) # n_rows x n_columns
}

#' Read an array of doubles from a .npy file
#'
#' @param file Path of the file.
#' @return An array of the file's shape; a vector if it has less than two
#'   dimensions.
#' @section Errors:
#' If the file is missing or is not a .npy file of little-endian doubles.
#' @references NumPy's documentation, "NPY format", versions 1.0 to 3.0.
#' @examples
#' \dontrun{
#' read_npy("losses.npy")
#' }
#' @export
read_npy <- function(file) {
  check_path("read_npy", "file", file)
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
#' @param file Path of the file: one sample a row, the label in the last
#'   column.
#' @return A list of `X`, n_features x n_samples, and `labels`, n_samples
#'   numbers counted from 0.
#' @section Errors:
#' As from [read_matrix()], or if the file has one column only.
#' @inherit read_matrix references
#' @examples
#' file <- tempfile(fileext = ".csv")
#' writeLines(c("x,y,label", "0.1,0.2,0", "0.3,0.4,1"), file)
#' read_data(file)
#' @export
read_data <- function(file) {
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
#' @param folder Path of the folder.
#' @param layer_sizes Number of features, then the units of each layer.
#' @return A list of `W1`, `b1`, ...; W_l is n_l x n_(l-1), b_l is n_l x 1.
#' @section Errors:
#' As from [read_matrix()], if a file's shape is not the layer's, or if
#' `layer_sizes` are not at least 2 whole numbers of at least 1.
#' @inherit read_matrix references
#' @examples
#' folder <- tempfile()
#' dir.create(folder)
#' writeLines("0.1,0.2", file.path(folder, "W1.csv"))
#' writeLines("0", file.path(folder, "b1.csv"))
#' read_weights(folder, c(2, 1))
#' @export
read_weights <- function(folder, layer_sizes) {
  check_path("read_weights", "folder", folder)
  check_sizes("read_weights", "layer_sizes", layer_sizes)
  read_parameters("read_weights", folder, unlist(layer_sizes))
}

read_parameters <- function(caller, folder, layer_sizes) {
  shapes <- parameter_shapes(layer_sizes)
  parameters <- list()
  for (name in names(shapes)) {
    shape <- shapes[[name]]
    file <- file.path(folder, paste0(name, ".csv"))
    parameters[[name]] <- read_table(caller, file)
    check_shape(caller, file, parameters[[name]], shape[1], shape[2])
  }
  parameters
}

#' Read a training case and everything that it names
#'
#' @param file Path of a case in JSON.  Paths in it are absolute or relative
#'   to its folder.  May be left out: id (the file's name without its
#'   ending), seed (0), batch_size (all samples) and whatever [new_network()]
#'   and [new_optimizer()] have a default for.  Weights are a folder, or a
#'   method and a distribution of [initialize_parameters()].  Data are a CSV
#'   file, or the images and the labels of IDX files, plain or with .gz.
#' @return A list of `id`, `X` (n_features x n_samples), `labels`
#'   (n_samples), `parameters`, `network`, `optimizer`, `steps`, `seed` and
#'   `batch_size`.
#' @section Errors:
#' If a file or a field is missing or unknown, if the files do not fit the
#' network, or if a label is not one of its classes; as from
#' [new_network()], [new_optimizer()], [read_data()], [read_mnist()],
#' [read_weights()] and [initialize_parameters()], too.
#' @references RFC 8259 for JSON.
#' @examples
#' \dontrun{
#' spiral <- read_case("fixtures/cases/spiral-2x100x3_relu-gd.json")
#' dim(spiral$X)
#' }
#' @export
read_case <- function(file) {
  fields <- case_fields(file)
  network <- do.call(new_network, fields$network)
  samples <- read_fitting(file, fields$data, network)
  has_batches <- "batch_size" %in% names(fields)
  batch_size <- if (has_batches) fields$batch_size else ncol(samples$X)
  list(
    id = fields$id,
    X = samples$X,
    labels = samples$labels,
    parameters = initial_parameters(file, fields, network),
    network = network,
    optimizer = do.call(new_optimizer, fields$optimizer),
    steps = as.double(fields$steps),
    seed = as.double(fields$seed),
    batch_size = as.double(batch_size)
  )
}
