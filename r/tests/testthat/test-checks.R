test_that("a refused value is described in a few words", {
  expect_identical(describe("rleu"), "rleu")
  expect_identical(describe(0.1 + 0.2), "0.3")
  expect_identical(describe(NaN), "nan")
  expect_identical(describe(-Inf), "-inf")
  expect_identical(describe(c(1, 2)), "2 numbers")
  expect_identical(describe(array(1, c(1, 1, 1))), "1 x 1 x 1 numbers")
  expect_identical(describe(NULL), "nothing")
  expect_identical(describe(TRUE), "true")
  expect_identical(describe(c(TRUE, FALSE)), "2 flags")
  expect_identical(describe(list(1)), "a list")
  expect_identical(describe(list(a = 1)), "named values")
  expect_identical(describe(data.frame(x = 1)), "data.frame")
  expect_identical(describe(""), "an empty text")
  expect_identical(describe("two\nlines"), "two?lines")
  expect_identical(describe(strrep("a", 99)), paste0(strrep("a", 60), "..."))
})

test_that("matrices are of doubles and not empty", {
  expect_refusal(
    check_matrix("f", "Z", matrix(1L)), "f: Z: expected doubles, got integers"
  )
  expect_refusal(
    check_matrix("f", "Z", matrix(0, 0, 3)),
    "f: Z: expected at least 1 x 1, got 0 x 3"
  )
  expect_refusal(
    check_shape("f", "Z", matrix(1, 1, 100000), 1, 1),
    "f: Z: expected 1 x 1, got 1 x 100000"
  )
})

test_that("arrays of doubles may hold NaN but need their shape", {
  expect_silent(check_doubles("f", "W1", matrix(NaN), c(1, 1)))
  expect_refusal(
    check_doubles("f", "W1", matrix(1), c(1, 1, 2)),
    "f: W1: expected 1 x 1 x 2, got 1 x 1"
  )
  expect_refusal(
    check_doubles("f", "W1", 1, c(1, 1)), "f: W1: expected an array, got 1"
  )
})

test_that("a count is whole, finite and large enough", {
  for (value in list(0, 1.5, NaN, Inf, "2", c(1, 2), TRUE, NULL)) {
    expect_refusal(
      check_count("f", "steps", value),
      "f: steps: expected a whole number of at least 1, got"
    )
  }
  expect_silent(check_count("f", "steps", 3L))
  expect_silent(check_count("f", "first_step", 0, 0))
})

test_that("nothing is checked inside unchecked, and its value comes out", {
  value <- unchecked({
    check_matrix("f", "Z", "no matrix")
    check_count("f", "n", -1)
    5
  })
  expect_identical(value, 5)
})

test_that("the weight of the past lies in [0, 1)", {
  expect_silent(check_beta("f", "beta1", 0))
  expect_silent(check_beta("f", "beta1", 1 - 2^-53))
  for (value in list(1, -0.1, NaN, Inf, "0.9", c(0, 0), TRUE, NULL)) {
    expect_refusal(
      check_beta("f", "beta1", value),
      "f: beta1: expected a number of at least 0 and below 1, got"
    )
  }
})

test_that("values are finite doubles in a vector", {
  expect_silent(check_values("f", "values", c(0, -1e300)))
  expect_refusal(
    check_values("f", "values", list(1)), "f: values: expected a vector, got"
  )
  expect_refusal(
    check_values("f", "values", c(1, Inf)),
    "f: values: expected finite values, got NaN or Inf"
  )
})

test_that("a flag is TRUE or FALSE", {
  expect_silent(check_flag("f", "corrected", TRUE))
  for (value in list(1, "yes", NA, c(TRUE, FALSE), NULL)) {
    expect_refusal(
      check_flag("f", "corrected", value),
      "f: corrected: expected true or false, got"
    )
  }
})

test_that("a network or an optimizer has the fields of its maker", {
  network <- softmax_network(c(2, 3))
  expect_silent(check_network("f", network))
  expect_silent(check_network("f", network[1:3]))
  expect_refusal(
    check_network("f", "net"),
    "f: network: expected a network of new_network, got net"
  )
  expect_refusal(
    check_network("f", network[-3]), "f: network: expected loss, got none"
  )
  expect_refusal(
    check_network("f", c(network, keep_probs = 0.5)),
    "keep_prob, got keep_probs"
  )
  expect_refusal(
    check_network("f", replace(network, "keep_prob", 2)),
    "f: keep_prob: expected a number above 0 and at most 1, got 2"
  )
  expect_refusal(
    check_optimizer("f", list(name = "adam")),
    "f: optimizer: expected learning_rate, got none"
  )
  expect_refusal(
    check_optimizer("f", 3),
    "f: optimizer: expected an optimizer of new_optimizer, got 3"
  )
})

test_that("counts and arrays stay below 2^31", {
  expect_refusal(
    check_count("f", "steps", 1e18),
    "f: steps: expected a whole number below 2^31, got 1e+18"
  )
  expect_refusal(
    check_room("f", "n_units", c(1e6, 1e6)),
    "f: n_units: expected an array of less than 2^31 entries, got 1e+12"
  )
})
