test_that("dense_forward weighs the inputs and adds the bias to each sample", {
  A_prev <- cbind(c(1, 2), c(3, 4), c(0, 0))
  W <- rbind(c(1, -1), c(2, 0.5), c(0, 3))
  b <- matrix(c(10, 20, 30))
  expected <- cbind(c(9, 23, 36), c(9, 28, 42), c(10, 20, 30))
  expect_identical(dense_forward(A_prev, W, b), expected)
})

test_that("dense_gradients sums over samples and divides by nothing", {
  dZ <- rbind(c(1, 2, 3), c(0, -1, 1))
  A_prev <- rbind(c(1, 0, 2), c(5, 1, 0))
  expected <- list(
    dW = rbind(c(7, 7), c(2, -1)),
    db = matrix(c(6, 0))
  )
  expect_identical(dense_gradients(dZ, A_prev), expected)
})

test_that("dense_backward is the slope by the layer's input", {
  A_prev <- numbers(4, 3)
  W <- numbers(2, 4, phase = 1)
  b <- numbers(2, 1, phase = 2)
  dZ <- numbers(2, 3, phase = 3)
  total <- function(M) sum(dZ * dense_forward(M, W, b))
  expect_equal(dense_backward(dZ, W), finite_differences(total, A_prev),
    tolerance = 1e-8
  )
})

test_that("dense_gradients are the slopes by weights and biases", {
  A_prev <- numbers(4, 3)
  W <- numbers(2, 4, phase = 1)
  b <- numbers(2, 1, phase = 2)
  dZ <- numbers(2, 3, phase = 3)
  gradients <- dense_gradients(dZ, A_prev)
  by_W <- function(M) sum(dZ * dense_forward(A_prev, M, b))
  by_b <- function(M) sum(dZ * dense_forward(A_prev, W, M))
  expect_equal(gradients$dW, finite_differences(by_W, W), tolerance = 1e-8)
  expect_equal(gradients$db, finite_differences(by_b, b), tolerance = 1e-8)
})

test_that("layers refuse shapes that do not fit", {
  expect_refusal(
    dense_forward(matrix(1, 3, 2), matrix(1, 4, 2), matrix(1, 4, 1)),
    "dense_forward: W: expected 4 x 3, got 4 x 2"
  )
  expect_refusal(
    dense_forward(matrix(1, 3, 2), matrix(1, 4, 3), matrix(1)),
    "dense_forward: b: expected 4 x 1, got 1 x 1"
  )
  expect_refusal(
    dense_gradients(matrix(1, 2, 5), matrix(1, 3, 4)),
    "dense_gradients: A_prev: expected 3 x 5, got 3 x 4"
  )
  expect_refusal(
    dense_backward(matrix(1, 2, 5), matrix(1, 3, 4)),
    "dense_backward: W: expected 2 x 4, got 3 x 4"
  )
})
