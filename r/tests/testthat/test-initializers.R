SCALES <- list(
  random = function(n_in) 0.01,
  he = function(n_in) sqrt(2 / n_in),
  xavier = function(n_in) sqrt(1 / n_in)
)

test_that("normal weights are scaled normals, row by row", {
  for (method in names(SCALES)) {
    parameters <- initialize_parameters(c(4, 5, 3), method, "normal", 9)
    normals <- random_normals(9, "weights", 1, 20)
    expect_identical(
      parameters$W1,
      SCALES[[method]](4) * matrix(normals, 5, 4, byrow = TRUE)
    )
    normals <- random_normals(9, "weights", 2, 15)
    expect_identical(
      parameters$W2,
      SCALES[[method]](5) * matrix(normals, 3, 5, byrow = TRUE)
    )
  }
})

test_that("uniform weights fill their bounds, row by row", {
  uniforms <- matrix(random_uniforms(9, "weights", 1, 20), 5, 4, byrow = TRUE)
  for (method in names(SCALES)) {
    W <- initialize_parameters(c(4, 5), method, "uniform", 9)$W1
    bound <- SCALES[[method]](4) * sqrt(3)
    expect_identical(W, bound * (2 * uniforms - 1))
  }
})

test_that("weights have the variance asked for", {
  for (method in names(SCALES)) {
    for (distribution in c("normal", "uniform")) {
      W <- initialize_parameters(c(400, 250), method, distribution, 1)$W1
      # The mean square of N values errs by at most sqrt(2 / N) of itself.
      error <- mean(W * W) / SCALES[[method]](400)^2 - 1
      expect_lt(abs(error), 5 * sqrt(2 / length(W)))
    }
  }
})

test_that("every layer has its shape, its name and biases of 0", {
  parameters <- initialize_parameters(c(2, 9, 9, 1), "he", "normal", 0)
  expect_identical(names(parameters), c("W1", "b1", "W2", "b2", "W3", "b3"))
  expect_identical(
    lapply(parameters[c("W1", "W2", "W3")], dim),
    list(W1 = c(9L, 2L), W2 = c(9L, 9L), W3 = c(1L, 9L))
  )
  expect_identical(parameters$b1, matrix(0, 9, 1))
  expect_identical(parameters$b3, matrix(0, 1, 1))
  expect_false(any(parameters$W2 == initialize_parameters(
    c(9, 9), "he", "normal", 0
  )$W1))
})

test_that("zeros are zeros", {
  expect_identical(
    initialize_parameters(list(3, 2), "zeros", "normal", 0),
    list(W1 = matrix(0, 2, 3), b1 = matrix(0, 2, 1))
  )
})

test_that("initialization refuses what it cannot use", {
  expect_refusal(
    initialize_parameters(2, "he", "normal", 0),
    "initialize_parameters: layer_sizes: expected at least 2 sizes, got 1"
  )
  expect_refusal(
    initialize_parameters(c(2, 0), "he", "normal", 0),
    paste0(
      "initialize_parameters: layer_sizes: ",
      "expected a whole number of at least 1, got 0"
    )
  )
  expect_refusal(
    initialize_parameters(c(2, 3), "He", "normal", 0),
    paste0(
      "initialize_parameters: method: ",
      "expected one of zeros, random, he, xavier, got He"
    )
  )
  expect_refusal(
    initialize_parameters(c(2, 3), "he", "gauss", 0),
    paste0(
      "initialize_parameters: distribution: ",
      "expected one of normal, uniform, got gauss"
    )
  )
  expect_refusal(
    initialize_parameters(c(2, 3), "he", "normal", -1),
    paste0(
      "initialize_parameters: seed: ",
      "expected a whole number from 0 to 2^53 - 1, got -1"
    )
  )
})
