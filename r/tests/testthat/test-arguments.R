# Hold one value against a kind of the contract, as an argument of f().
check <- function(kind, value, ...) {
  check_value("f", list(name = "a", kind = kind, ...), value)
}

test_that("a refused value is described in a few words", {
  expect_identical(describe_value("rleu"), "rleu")
  expect_identical(describe_value(0.1 + 0.2), "0.3")
  expect_identical(describe_value(NaN), "nan")
  expect_identical(describe_value(-Inf), "-inf")
  expect_identical(describe_value(c(1, 2)), "2 numbers")
  expect_identical(describe_value(array(1, c(1, 1, 1))), "1 x 1 x 1 numbers")
  expect_identical(describe_value(NULL), "nothing")
  expect_identical(describe_value(TRUE), "true")
  expect_identical(describe_value(c(TRUE, FALSE)), "2 flags")
  expect_identical(describe_value(list(1)), "a list")
  expect_identical(describe_value(list(a = 1)), "named values")
  expect_identical(describe_value(softmax_network(c(2, 3))), "named values")
  expect_identical(describe_value(data.frame(x = 1)), "data.frame")
  expect_identical(describe_value(""), "an empty text")
  expect_identical(describe_value("two\nlines"), "two?lines")
  long <- paste0(strrep("a", 60), "...")
  expect_identical(describe_value(strrep("a", 99)), long)
})

test_that("a refusal is a condition of its own and names no inner call", {
  refusal <- tryCatch(relu("Z"), firstprinciples_error = identity)
  expect_s3_class(refusal, "error")
  expect_null(conditionCall(refusal))
  expected <- "relu: Z: expected a matrix, got Z"
  expect_identical(conditionMessage(refusal), expected)
})

test_that("a refusal names the function, whatever it was called by", {
  expected <- "heaviside: Z: expected a matrix, got 1"
  expect_refusal(heaviside(1), expected)
  expect_refusal(lapply(list(1), heaviside), expected)
  expect_refusal(do.call(heaviside, list(1)), expected)
  expect_refusal(do.call("heaviside", list(1)), expected)
  relu <- heaviside
  expect_refusal(relu(1), expected)
})

test_that("no two public functions have the same code", {
  functions <- mget(names(contract()$operations), inherits = TRUE)
  for (i in seq_along(functions)) {
    alike <- vapply(functions, identical, NA, functions[[i]])
    expect_identical(names(functions)[alike], names(functions)[i])
  }
})

test_that("R says itself which argument is missing", {
  expect_error(dense_forward(matrix(1), matrix(1)), 'argument "b" is missing')
})

test_that("matrices are of doubles and not empty", {
  expect_refusal(
    check("matrix", matrix(1L)), "f: a: expected doubles, got integers"
  )
  expect_refusal(
    check("matrix", matrix(1i)), "f: a: expected doubles, got complex numbers"
  )
  expect_refusal(
    check("matrix", matrix(0, 0, 3)),
    "f: a: expected at least 1 x 1, got 0 x 3"
  )
  expect_refusal(
    check("matrix", matrix(1, 1, 100000), shape = "1 x 1"),
    "f: a: expected 1 x 1, got 1 x 100000"
  )
})

test_that("the first entry that breaks a rule is named, by columns or rows", {
  counts <- rbind(c(1, 0.5), c(-1, 2))
  expected <- "f: a: expected whole numbers of at least 0, got"
  by_columns <- function() check("matrix", counts, range = "labels")
  expect_refusal(by_columns(), paste(expected, "-1"))
  by_rows <- function() {
    check("matrix", counts, range = "labels", order = "rows")
  }
  expect_refusal(by_rows(), paste(expected, "0.5"))
  counts[1, 2] <- 2^31
  expected <- "f: a: expected whole numbers below 2^31, got 2.14748e+09"
  expect_refusal(by_rows(), expected)
})

test_that("a count is whole, finite and large enough", {
  for (value in list(0, 1.5, NaN, Inf, "2", c(1, 2), TRUE, NULL)) {
    expect_refusal(
      check("count", value, range = "count"),
      "f: a: expected a whole number of at least 1, got"
    )
  }
  expect_silent(check("count", 3L, range = "count"))
  expect_silent(check("count", 0, range = "count_from_0"))
  expect_refusal(
    check("count", 1e18, range = "count"),
    "f: a: expected a whole number below 2^31, got 1e+18"
  )
})

