test_that("a header is skipped only if none of its fields is a number", {
  with_header <- read_matrix(text_file("x,y", "1,2", "3,4"))
  expect_identical(with_header, rbind(c(1, 2), c(3, 4)))
  expect_identical(read_matrix(text_file("1,2", "3,4")), with_header)
  expect_refusal(read_matrix(text_file("1,y", "3,4")), "line 1, field 2")
  expect_refusal(read_matrix(text_file("nan,y", "3,4")), "line 1, field 1")
})

test_that("decimals that R reads wrongly become the nearest double", {
  text <- c("0.004483470211453676", "-10.74537275127489", "1.2004382325563")
  exact <- c(0x1.25d425ee47d7fp-8, -0x1.57da17f4c1c43p+3, 0x1.334feb85b2859p+0)
  expect_identical(read_matrix(text_file(text)), matrix(exact))
})

test_that("the largest, the smallest and negative zero are exact", {
  text <- c("1.7976931348623157e308", "5e-324", "-0", "-0.0", "-0e5")
  values <- read_matrix(text_file(text))[, 1]
  expect_identical(values[1:2], c(.Machine$double.xmax, 2^-1074))
  expect_identical(1 / values[3:5], rep(-Inf, 3))
})

test_that("doubles survive being written with 17 digits", {
  values <- matrix(numbers(1, 3000) * 10^(-1499:1500 %/% 10), ncol = 3)
  rows <- apply(matrix(sprintf("%.17g", values), ncol = 3), 1, toString)
  expect_identical(read_matrix(text_file(rows)), values)
})

test_that("every way to write a decimal is read", {
  rows <- c("+1,.5,5.", "007,-.5e+1, 2E3 ", "-00.5,1e-2,0")
  expected <- rbind(c(1, 0.5, 5), c(7, -5, 2000), c(-0.5, 0.01, 0))
  expect_identical(read_matrix(text_file(rows)), expected)
})

test_that("a byte-order mark and line ends of Windows are accepted", {
  file <- tempfile()
  mark <- as.raw(c(0xef, 0xbb, 0xbf))
  writeBin(c(mark, charToRaw("1,2\r\n3,4\r\n")), file)
  expect_identical(read_matrix(file), rbind(c(1, 2), c(3, 4)))
})

test_that("read_matrix names the line and the field that it refuses", {
  refuses <- function(..., message) {
    expect_refusal(read_matrix(text_file(...)), message)
  }
  refuses("1,2", "3", message = "line 2: expected 2 fields, got 1")
  refuses("x,y,z", "1,2", message = "line 2: expected 3 fields, got 2")
  refuses("1,2", "", message = "line 2: expected 2 fields, got 1")
  refuses("x,y", "1,2", "3,two",
    message = "line 3, field 2: expected a finite number, got two"
  )
  refuses("1,2", "3,NaN", message = "line 2, field 2: expected a finite number")
  refuses("1,1e400", message = "field 2: expected a finite number, got 1e400")
  refuses("1,2", ",3", message = "field 1: expected a finite number, got noth")
  refuses("1,2", "3,TRUE", message = "expected a finite number, got TRUE")
  refuses("1,0x10", message = "expected a finite number, got 0x10")
  refuses("x,y", message = "expected rows of numbers, got a header only")
  refuses("", message = "expected rows of numbers, got an empty file")
})

test_that("read_matrix refuses what is not a text file", {
  missing <- file.path(tempdir(), "missing.csv")
  expect_refusal(
    read_matrix(missing),
    paste0("read_matrix: ", missing, ": expected a file, got none")
  )
  expect_refusal(read_matrix(tempdir()), "expected a file, got a folder")
  file <- tempfile()
  writeBin(as.raw(c(0x31, 0x00, 0x0a)), file)
  expect_refusal(read_matrix(file), "expected text, got binary data")
})

test_that("data has its samples in columns and its labels apart", {
  data <- read_data(text_file("x,y,label", "0.5,1,2", "1.5,-1,0"))
  expect_identical(data$X, cbind(c(0.5, 1), c(1.5, -1)))
  expect_identical(data$labels, c(2, 0))
  expect_refusal(
    read_data(text_file("x", "1")), "expected features and a label, got one"
  )
})

npy_file <- function(values, shape, fortran_order = "False", descr = "<f8",
                     version = 1, spaces = 0) {
  file <- tempfile(fileext = ".npy")
  header <- sprintf(
    "{'descr': '%s', 'fortran_order': %s, 'shape': (%s), }%s\n",
    descr, fortran_order, shape, strrep(" ", spaces)
  )
  stream <- base::file(file, "wb")
  on.exit(close(stream))
  writeBin(c(as.raw(0x93), charToRaw("NUMPY"), as.raw(c(version, 0))), stream)
  size <- if (version == 1) 2 else 4
  writeBin(nchar(header), stream, size = size, endian = "little")
  writeBin(charToRaw(header), stream)
  writeBin(values, stream, endian = "little")
  file
}

