# A new file of these bytes, plain or gzip.
byte_file <- function(bytes, open = file) {
  place <- tempfile()
  stream <- open(place, "wb")
  writeBin(as.raw(bytes), stream)
  close(stream)
  place
}

# Header of an IDX file with sizes below 256.
header <- function(type, ...) {
  c(0, 0, type, ...length(), rbind(0, 0, 0, c(...)))
}

IMAGES <- c(header(8, 2, 2, 3), 0:10, 255)

test_that("every type is read exactly", {
  ends <- list(
    list(8, c(0, 127, 128, 255), c(0, 127, 128, 255)),
    list(9, c(0, 127, 128, 255), c(0, 127, -128, -1)),
    list(11, c(1, 0, 127, 255, 128, 0, 255, 255), c(256, 32767, -32768, -1)),
    list(12, c(127, 255, 255, 255, 128, 0, 0, 0), c(2^31 - 1, -2^31)),
    list(13, c(191, 192, 0, 0, 0, 0, 0, 1), c(-1.5, 2^-149)),
    list(14, c(63, 213, rep(85, 6), 128, rep(0, 7)), c(1 / 3, -0))
  )
  for (end in ends) {
    content <- c(header(end[[1]], length(end[[3]])), end[[2]])
    expect_identical(read_idx(byte_file(content)), end[[3]])
    expect_identical(read_idx(byte_file(content, gzfile)), end[[3]])
  }
})

test_that("all four bytes of a gzip file's length count", {
  whole <- byte_file(IMAGES, gzfile)
  packed <- as.integer(readBin(whole, "raw", file.size(whole)))
  for (byte in length(packed) - 0:3) {
    wrong <- replace(packed, byte, (packed[byte] + 1) %% 256)
    expect_refusal(read_idx(byte_file(wrong)), "a whole gzip file")
  }
  first <- length(packed) - 3
  for (byte in first + 1:3) { # each weighs more than the first
    wrong <- replace(packed, c(first, byte), c(packed[first] - 1, 1))
    expect_refusal(read_idx(byte_file(wrong)), "a whole gzip file")
  }
})

test_that("the last dimension is the fastest", {
  expect_identical(
    read_idx(byte_file(c(header(8, 2, 3), 1:6))),
    matrix(as.double(1:6), nrow = 2, byrow = TRUE)
  )
  cube <- read_idx(byte_file(IMAGES))
  expect_identical(dim(cube), c(2L, 2L, 3L))
  expect_identical(cube[2, 1, ], c(6, 7, 8))
  expect_identical(dim(read_idx(byte_file(c(header(8, 2, 1), 1:2)))), 2:1)
})

test_that("MNIST images become columns", {
  labels <- c(header(8, 2), 7, 0)
  for (open in list(file, gzfile)) {
    found <- read_mnist(byte_file(IMAGES, open), byte_file(labels, open))
    expect_identical(found$X, matrix(c(0:10, 255) / 255, nrow = 6))
    expect_identical(found$labels, c(7, 0))
  }
})

test_that("a broken file is refused", {
  idx <- "an IDX file of 1 to 3 dimensions, got"
  broken <- list(
    list(raw(), paste(idx, "no bytes")),
    list(
      c(137, 80, 78, 71, 13, 10), paste(idx, "one that begins with 89 50 4e 47")
    ),
    list(c(0, 0, 8), paste(idx, "one that begins with 00 00 08")),
    list(c(header(10, 1), 0), paste(idx, "one that begins with 00 00 0a 01")),
    list(c(0, 1, 8, 1, 0), paste(idx, "one that begins with 00 01 08 01")),
    list(c(0, 0, 8, 0, 0), paste(idx, "one that begins with 00 00 08 00")),
    list(
      c(header(8, 1, 1, 1, 1), 0),
      paste(idx, "one that begins with 00 00 08 04")
    ),
    list(IMAGES[1:9], "16 bytes, got 9"),
    list(header(8, 3, 0), "sizes of at least 1, got 3 x 0"),
    list(IMAGES[-28], "28 bytes, got 27"),
    list(c(IMAGES, 0), "28 bytes, got 29"),
    list(c(0, 0, 8, 1, rep(255, 4), 0), "4294967303 bytes, got 9")
  )
  for (one in broken) {
    file <- byte_file(one[[1]])
    expect_refusal(
      read_idx(file), paste0("read_idx: ", file, ": expected ", one[[2]])
    )
  }
})

test_that("a damaged gzip file is refused", {
  packed <- byte_file(IMAGES, gzfile)
  bytes <- readBin(packed, "integer", 1000, size = 1, signed = FALSE)
  n_bytes <- length(bytes)
  crc <- replace(bytes, n_bytes - 6, bitwXor(bytes[n_bytes - 6], 1L))
  for (damaged in list(bytes[1:2], bytes[1:12], bytes[1:(n_bytes - 9)], crc)) {
    file <- byte_file(damaged)
    expect_refusal(read_idx(file), paste0(
      "read_idx: ", file, ": expected a whole gzip file, got a damaged one"
    ))
  }
})

test_that("a missing file is refused", {
  absent <- tempfile()
  words <- ": expected a file, got none"
  expect_refusal(read_idx(absent), paste0("read_idx: ", absent, words))
  expect_refusal(read_idx(tempdir()), "expected a file, got a folder")
})

test_that("files that do not fit are refused", {
  images <- byte_file(IMAGES)
  labels <- byte_file(c(header(8, 2), 0, 1))
  expect_unfit <- function(images, labels, wrong, words) {
    expect_refusal(
      read_mnist(images, labels), paste0("read_mnist: ", wrong, ": ", words)
    )
  }
  expect_unfit(labels, labels, labels, "expected 3 dimensions, got 1")
  expect_unfit(images, images, images, "expected 1 dimensions, got 3")
  three <- byte_file(c(header(8, 3), 0, 1, 2))
  expect_unfit(images, three, three, "expected 2 labels, got 3")
  negative <- byte_file(c(header(9, 2), 0, 255))
  expect_unfit(
    images, negative, negative,
    "expected whole numbers of at least 0, got -1"
  )
  large <- byte_file(c(header(11, 2, 1, 1), 0, 0, 1, 44))
  expect_unfit(large, labels, large, "expected pixels from 0 to 255, got 300")
  nan <- byte_file(c(header(13, 2, 1, 1), 0, 0, 0, 0, 127, 192, 0, 0))
  expect_unfit(nan, labels, nan, "expected pixels from 0 to 255, got nan")
})

test_that("a gzip file may hold more than 256 bytes", {
  values <- rep(as.double(0:99), 3)
  bytes <- c(0, 0, 8, 1, 0, 0, 1, 44, values)
  expect_identical(read_idx(byte_file(bytes, gzfile)), values)
})

test_that("a pixel just above 255 is refused", {
  read <- function(pixel) {
    bytes <- as.integer(writeBin(pixel, raw(), endian = "big"))
    images <- byte_file(c(header(14, 1, 1, 1), bytes))
    read_mnist(images, byte_file(c(header(8, 1), 0)))
  }
  expect_identical(read(255)$X, matrix(1))
  expect_refusal(read(255.00000001), "pixels from 0 to 255")
})

test_that("both first bytes are 0", {
  for (start in list(c(1, 0), c(0, 1))) {
    expect_refusal(
      read_idx(byte_file(c(start, 8, 1, 0, 0, 0, 1, 7))), "an IDX file"
    )
  }
})
