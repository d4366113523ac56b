labels <- c(0, 1, 0, 1)
scores <- c(0.1, 0.4, 0.35, 0.8)

test_that("a ROC curve has a point for each score, the highest first", {
  curve <- roc_curve(labels, c(0.1, 0.35, 0.4, 0.8))
  expect_identical(curve$false_positive_rates, c(0, 0, 0.5, 0.5, 1))
  expect_identical(curve$true_positive_rates, c(0, 0.5, 0.5, 1, 1))
})

test_that("samples of one score join together", {
  curve <- roc_curve(labels, c(2, 2, 2, 2))
  expect_identical(curve, list(
    false_positive_rates = c(0, 1), true_positive_rates = c(0, 1)
  ))
  curve <- roc_curve(labels, c(-0.5, 0.5, 0.5, 7))
  expect_identical(curve$false_positive_rates, c(0, 0, 0.5, 1))
  expect_identical(curve$true_positive_rates, c(0, 0.5, 1, 1))
})

test_that("recall ascends and precision begins at 1", {
  curve <- precision_recall_curve(labels, c(0.1, 0.35, 0.4, 0.8))
  expect_identical(curve$recall, c(0, 0.5, 0.5, 1, 1))
  expect_identical(curve$precision, c(1, 1, 1 / 2, 2 / 3, 1 / 2))
})

test_that("precision and recall exist without negative samples", {
  curve <- precision_recall_curve(c(1, 1), c(3, 4))
  expect_identical(curve, list(recall = c(0, 0.5, 1), precision = c(1, 1, 1)))
})

test_that("the area of a ROC curve counts pairs in the right order", {
  labels <- c(1, 0, 1, 0, 0, 1, 1)
  scores <- c(3, 1, 2, 2, 5, 1, 4)
  curve <- roc_curve(labels, scores)
  pairs <- outer(scores[labels == 1], scores[labels == 0], `-`)
  expect_equal(
    area_under_curve(curve$false_positive_rates, curve$true_positive_rates),
    mean((sign(pairs) + 1) / 2)
  )
})

test_that("trapezoids under a line are its integral", {
  expect_equal(area_under_curve(c(0, 0.3, 2), 1 + c(0, 0.3, 2)), 4)
  expect_identical(area_under_curve(c(1, 1), c(0, 5)), 0)
})

test_that("curves refuse samples that do not fit", {
  expect_refusal(
    roc_curve(c(0, 2), c(1, 2)),
    "roc_curve: labels: expected whole numbers from 0 to 1, got 2"
  )
  expect_refusal(
    roc_curve(c(1, 1), c(1, 2)),
    "roc_curve: labels: expected both 0 and 1, got only 1"
  )
  expect_refusal(
    roc_curve(labels, 1),
    "roc_curve: scores: expected 4 numbers, got 1"
  )
  expect_refusal(
    roc_curve(labels, c(1, NaN, 0, 2)),
    "roc_curve: scores: expected finite values, got NaN or Inf"
  )
  expect_refusal(
    precision_recall_curve(c(0, 0), c(1, 2)),
    "precision_recall_curve: labels: expected at least one 1, got only 0"
  )
  expect_refusal(
    precision_recall_curve(labels, "high"),
    "precision_recall_curve: scores: expected a vector, got high"
  )
})

test_that("an area needs points in order", {
  expect_refusal(
    area_under_curve(c(0, 1, 0.5), c(1, 1, 1)),
    "area_under_curve: x: expected numbers in ascending order, got a smaller"
  )
  expect_refusal(
    area_under_curve(0, 1),
    "area_under_curve: x: expected at least 2 numbers, got 1"
  )
  expect_refusal(
    area_under_curve(c(0, 1), 1),
    "area_under_curve: y: expected 2 numbers, got 1"
  )
})
