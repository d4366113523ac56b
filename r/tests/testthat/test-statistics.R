# True classes in rows.
two <- rbind(c(50, 10), c(5, 35))
three <- rbind(c(5, 2, 0), c(1, 4, 1), c(1, 3, 6))

test_that("statistics of two classes follow from their definitions", {
  found <- class_statistics(two)
  expect_equal(
    found[1, ],
    c(
      sensitivity = 50 / 60, specificity = 35 / 40,
      positive_predictive_value = 50 / 55,
      negative_predictive_value = 35 / 45, prevalence = 0.6,
      detection_rate = 0.5, detection_prevalence = 0.55,
      balanced_accuracy = (50 / 60 + 35 / 40) / 2, precision = 50 / 55,
      recall = 50 / 60, F1 = 100 / 115
    ),
    tolerance = 1e-15
  )
})

test_that("each of two classes is the other's negative", {
  found <- class_statistics(two)
  expect_equal(found[, "sensitivity"], rev(found[, "specificity"]))
  expect_equal(
    found[, "positive_predictive_value"],
    rev(found[, "negative_predictive_value"])
  )
})

test_that("a class of three stands against the other two", {
  found <- class_statistics(three)[2, ]
  expect_equal(found[["sensitivity"]], 4 / 6)
  expect_equal(found[["specificity"]], 12 / 17)
  expect_equal(found[["positive_predictive_value"]], 4 / 9)
  expect_equal(found[["negative_predictive_value"]], 12 / 14)
  expect_equal(found[["F1"]], 8 / 15)
})

test_that("overall statistics are those of R's own tests", {
  found <- overall_statistics(two)
  interval <- binom.test(85, 100)$conf.int
  test <- binom.test(85, 100, p = 0.6, alternative = "greater")
  expect_equal(found[["accuracy"]], 0.85)
  expect_equal(found[["accuracy_lower"]], interval[1])
  expect_equal(found[["accuracy_upper"]], interval[2])
  expect_equal(found[["no_information_rate"]], 0.6)
  expect_equal(found[["accuracy_p_value"]], test$p.value)
  expect_equal(found[["kappa"]], (0.85 - 0.51) / 0.49)
  expect_equal(found[["mcnemar_p_value"]], mcnemar.test(two)$p.value)
})

test_that("kappa of many samples is rounded once", {
  found <- overall_statistics(rbind(c(12345, 678), c(910, 23457)))
  expect_identical(found[["kappa"]], 577919370 / 637294690)
})

test_that("McNemar's p-value of three classes is Bowker's", {
  found <- overall_statistics(three)[["mcnemar_p_value"]]
  expect_equal(found, mcnemar.test(three)$p.value)
})

test_that("as many errors of either kind are no evidence", {
  found <- overall_statistics(rbind(c(3, 2), c(2, 3)))
  expect_identical(found[["mcnemar_p_value"]], 1)
})

test_that("0/0 is NaN", {
  found <- class_statistics(rbind(c(0, 0), c(1, 4)))
  expect_true(all(is.nan(found[1, c(
    "sensitivity", "positive_predictive_value", "negative_predictive_value",
    "balanced_accuracy", "F1"
  )])))
  expect_identical(found[[1, "precision"]], 0)
  found <- overall_statistics(rbind(c(5, 0), c(0, 0)))
  expect_true(all(is.nan(found[c("kappa", "mcnemar_p_value")])))
})

test_that("the interval reaches 0 and 1", {
  hopeless <- overall_statistics(rbind(c(0, 3), c(4, 0)))
  expect_identical(hopeless[["accuracy_lower"]], 0)
  expect_identical(hopeless[["accuracy_p_value"]], 1)
  expect_equal(hopeless[["accuracy_upper"]], 1 - 0.025^(1 / 7))
  perfect <- overall_statistics(rbind(c(3, 0), c(0, 4)))
  expect_equal(perfect[["accuracy_lower"]], 0.025^(1 / 7))
  expect_identical(perfect[["accuracy_upper"]], 1)
  expect_equal(perfect[["accuracy_p_value"]], (4 / 7)^7)
})

test_that("both are what caret 6.0-93 shows", {
  expect_equal(
    unname(class_statistics(three)[3, ]),
    c(
      0.6, 0.92307692307692313, 0.85714285714285721, 0.75,
      0.43478260869565216, 0.26086956521739130, 0.30434782608695654,
      0.76153846153846150, 0.85714285714285710, 0.6, 0.70588235294117641
    ),
    tolerance = 1e-15
  )
  expect_equal(
    unname(overall_statistics(three)),
    c(
      0.652173913043478271, 0.427343963036494412, 0.836236401625050085,
      0.434782608695652162, 0.029596051859655928, 0.483146067415730351,
      0.506165219093908880
    ),
    tolerance = 1e-14
  )
})

test_that("statistics refuse what is no confusion matrix", {
  for (name in c("class_statistics", "overall_statistics")) {
    refuses <- function(counts, words) {
      expect_refusal(get(name)(counts), paste0(name, ": counts: ", words))
    }
    refuses("counts", "expected a matrix, got counts")
    refuses(matrix(1, 2, 3), "expected 2 x 2, got 2 x 3")
    refuses(
      matrix(c(1, -1, 0, 0), 2),
      "expected whole numbers of at least 0, got -1"
    )
    refuses(diag(0.5, 2), "expected whole numbers of at least 0, got 0.5")
    refuses(matrix(3), "expected at least 2 x 2, got 1 x 1")
    refuses(matrix(0, 2, 2), "expected at least 1 sample, got 0")
  }
})

test_that("one right of three has the probability of at least one", {
  counts <- matrix(c(1, 0, 2, 0), 2) # 1 of 3 is right, all are of one class
  expect_identical(overall_statistics(counts)[["no_information_rate"]], 1)
  counts <- matrix(c(1, 1, 1, 0), 2) # 1 of 3 is right, 2 are of one class
  expect_equal(
    overall_statistics(counts)[["accuracy_p_value"]], 1 - (1 / 3)^3,
    tolerance = 1e-14
  )
})

test_that("McNemar's test does not ask which error is the more frequent", {
  counts <- matrix(c(5, 9, 2, 4), 2)
  p_value <- function(M) overall_statistics(M)[["mcnemar_p_value"]]
  expect_identical(p_value(t(counts)), p_value(counts))
  expect_lt(p_value(counts), 0.1)
})