test_that(".npy files are read in C's and in Fortran's order", {
  values <- c(1, 2, 3, 4, 5, 6)
  c_order <- npy_file(values, "2, 3")
  fortran_order <- npy_file(values, "2, 3", "True", version = 2)
  expect_identical(read_npy(c_order), matrix(values, 2, byrow = TRUE))
  expect_identical(read_npy(fortran_order), matrix(values, 2))
})

test_that(".npy headers of more than 32,767 bytes are read", {
  for (version in 1:2) {
    file <- npy_file(c(1, 2), "2,", version = version, spaces = 40000)
    expect_no_error(values <- read_npy(file))
    expect_identical(values, c(1, 2))
  }
})

test_that(".npy files of one and of three axes keep their order", {
  values <- as.double(1:24)
  array <- read_npy(npy_file(values, "2, 3, 4"))
  expect_identical(dim(array), c(2L, 3L, 4L))
  expect_identical(array[1, 1, ], c(1, 2, 3, 4))
  expect_identical(array[2, 3, 4], 24)
  expect_identical(read_npy(npy_file(values, "24,")), values)
})

test_that(".npy files keep NaN, infinity and negative zero", {
  values <- read_npy(npy_file(c(NaN, Inf, -0.0), "3,"))
  expect_identical(values[1:2], c(NaN, Inf))
  expect_identical(1 / values[3], -Inf)
})

test_that("read_npy refuses other files", {
  unreadable <- "expected a .npy file, got none that can be read"
  expect_refusal(read_npy(text_file("1,2")), unreadable)
  expect_refusal(read_npy(file.path(tempdir(), "missing.npy")), unreadable)
  expect_refusal(read_npy(npy_file(c(1, 2), "3,")), unreadable)
  expect_refusal(read_npy(npy_file(1, "x")), unreadable)
  right <- readBin(npy_file(1, "1,"), "raw", 1e4)
  wrong <- tempfile()
  writeBin(replace(right, 1, as.raw(0)), wrong)
  expect_refusal(read_npy(wrong), unreadable)
  expect_refusal(
    read_npy(npy_file(1, "1,", descr = "<f4")), "expected doubles, got <f4"
  )
})

test_that("weights are named by layer and checked by shape", {
  folder <- dirname(text_file("1,2", "3,4", "5,6", name = "W1.csv"))
  text_file("7", "8", "9", folder = folder, name = "b1.csv")
  expected <- list(W1 = rbind(c(1, 2), c(3, 4), c(5, 6)), b1 = matrix(7:9 + 0))
  expect_identical(read_weights(folder, c(2, 3)), expected)
  expect_refusal(
    read_weights(folder, c(3, 2)), "W1.csv: expected 2 x 3, got 3 x 2"
  )
  expect_refusal(
    read_weights(folder, c(2, 3, 1)), "W2.csv: expected a file, got none"
  )
})

# A folder with data and weights of a 2-2 network and a case of these fields.
case_file <- function(..., name = "my-case.json") {
  folder <- dirname(text_file("x,y,label", "1,2,0", "3,4,1", name = "data.csv"))
  text_file("0.5,1", "1.5,2", folder = folder, name = "W1.csv")
  text_file("0", "1", folder = folder, name = "b1.csv")
  fields <- c(
    data = '"data.csv"', weights = '"."', steps = "7",
    network = paste0(
      '{"layer_sizes": [2, 2], "activations": ["softmax"],',
      '"loss": "categorical_cross_entropy"}'
    ),
    optimizer = '{"name": "gradient_descent", "learning_rate": 0.5}'
  )
  changes <- c(...)
  fields[names(changes)] <- changes
  fields <- fields[!is.na(fields)]
  members <- sprintf('"%s": %s', names(fields), fields)
  json <- paste0("{", paste(members, collapse = ", "), "}")
  text_file(json, folder = folder, name = name)
}

test_that("a case brings everything that it names", {
  case <- read_case(case_file())
  expect_named(case, c(
    "id", "X", "labels", "parameters", "network", "optimizer", "steps", "seed",
    "batch_size"
  ))
  expect_identical(case$X, cbind(c(1, 2), c(3, 4)))
  expect_identical(case$labels, c(0, 1))
  expect_identical(case$parameters$W1, rbind(c(0.5, 1), c(1.5, 2)))
  expect_identical(case$network, softmax_network(c(2, 2)))
  expect_identical(case$optimizer, new_optimizer("gradient_descent", 0.5))
  expect_identical(case$steps, 7)
})