test_that("an array stays below 2^31 entries", {
  expect_refusal(
    dropout_mask(1e6, 1e6, 0.5, seed = 0, layer = 1, step = 0),
    "n_samples: expected an array of less than 2^31 entries, got 1e+12"
  )
  expect_refusal(
    initialize_parameters(c(2, 1e5, 1e5), "he", "normal", 0),
    "layer_sizes: expected an array of less than 2^31 entries, got 1e+10"
  )
})

test_that("nothing is checked inside unchecked, and its value comes out", {
  expect_identical(unchecked(tanh_derivative(5)), -24)
  expect_error(unchecked(stop("within")), "within")
  expect_refusal(tanh_derivative(5), "expected a matrix, got 5")
})

test_that("the weight of the past lies in [0, 1)", {
  expect_silent(check("number", 0, range = "beta"))
  expect_silent(check("number", 1 - 2^-53, range = "beta"))
  for (value in list(1, -0.1, NaN, Inf, "0.9", c(0, 0), TRUE, NULL)) {
    expect_refusal(
      check("number", value, range = "beta"),
      "f: a: expected a number of at least 0 and below 1, got"
    )
  }
})

test_that("values are finite doubles in a vector", {
  expect_silent(check("vector", c(0, -1e300), shape = "n"))
  expect_refusal(
    check("vector", list(1), shape = "n"), "f: a: expected a vector, got"
  )
  expect_refusal(
    check("vector", c(1, Inf), shape = "n"),
    "f: a: expected finite values, got NaN or Inf"
  )
})

test_that("a flag is TRUE or FALSE", {
  expect_silent(check("flag", TRUE))
  for (value in list(1, "yes", NA, c(TRUE, FALSE), NULL)) {
    expect_refusal(check("flag", value), "f: a: expected true or false, got")
  }
})

test_that("a network or an optimizer has the fields of its maker", {
  masks <- function(network) network_masks(network, 2, seed = 0, step = 0)
  network <- unclass(softmax_network(c(2, 3)))
  expect_refusal(
    masks("net"), "network: expected a network of new_network, got net"
  )
  expect_refusal(masks(network[-3]), "network: expected loss, got none")
  expect_refusal(
    masks(c(network, keep_probs = 0.5)), "keep_prob, got keep_probs"
  )
  expect_refusal(
    masks(replace(network, "keep_prob", 2)),
    "network_masks: keep_prob: expected a number above 0 and at most 1, got 2"
  )
  expect_refusal(
    optimizer_state(list(W1 = matrix(1)), list(name = "adam")),
    "optimizer_state: optimizer: expected learning_rate, got none"
  )
  expect_refusal(
    optimizer_state(list(W1 = matrix(1)), 3),
    "optimizer: expected an optimizer of new_optimizer, got 3"
  )
})

test_that("a list that leaves fields out is as good as what its maker makes", {
  network <- softmax_network(c(2, 4, 3), "relu")
  parameters <- example_parameters(c(2, 4, 3))
  fields <- list(
    layer_sizes = list(2L, 4L, 3L), activations = list("relu", "softmax"),
    loss = "categorical_cross_entropy"
  )
  X <- numbers(2, 8)
  expect_identical(
    network_forward(X, parameters, fields),
    network_forward(X, parameters, network)
  )
  case <- example_case()
  expect_s3_class(case$network, "network")
  plain <- lapply(unclass(case), unclass)
  plain$network <- fields
  expect_identical(train_case(plain), train_case(case))
})

test_that("samples in rows are told, with what mends them", {
  parameters <- example_parameters(c(2, 4, 3))
  network <- softmax_network(c(2, 4, 3), "relu")
  expect_refusal(predict_labels(numbers(9, 2), parameters, network), paste(
    "predict_labels: X: expected 2 x 9, got 9 x 2: samples stand in columns,",
    "pass X'"
  ))
  expect_refusal(fit_network(numbers(9, 2), rep(0:2, 3)), paste(
    "fit_network: labels: expected 2 labels, got 9: samples stand in columns,",
    "pass X'"
  ))
  expect_refusal(
    standardize_with(numbers(9, 2), matrix(1, 2), matrix(1, 2)), paste(
      "standardize_with: mean: expected 9 x 1, got 2 x 1: samples stand in",
      "columns, pass X'"
    )
  )
})
