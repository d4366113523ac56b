test_that("accuracy is the share of equal labels", {
  expect_identical(accuracy(c(0, 1, 2, 1), c(0, 1, 1, 1)), 0.75)
  expect_identical(accuracy(c(2, 2, 2), c(0, 1, 2)), 1 / 3)
})

test_that("a confusion matrix has true labels in rows", {
  counts <- confusion_matrix(c(0, 1, 2, 1, 2), c(0, 1, 1, 1, 0), 3)
  expected <- rbind(c(1, 0, 0), c(0, 2, 0), c(1, 1, 0))
  classes <- c("0", "1", "2")
  dimnames(expected) <- list(actual = classes, predicted = classes)
  expect_identical(counts, expected)
  expect_identical(rownames(class_statistics(counts)), classes)
})

test_that("a confusion matrix has room for a class that is missing", {
  counts <- confusion_matrix(c(3, 0), c(3, 3), 4)
  expect_identical(sum(counts), 2)
  expect_identical(unname(counts[c(1, 4), 4]), c(1, 1))
})

test_that("metrics refuse labels that do not fit", {
  expect_refusal(
    accuracy(c(0, 1), 0), "accuracy: predicted: expected 2 labels, got 1"
  )
  expect_refusal(
    accuracy(c(0, -1), c(0, 1)),
    "accuracy: labels: expected whole numbers of at least 0, got -1"
  )
  expect_refusal(
    accuracy(numeric(), numeric()),
    "accuracy: labels: expected at least 1 label, got 0"
  )
  expect_refusal(
    accuracy("cat", "dog"),
    "accuracy: labels: expected a vector of labels, got cat"
  )
  expect_refusal(
    confusion_matrix(c(0, 1), c(0, 2), 2),
    "confusion_matrix: predicted: expected whole numbers from 0 to 1, got 2"
  )
})
