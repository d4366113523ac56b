test_that("batches are counted with the partial one", {
  expect_identical(batch_count(300, 64), 5)
  expect_identical(batch_count(300, 100), 3)
  expect_identical(batch_count(300, 300), 1)
  expect_identical(batch_count(300, 1000), 1)
  expect_identical(batch_count(1, 1), 1)
  expect_identical(batch_count(7L, .Machine$integer.max), 1)
})

test_that("an epoch takes every sample once", {
  for (epoch in c(0, 1, 10)) {
    batches <- lapply(3 * epoch + 0:2, function(step) {
      batch_samples(7, 3, 5, step)
    })
    expect_identical(lengths(batches), c(3L, 3L, 1L))
    expect_identical(
      unlist(batches), random_permutation(5, "batches", epoch, 7)
    )
    expect_setequal(unlist(batches), 1:7)
  }
  expect_identical(batch_samples(7, 3, 5, 0), c(5L, 4L, 1L))
})

test_that("epochs and seeds have orders of their own", {
  first <- batch_samples(100, 50, 0, 0)
  expect_identical(batch_samples(100, 50, 0, 0), first)
  expect_false(identical(batch_samples(100, 50, 0, 2), first))
  expect_false(identical(batch_samples(100, 50, 1, 0), first))
})

test_that("a single batch holds all samples in their own order", {
  for (batch_size in c(5, 6, 1000)) {
    expect_identical(batch_samples(5, batch_size, 0, 0), 1:5)
    expect_identical(batch_samples(5, batch_size, 0, 3), 1:5)
  }
})

test_that("batches refuse what they cannot use", {
  counts <- "expected a whole number of at least 1, got"
  for (bad in list(0, -2, 0.5, NaN, Inf, "5", TRUE, NULL)) {
    expect_refusal(
      batch_count(bad, 2), paste("batch_count: n_samples:", counts)
    )
    expect_refusal(
      batch_count(5, bad), paste("batch_count: batch_size:", counts)
    )
    expect_refusal(
      batch_samples(bad, 2, 0, 0), paste("batch_samples: n_samples:", counts)
    )
    expect_refusal(
      batch_samples(5, bad, 0, 0), paste("batch_samples: batch_size:", counts)
    )
  }
  wholes <- "expected a whole number from 0 to 2^53 - 1, got"
  for (bad in list(-1, 0.5, 2^53, NaN, "7")) {
    expect_refusal(
      batch_samples(5, 2, bad, 0), paste("batch_samples: seed:", wholes)
    )
    expect_refusal(
      batch_samples(5, 2, 0, bad), paste("batch_samples: step:", wholes)
    )
  }
})
