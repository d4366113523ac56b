# The .npy format: a header in the syntax of Python, then the bytes.

NPY_MAGIC <- as.raw(c(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59)) # "\x93NUMPY"

# Read a header: descr, fortran_order and shape as text; NA where the file
# has none.
read_npy_header <- function(stream) {
  start <- readBin(stream, "raw", 8) # magic and version
  if (length(start) < 8 || any(start[1:6] != NPY_MAGIC)) {
    return(NA)
  }
  size <- if (start[7] == 1) 2 else 4
  n_bytes <- readBin(
    stream, "integer", 1,
    size = size, signed = size > 2, endian = "little"
  )
  header <- readBin(stream, "raw", max(n_bytes, 0))
  header <- rawToChar(header[header != 0])
  c(
    descr = captured("'descr': *'([^']*)'", header),
    fortran_order = captured("'fortran_order': *(True|False)", header),
    shape = captured("'shape': *\\(([0-9, ]*)\\)", header)
  )
}

# What the group of a pattern matches; NA if the pattern does not match.
captured <- function(pattern, text) {
  regmatches(text, regexec(pattern, text))[[1]][2]
}

# Sizes from the text of a shape: "3, 4", "3," or "".
parse_shape <- function(text) {
  as.double(regmatches(text, gregexpr("[0-9]+", text))[[1]])
}

# Give values their shape.  R's first axis is the fastest, as in Fortran's
# order; in C's order the last one is.
arrange <- function(values, shape, fortran_order) {
  if (length(shape) < 2) {
    return(values)
  }
  if (fortran_order) {
    return(array(values, shape))
  }
  aperm(array(values, rev(shape)))
}

refuse_npy <- function(file) {
  refuse("read_npy", file, "a .npy file", "none that can be read")
}

# A header of version 1.0 for doubles whose first axis is the fastest.
npy_header <- function(shape) {
  sizes <- paste0(format(shape, scientific = FALSE, trim = TRUE), ",")
  facts <- paste0(
    "{'descr': '<f8', 'fortran_order': True, 'shape': (",
    paste(sizes, collapse = " "), "), }"
  )
  n_bytes <- length(NPY_MAGIC) + 4 + nchar(facts) + 1
  text <- paste0(facts, strrep(" ", -n_bytes %% 64), "\n")
  size <- c(nchar(text) %% 256, nchar(text) %/% 256)
  c(NPY_MAGIC, as.raw(c(1, 0, size)), charToRaw(text))
}
