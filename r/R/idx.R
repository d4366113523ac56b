# Read IDX files, the format of the MNIST digits, plain or gzip.
#
# An IDX file holds two zero bytes, the type of its values, the number of its
# dimensions, their sizes, and then the values, the last dimension the fastest;
# all numbers are big-endian.

GZIP_MAGIC <- as.raw(c(0x1f, 0x8b))
IDX_TYPES <- list(
  "08" = list(what = "integer", size = 1, signed = FALSE),
  "09" = list(what = "integer", size = 1, signed = TRUE),
  "0b" = list(what = "integer", size = 2, signed = TRUE),
  "0c" = list(what = "integer", size = 4, signed = TRUE),
  "0d" = list(what = "double", size = 4, signed = TRUE),
  "0e" = list(what = "double", size = 8, signed = TRUE)
)

#' Read an array from an IDX file, plain or gzip
#'
#' @eval documented("read_idx")
#' @references LeCun, Cortes and Burges, "The MNIST database of handwritten
#'   digits".
#' @examples
#' file <- tempfile()
#' writeBin(as.raw(c(0, 0, 8, 1, 0, 0, 0, 3, 5, 0, 9)), file)
#' read_idx(file)
#' @export
read_idx <- function(file) {
  check_arguments()
  found <- idx_values("read_idx", "file", file)
  arrange(found$values, found$shape, fortran_order = FALSE)
}

#' Read images and labels from the two IDX files of an MNIST set
#'
#' @eval documented("read_mnist")
#' @references LeCun, Cortes and Burges, "The MNIST database of handwritten
#'   digits"; Ganesh, "Deep Learning from first principles", part 5.
#' @examples
#' \dontrun{
#' read_mnist("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz")
#' }
#' @export
read_mnist <- function(images_file, labels_file) {
  check_arguments()
  read_images("read_mnist", images_file, labels_file)
}

# Read what read_mnist() does for another public function.
read_images <- function(caller, images_file, labels_file) {
  images <- idx_values(caller, "images_file", images_file)
  labels <- idx_values(caller, "labels_file", labels_file)
  refuse_dimensions(caller, images_file, images$shape, 3)
  refuse_dimensions(caller, labels_file, labels$shape, 1)
  n_samples <- images$shape[1]
  shape <- shape_text(n_samples)
  item <- list(name = labels_file, kind = "labels", shape = shape)
  check_value(caller, item, labels$values)
  check_value(caller, c(item, range = "labels"), labels$values)
  right <- images$values >= 0 & images$values <= 255
  if (!isTRUE(all(right))) { # a comparison with NaN is NA
    got <- number_text(images$values[!(right %in% TRUE)][1])
    refuse(caller, images_file, "pixels from 0 to 255", got)
  }
  X <- matrix(images$values, ncol = n_samples) / 255 # n_pixels x n_samples
  list(X = X, labels = labels$values)
}

# Values of an IDX file in its own order, and their shape.
idx_values <- function(caller, name, file) {
  content <- idx_bytes(caller, name, file)
  header <- idx_header(caller, file, content)
  type <- header$type
  n_values <- prod(header$shape)
  n_bytes <- header$n_bytes + n_values * type$size
  refuse_length(caller, file, content, n_bytes)
  values <- readBin(
    content[-seq_len(header$n_bytes)], type$what, n_values,
    size = type$size, signed = type$signed, endian = "big"
  )
  # R takes the smallest integer of 4 bytes for NA.
  values <- as.double(values)
  values[is.na(values) & type$what == "integer"] <- -2^31
  list(values = values, shape = header$shape)
}

# Content of a file, unpacked where it is gzip.
idx_bytes <- function(caller, name, file) {
  check_file_exists(caller, name, file)
  content <- readBin(file, "raw", file.size(file))
  if (!identical(content[1:2], GZIP_MAGIC)) {
    return(content)
  }
  unpack_gzip(caller, file, content)
}

# Content of a gzip file; its last four bytes say how long it is.
unpack_gzip <- function(caller, file, packed) {
  damaged <- function(condition = NULL) {
    refuse(caller, file, "a whole gzip file", "a damaged one")
  }
  content <- tryCatch(read_gzip(file), warning = damaged, error = damaged)
  last <- as.double(packed[max(1, length(packed) - 3):length(packed)])
  n_bytes <- sum(last * 256^(seq_along(last) - 1))
  if (length(content) != n_bytes) {
    damaged()
  }
  content
}

read_gzip <- function(file) {
  stream <- gzfile(file, "rb")
  on.exit(close(stream))
  chunks <- list()
  while (length(chunk <- readBin(stream, "raw", 2^20)) > 0) {
    chunks[[length(chunks) + 1]] <- chunk
  }
  unlist(chunks)
}

# Type of the values, their shape and the number of bytes before them.
idx_header <- function(caller, file, content) {
  start <- content[seq_len(min(4, length(content)))]
  type <- IDX_TYPES[[as.character(start[3])]]
  n_dimensions <- as.integer(start[4])
  known <- length(start) == 4 && all(start[1:2] == 0) && !is.null(type)
  if (!known || !n_dimensions %in% 1:3) {
    got <- paste("one that begins with", paste(start, collapse = " "))
    got <- if (length(start) > 0) got else "no bytes"
    refuse(caller, file, "an IDX file of 1 to 3 dimensions", got)
  }
  n_bytes <- 4 + 4 * n_dimensions
  if (length(content) < n_bytes) {
    refuse_length(caller, file, content, n_bytes)
  }
  bytes <- matrix(as.double(content[5:n_bytes]), nrow = 4) # 4 x n_dimensions
  shape <- colSums(bytes * 256^(3:0))
  if (any(shape == 0)) {
    refuse(caller, file, "sizes of at least 1", shape_text(shape))
  }
  list(type = type, shape = shape, n_bytes = n_bytes)
}

refuse_length <- function(caller, file, content, n_bytes) {
  if (length(content) != n_bytes) {
    expected <- paste(shape_text(n_bytes), "bytes")
    refuse(caller, file, expected, shape_text(length(content)))
  }
}

refuse_dimensions <- function(caller, file, shape, n_dimensions) {
  if (length(shape) != n_dimensions) {
    expected <- paste(n_dimensions, "dimensions")
    refuse(caller, file, expected, length(shape))
  }
}
