test_that("write_npy keeps every bit and the shape", {
  file <- tempfile(fileext = ".npy")
  values <- c(pi, -0, NaN, Inf, -Inf, 2^-1074)
  for (array in list(values, matrix(values, 2), array(1:24, c(2, 3, 4)), 7)) {
    write_npy(array, file)
    found <- read_npy(file)
    expect_equal(dim(found), dim(array))
    expect_identical(
      writeBin(as.double(found), raw()), writeBin(as.double(array), raw())
    )
  }
})

test_that("write_npy writes a header that ends at a multiple of 64", {
  file <- tempfile(fileext = ".npy")
  for (n_rows in c(1, 10, 12345)) {
    write_npy(matrix(0, n_rows, 2), file)
    expect_equal((file.size(file) - 16 * n_rows) %% 64, 0)
  }
})

write_small_case <- function(folder, run) {
  dir.create(file.path(folder, "weights"))
  writeLines(c("1,2", "3,4"), file.path(folder, "weights", "W1.csv"))
  writeLines(c("0", "0.5"), file.path(folder, "weights", "b1.csv"))
  writeLines(c("1,2,0", "3,4,1"), file.path(folder, "points.csv"))
  writeLines("{}", file.path(folder, "port.json"))
  case <- list(
    data = "points.csv", weights = "weights", steps = 3, run = run,
    network = list(
      layer_sizes = c(2, 2), activations = I("softmax"),
      loss = "categorical_cross_entropy"
    ),
    optimizer = list(name = "gradient_descent", learning_rate = 0.1)
  )
  file <- file.path(folder, "small.json")
  writeLines(jsonlite::toJSON(case, auto_unbox = TRUE), file)
  file
}

run_small <- function(run) {
  folder <- tempfile()
  dir.create(file.path(folder, "out"), recursive = TRUE)
  file <- write_small_case(folder, run)
  if (identical(run$task, "replay")) {
    dir.create(file.path(folder, "starts"))
    start <- read_case(file)$parameters
    for (name in names(start)) {
      stack <- array(start[[name]], c(1, dim(start[[name]])))
      write_npy(stack, file.path(folder, "starts", paste0(name, ".npy")))
    }
  }
  run_port(file, file.path(folder, "out"), file.path(folder, "port.json"))
  list(case = read_case(file), out = file.path(folder, "out"))
}

test_that("a free run leaves the trace of train_case", {
  done <- run_small(list(task = "train"))
  trace <- train_case(done$case)
  for (name in names(trace)) {
    file <- file.path(done$out, "0000000", paste0(name, ".npy"))
    expect_identical(read_npy(file), trace[[name]])
  }
  expect_true(file.exists(file.path(done$out, "trace.json")))
})

test_that("replay starts from files, the step first", {
  run <- list(
    task = "replay", first_step = 0, starts = "starts", intermediates = TRUE
  )
  done <- run_small(run)
  expect_identical(
    read_npy(file.path(done$out, "W1.npy"))[, , 1],
    train_case(done$case)$W1[, , 1]
  )
  expect_true(file.exists(file.path(done$out, "Z1.npy")))
})

test_that("an echo gives back what was read", {
  done <- run_small(list(task = "echo"))
  expect_identical(read_npy(file.path(done$out, "X.npy")), done$case$X)
  expect_identical(read_npy(file.path(done$out, "learning_rate.npy")), 0.1)
  expect_false(file.exists(file.path(done$out, "loss.npy")))
})

test_that("an operation is answered, and its error becomes a file", {
  folder <- tempfile()
  dir.create(file.path(folder, "out"), recursive = TRUE)
  ask <- function(id, operation, arguments, returns) {
    dir.create(file.path(folder, id))
    case <- list(
      operation = operation, arguments = arguments,
      run = list(returns = I(returns))
    )
    text <- jsonlite::toJSON(case, auto_unbox = TRUE)
    writeLines(text, file.path(folder, id, "case.json"))
  }
  ask("good", "relu", list(Z = 0), "value")
  write_npy(matrix(c(-1, 2), 1), file.path(folder, "good", "Z.npy"))
  ask("bad", "relu", list(Z = "text"), "value")
  asked <- list(n_samples = 5, test_share = 0.4, seed = 0)
  ask("split", "train_test_split", asked, c("train", "test"))
  file <- file.path(folder, "operations.json")
  writeLines('{"kind": "operations", "cases": ["good", "bad", "split"]}', file)
  writeLines("{}", file.path(folder, "port.json"))
  run_port(file, file.path(folder, "out"), file.path(folder, "port.json"))
  # Samples count from 1 here, from 0 in files.
  split <- train_test_split(5, 0.4, 0)
  for (part in names(split)) {
    found <- read_npy(file.path(folder, "out", "split", paste0(part, ".npy")))
    expect_equal(as.vector(found), split[[part]] - 1)
  }
  good <- read_npy(file.path(folder, "out", "good", "value.npy"))
  expect_identical(good, matrix(c(0, 2), 1))
  expect_match(
    readLines(file.path(folder, "out", "bad", "error.txt")),
    "^relu: Z: expected a matrix"
  )
})

test_that("a case that is missing is refused", {
  expect_error(run_port(tempfile(), tempdir(), "port.json"), "expected a file")
})
