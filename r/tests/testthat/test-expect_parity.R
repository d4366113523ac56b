# A folder of fixtures with one case, of which the answers are known.
own_fixtures <- function(operation, arguments, results) {
  folder <- tempfile()
  write <- function(fields, name) {
    file <- file.path(
      folder, name, "operations", paste0(operation, "-own.json")
    )
    dir.create(dirname(file), recursive = TRUE)
    jsonlite::write_json(fields, file, auto_unbox = TRUE, digits = NA)
  }
  write(list(operation = operation, arguments = arguments), "cases")
  write(list(results = results), "expected")
  folder
}

third <- "0.33333333333333333333"
ties <- own_fixtures(
  "softmax", list(Z = matrix(2.5, 3, 2)), list(P = matrix(third, 3, 2))
)

test_that("a right function passes, whoever wrote it", {
  expect_success(expect_parity(softmax, "softmax-own", 15, ties))
  mine <- function(Z) exp(Z) / rep(colSums(exp(Z)), each = nrow(Z))
  expect_success(expect_parity(mine, "softmax-own", 15, ties))
})

test_that("a wrong function fails, and the digits are told", {
  expect_failure(
    expect_parity(function(Z) 1.001 * softmax(Z), "softmax-own", 12, ties),
    "softmax-own: P: expected 12 right digits, got 3.0", fixed = TRUE
  )
  for (wrong in list(0.5, NaN, t(matrix(1 / 3, 3, 2)), "abc", NULL, Inf)) {
    expect_failure(expect_parity(function(Z) wrong, "softmax-own", 1, ties))
  }
})

test_that("of several results the worst is told", {
  X <- matrix(c(1, 3, 2, 6), 2, byrow = TRUE)
  right <- standardize(X)
  digits <- lapply(right, function(A) matrix(sprintf("%.20g", A), nrow(A)))
  folder <- own_fixtures("standardize", list(X = X), digits)
  expect_success(expect_parity(standardize, "standardize-own", 12, folder))
  for (name in names(right)) {
    wrong <- right
    wrong[[name]] <- 1.001 * wrong[[name]]
    expect_failure(
      expect_parity(function(X) wrong, "standardize-own", 12, folder),
      paste0("standardize-own: ", name, ": "), fixed = TRUE
    )
  }
})

test_that("a case that is not there is refused", {
  expect_refusal(expect_parity(softmax, "no-such-case", 12, ties), "a file, got")
})

# In the repository there are fixtures; a package that was built has none.
repository <- file.path("..", "..", "..", "fixtures")
if (dir.exists(repository)) {
  test_that("functions of this package give their certified values", {
    for (name in c("relu", "sigmoid", "softmax", "softmax_jacobian", "one_hot",
                   "dense_forward", "dense_gradients", "network_forward",
                   "adam", "initialize_parameters", "standardize",
                   "train", "fit_network", "class_statistics",
                   "batch_samples", "train_validation_test_split")) {
      cases <- list.files(
        file.path(repository, "expected", "operations"),
        paste0("^", name, "-.*[.]json$")
      )
      expect_gt(length(cases), 0)
      for (case in sub("[.]json$", "", cases)) {
        expect_parity(get(name), case, 8, repository)
      }
    }
  })
}

test_that("another shape, or no number, has no right digits", {
  for (wrong in list(c(1, 1), "1", NULL, NaN, matrix(1, 1, 2))) {
    expect_identical(right_digits(wrong, 1), 0)
  }
  for (wrong in list(c(1, 1), matrix(1, 2, 1), matrix("1", 1, 2))) {
    expect_identical(right_digits(wrong, matrix(1, 1, 2)), 0)
  }
  expect_identical(right_digits(c(1, NaN), c(1, NaN)), 17)
  expect_identical(right_digits(matrix(c(1, 2), 1), c(1, 2)), 17)
})

test_that("a list has the right digits of its worst part", {
  found <- list(a = 1, b = 2.002)
  expect_lt(right_digits(found, list(a = 1, b = 2)), 4)
})

test_that("equal numbers have 17 right digits", {
  expect_identical(right_digits(c(1, 2), c(1, 2)), 17)
})

test_that("twelve right digits are asked for by default", {
  expect_success(expect_parity(softmax, "softmax-own", fixtures = ties))
  nearly <- function(Z) (1 + 1e-11) * softmax(Z)
  expect_failure(expect_parity(nearly, "softmax-own", fixtures = ties))
})

test_that("as many digits as are asked for are enough", {
  exact <- function(Z) matrix(1 / 3, 3, 2)
  expect_success(expect_parity(exact, "softmax-own", 17, ties))
})

test_that("too small is as wrong as too large, and infinity has no digit", {
  expect_lt(right_digits(c(1, 1), c(1, 2)), 1)
  expect_identical(right_digits(c(1, Inf), c(1, 2)), 0)
})

test_that("arguments are given in the contract's order", {
  given <- list(n_samples = 4, l2_penalty = 0.5, W = matrix(c(1, 2), 1))
  dW <- matrix(c("0.125", "0.25"), 1)
  folder <- own_fixtures("l2_gradient", given, list(dW = dW))
  expect_success(expect_parity(l2_gradient, "l2_gradient-own", 15, folder))
})