test_that("a case may leave out its id, its seed and the reduction", {
  case <- read_case(case_file(name = "my.own-case.json"))
  expect_identical(case$id, "my.own-case")
  expect_identical(case$seed, 0)
  expect_identical(case$network$reduction, "mean")
  given <- read_case(case_file(id = '"mine"', seed = "3"))
  expect_identical(given$id, "mine")
  expect_identical(given$seed, 3)
})

test_that("a batch is all samples unless the case says otherwise", {
  expect_identical(read_case(case_file())$batch_size, 2)
  expect_identical(read_case(case_file(batch_size = "64"))$batch_size, 64)
})

test_that("weights may be drawn instead of read", {
  drawn <- '{"method": "he", "distribution": "normal"}'
  case <- read_case(case_file(weights = drawn, seed = "3"))
  expect_identical(
    case$parameters, initialize_parameters(c(2, 2), "he", "normal", 3)
  )
})

test_that("a case may choose every option of network and optimizer", {
  network <- paste0(
    '{"layer_sizes": [2, 2], "activations": ["softmax"],',
    '"loss": "categorical_cross_entropy", "reduction": "sum",',
    '"l2_penalty": 0.1, "keep_prob": 0.8}'
  )
  optimizer <- paste0(
    '{"name": "adam", "learning_rate": 0.01, "beta1": 0.8, "beta2": 0.99,',
    '"epsilon": 1e-7, "schedule": "step", "decay_rate": 0.5,',
    '"decay_epochs": 3}'
  )
  case <- read_case(case_file(network = network, optimizer = optimizer))
  expect_identical(case$network, softmax_network(c(2, 2),
    reduction = "sum", l2_penalty = 0.1, keep_prob = 0.8
  ))
  expected <- new_optimizer("adam", 0.01, 0.8, 0.99, 1e-7, "step", 0.5, 3)
  expect_identical(case$optimizer, expected)
})

test_that("hyper-parameters are read exactly", {
  rate <- '{"name": "gradient_descent", "learning_rate": 1.2004382325563}'
  case <- read_case(case_file(optimizer = rate))
  expect_identical(case$optimizer$learning_rate, 0x1.334feb85b2859p+0)
})

test_that("paths of a case may be absolute", {
  elsewhere <- text_file("5,6,1")
  case <- read_case(case_file(data = sprintf('"%s"', elsewhere)))
  expect_identical(case$X, matrix(c(5, 6)))
})

test_that("read_case refuses fields that are missing, unknown or wrong", {
  refuses <- function(..., message) {
    expect_refusal(read_case(case_file(...)), message)
  }
  refuses(steps = NA, message = "expected a field steps, got none")
  refuses(stepz = "1", message = "optimizer, steps, id, seed")
  refuses(
    steps = "0.5",
    message = "read_case: steps: expected a whole number of at least 1, got 0.5"
  )
  refuses(kind = '"operation"', message = "expected a training case, got oper")
  refuses(network = "[]", message = "expected a JSON object, got another value")
  refuses(
    optimizer = '{"name": "gradient_descent"}',
    message = "expected a field learning_rate, got none"
  )
  refuses(
    optimizer = '{"name": "gradient_descent", "learning_rate": -1}',
    message = "learning_rate: expected a finite number above 0, got -1"
  )
  refuses(data = "5", message = "expected a path, got 5")
  refuses(
    batch_size = "0",
    message = "batch_size: expected a whole number of at least 1, got 0"
  )
  refuses(weights = '{"method": "he"}', message = "a field distribution, got")
  refuses(
    weights = '{"method": "her", "distribution": "normal"}',
    message = "method: expected one of zeros, random, he, xavier, got her"
  )
  refuses(steps = "", message = "expected JSON, got text that is not: ")
})

test_that("read_case refuses files that do not fit the network", {
  expect_refusal(
    read_case(case_file(data = sprintf('"%s"', text_file("1,2,3,0")))),
    "expected 2 features and a label, got 3 features"
  )
  expect_refusal(
    read_case(case_file(data = sprintf('"%s"', text_file("1,2,0", "3,4,2")))),
    "sample 2: expected a whole label from 0 to 1, got 2"
  )
  expect_refusal(read_case(tempfile()), "expected a file, got none")
})

test_that("a case is printed in a few lines", {
  case <- do.call(new_case, example_case(batch_size = 3))
  shown <- paste(capture.output(print(case)), collapse = "\n")
  expect_match(shown, "8 samples in batches of 3 for 6 steps", fixed = TRUE)
})

test_that("zeros in a .npy header are no part of it", {
  right <- readBin(npy_file(1, "1,", spaces = 2), "raw", 1e4)
  blank <- max(which(right == charToRaw(" ")))
  file <- tempfile()
  writeBin(replace(right, blank, as.raw(0)), file)
  expect_no_error(value <- read_npy(file))
  expect_identical(value, 1)
})

test_that("a .npy file is written in version 1.0", {
  expect_identical(npy_header(c(2, 3))[7:8], as.raw(c(1, 0)))
})
