test_that("relu keeps what is positive and makes the rest plus zero", {
  A <- relu(matrix(c(-2, -0.0, 0, 3), nrow = 2))
  expect_identical(A, matrix(c(0, 0, 0, 3), nrow = 2))
  expect_identical(1 / A[1:3], c(Inf, Inf, Inf))
})

test_that("relu's derivative is 0 at 0", {
  D <- relu_derivative(matrix(c(-1, 0, 1e-300), nrow = 1))
  expect_identical(D, matrix(c(0, 0, 1), nrow = 1))
})

test_that("sigmoid is one half at 0 and symmetric about it", {
  Z <- numbers(3, 4)
  expect_identical(sigmoid(matrix(0)), matrix(0.5))
  expect_equal(sigmoid(-Z), 1 - sigmoid(Z), tolerance = 1e-15)
})

test_that("sigmoid neither overflows nor loses what is small", {
  A <- sigmoid(matrix(c(-1000, -710, 40, 710, 1000), nrow = 1))
  expect_identical(A[1, c(1, 3, 4, 5)], c(0, 1, 1, 1))
  expect_equal(log(A[1, 2]), -710, tolerance = 1e-14)
})

test_that("derivatives from the output are slopes of the function", {
  Z <- numbers(2, 3)
  slopes <- function(f) finite_differences(function(M) sum(f(M)), Z)
  expect_equal(sigmoid_derivative(sigmoid(Z)), slopes(sigmoid),
    tolerance = 1e-8
  )
  expect_equal(tanh_derivative(tanh(Z)), slopes(tanh), tolerance = 1e-8)
})

test_that("log_sum_exp is the logarithm of the sum of exponentials", {
  Z <- numbers(3, 4)
  expect_equal(log_sum_exp(Z), matrix(log(colSums(exp(Z))), nrow = 1),
    tolerance = 1e-15
  )
})

test_that("log_sum_exp of large scores is finite", {
  Z <- matrix(c(1000, 1000, -1000, -1000), nrow = 2)
  expect_equal(log_sum_exp(Z), matrix(c(1000, -1000) + log(2), nrow = 1),
    tolerance = 1e-15
  )
})

test_that("softmax gives the worked numbers of the course", {
  P <- softmax(matrix(c(1, 3, 6)))
  expect_equal(round(P, 4), matrix(c(0.0064, 0.0471, 0.9465)))
})

test_that("softmax columns sum to one", {
  P <- softmax(30 * numbers(5, 6))
  expect_equal(colSums(P), rep(1, 6), tolerance = 1e-15)
  expect_true(all(P >= 0))
})

test_that("softmax survives scores beyond 709", {
  P <- softmax(matrix(c(800, 0, -5, -800, -800, -800), nrow = 3))
  expect_equal(P, matrix(c(1, 0, 0, 1, 1, 1) / c(1, 1, 1, 3, 3, 3), nrow = 3),
    tolerance = 1e-15
  )
})

test_that("softmax treats each sample alone", {
  Z <- numbers(4, 3)
  alone <- lapply(1:3, function(sample) softmax(Z[, sample, drop = FALSE]))
  expect_identical(softmax(Z), do.call(cbind, alone))
})

test_that("softmax of one class is one", {
  expect_identical(softmax(matrix(c(-3, 0, 5), nrow = 1)), matrix(1, 1, 3))
})

test_that("softmax_jacobian has p (1 - p) in and -p q off the diagonal", {
  J <- softmax_jacobian(matrix(c(0.1, 0.7, 0.2)))
  expected <- rbind(
    c(0.09, -0.07, -0.02), c(-0.07, 0.21, -0.14), c(-0.02, -0.14, 0.16)
  )
  expect_equal(J, array(expected, c(3, 3, 1)), tolerance = 1e-15)
})

test_that("softmax_jacobian holds the slopes of every sample", {
  Z <- numbers(3, 2)
  J <- softmax_jacobian(softmax(Z))
  for (sample in 1:2) {
    for (output in 1:3) {
      p <- function(z) softmax(z)[output, 1]
      slopes <- finite_differences(p, Z[, sample, drop = FALSE])
      expect_equal(J[output, , sample], slopes[, 1], tolerance = 1e-8)
    }
  }
})

test_that("activations are chosen by name", {
  Z <- numbers(3, 2)
  expect_identical(activation_forward(Z, "relu"), relu(Z))
  expect_identical(activation_forward(Z, "tanh"), tanh(Z))
  expect_identical(activation_forward(Z, "sigmoid"), sigmoid(Z))
  expect_identical(activation_forward(Z, "softmax"), softmax(Z))
})

test_that("activation_backward multiplies by the slope", {
  Z <- numbers(3, 4)
  dA <- numbers(3, 4, phase = 1)
  for (activation in c("relu", "tanh", "sigmoid")) {
    total <- function(M) sum(dA * activation_forward(M, activation))
    A <- activation_forward(Z, activation)
    expect_equal(
      activation_backward(dA, Z, A, activation), finite_differences(total, Z),
      tolerance = 1e-8
    )
  }
})

test_that("the step function is 0 up to 0 and 1 above", {
  Z <- matrix(c(-1, 0, -0, 5e-324, -5e-324, 2), nrow = 2)
  expect_identical(heaviside(Z), matrix(c(0, 0, 0, 1, 0, 1), nrow = 2))
  expect_identical(activation_forward(Z, "step"), heaviside(Z))
})

test_that("activations refuse what they cannot use", {
  expect_refusal(relu(1:3), "relu: Z: expected a matrix, got 3 numbers")
  expect_refusal(
    softmax(matrix(c(1, NaN))),
    "softmax: Z: expected finite values, got NaN or Inf"
  )
  expect_refusal(
    activation_forward(matrix(1), "rleu"),
    paste(
      "activation_forward: activation: expected one of relu, tanh, sigmoid,",
      "softmax, step, got rleu"
    )
  )
  expect_refusal(
    activation_forward(matrix(Inf), "tanh"),
    "activation_forward: Z: expected finite values, got NaN or Inf"
  )
  expect_refusal(
    activation_backward(matrix(1), matrix(1, 2, 1), matrix(1), "relu"),
    "activation_backward: Z: expected 1 x 1, got 2 x 1"
  )
})

test_that("NaN stays in its sample and Inf is not turned into NaN", {
  Z <- matrix(c(NaN, 1, -Inf, 2), nrow = 2)
  unchecked({
    expect_identical(relu(Z), matrix(c(NaN, 1, 0, 2), nrow = 2))
    expect_identical(softmax(Z), matrix(c(NaN, NaN, 0, 1), nrow = 2))
    expect_identical(log_sum_exp(Z), matrix(c(NaN, 2), nrow = 1))
  })
})
