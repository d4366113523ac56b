skip_if_not_installed("ggplot2")

# What a plot hands out is what stands in its picture.
X <- numbers(2, 7)
labels <- c(2, 0, 1, 1, 8, 2, 0)
by_class <- c(2, 7, 3, 4, 1, 6, 5)
network <- softmax_network(c(2, 4, 3), "tanh")
parameters <- example_parameters(c(2, 4, 3))
file <- tempfile(fileext = ".png")

test_that("data are read class by class", {
  found <- plot_data(X, labels, file)
  expect_identical(found$points, X[, by_class])
  expect_identical(found$classes, labels[by_class])
  expect_identical(found$colours, labels[by_class] %% 7)
  expect_identical(found$words, c("Samples by class", "x1", "x2"))
})

test_that("losses are read curve by curve", {
  losses <- cbind(c(1.1, 0.5, 0.1), c(1.2, 0.9, 0.001))
  found <- plot_losses(losses, c("a", "b"), file)
  expect_identical(found$steps, matrix(c(0, 1, 2), 3, 2))
  expect_identical(found$curves, losses)
  expect_identical(found$scales, c("linear", "log"))
  expect_identical(found$words[3:5], c("loss (log scale)", "a", "b"))
})

test_that("regions are the classes of the points on the map", {
  found <- plot_decision_boundary(X, labels %% 3, parameters, network, file)
  for (at in list(c(1, 1), c(21, 131), c(151, 41), c(200, 200))) {
    point <- rbind(found$x1[at[2]], found$x2[at[1]])
    label <- predict_labels(point, parameters, network)
    expect_identical(found$regions[at[1], at[2]], label)
  }
  expect_gt(length(unique(c(found$regions))), 1)
  expect_lt(found$x1[1], min(X[1, ]))
  expect_setequal(found$points[1, ], X[1, ])
})

test_that("the surface is softmax", {
  found <- plot_softmax_surface(file)
  at <- cbind(c(6, 191), c(1, 71))
  points <- rbind(found$z1[at[, 2]], found$z2[at[, 1]])
  expect_equal(found$P[at], softmax(points)[1, ], tolerance = 1e-14)
  expect_identical(found$levels, LEVELS)
  expect_identical(found$words[4], "P(t = 1)")
})

test_that("counts and shares keep their row and column", {
  counts <- rbind(c(8, 1, 3), 0, c(2, 0, 700))
  found <- plot_confusion_matrix(counts, file)
  expect_identical(found$cells, counts)
  expect_identical(found$shares[1, ], counts[1, ] / 12)
  expect_identical(found$shares[2, ], c(0, 0, 0))
  expect_identical(found$words[2:3], c("predicted class", "true class"))
})

test_that("curves of a classifier keep their axes", {
  x <- c(0, 0.1, 1)
  y <- c(0.3, 0.7, 1)
  found <- plot_roc(x, y, file)
  expect_identical(found[c("x", "y")], list(x = x, y = y))
  expect_identical(found$chance, rbind(c(0, 1), c(0, 1)))
  expect_identical(found$words[4:5], c("classifier", "chance"))
  found <- plot_precision_recall(x, y, file)
  expect_identical(found[c("x", "y")], list(x = x, y = y))
})

test_that("trials without a score are not there", {
  choices <- c("momentum", "adam")
  space <- list(optimizer = list(scale = "choice", choices = choices))
  search <- list(
    trials = list(optimizer = c("adam", "momentum", "adam", "adam")),
    rounds = c(1, 0, 1, 0), scores = c(0.5, NaN, 0.2, 0.3), score = 0.2
  )
  found <- plot_trials(search, space, "optimizer", file)
  expect_identical(found$x, c(1, 1, 1))
  expect_identical(found$y, c(0.3, 0.5, 0.2))
  expect_identical(found$marked, c(0, 1, 1))
  expect_identical(found$ring, c(1, 0.2))
  expect_identical(found$scales, c("linear", "linear"))
  expect_identical(found$words[4:5], choices)
})

test_that("what is drawn is read, whatever was meant", {
  colours <- matrix(region_colours(c(0, 5, 1, 6, 7, 2)), 2, byrow = TRUE)
  picture <- new_picture("plot_data", "", "", "") +
    draw_raster(colours, c(1, 3, 5), c(11, 13))
  found <- drawn_regions(picture, 1)
  expect_equal(found$x, c(1, 3, 5))
  expect_equal(found$y, c(11, 13))
  expect_identical(found$regions, rbind(c(6, 0, 2), c(0, 5, 1)))
  expect_identical(colour_numbers(c("#123456", "#e69f00"), COLOURS), c(-1, 1))
})
