quick <- function(..., steps = 40) neural_network(..., steps = steps)

test_that("a formula trains what the course's functions make", {
  model <- quick(Species ~ ., data = iris, hidden = 4)
  X <- unname(t(as.matrix(iris[1:4])))
  numbers <- as.integer(iris$Species) - 1
  fitted <- fit_network(X, numbers, 40, hidden = 4)
  expect_identical(model$parameters, fitted$parameters)
  expect_identical(model$losses, fitted$losses)
  scaled <- standardize_with(X, fitted$mean, fitted$scale)
  P <- predict_probabilities(scaled, fitted$parameters, model$network)
  found <- predict(model, iris, type = "probabilities")
  expect_identical(unname(found), t(P))
  expect_identical(predict(model, iris), predict(model))
  expect_identical(model$call$hidden, 4)
})

test_that("formula, data frame and matrix are the same table", {
  wanted <- quick(Species ~ ., data = iris, hidden = 4)
  for (x in list(iris[1:4], as.matrix(iris[1:4]))) {
    found <- quick(x, iris$Species, hidden = 4)
    expect_identical(found$parameters, wanted$parameters)
    expect_identical(predict(found, x), predict(wanted, iris))
  }
})

test_that("iris is learnt with the defaults", {
  model <- neural_network(Species ~ ., data = iris, hidden = 8)
  expect_gt(mean(predict(model, iris) == iris$Species), 0.97)
})

test_that("each form has one hidden layer of 100 units by default", {
  for (model in list(
    neural_network(Species ~ ., data = iris, steps = 2),
    neural_network(iris[1:4], iris$Species, steps = 2),
    neural_network(as.matrix(iris[1:4]), iris$Species, steps = 2)
  )) {
    expect_identical(model$network$layer_sizes, c(4, 100, 3))
  }
})

test_that("predictions are the user's own classes, of their type", {
  x <- as.matrix(iris[51:150, 1:4])
  number <- rep(1:2, each = 50)
  classes <- list(
    factor(c("b", "a"), c("b", "a")), c("a", "b"), c(FALSE, TRUE), c(-1L, 7L),
    c(2, 10)
  )
  by_number <- predict(quick(x, number, hidden = 3))
  for (own in classes) {
    expect_identical(predict(quick(x, own[number], hidden = 3)), own[by_number])
  }
})

test_that("classes keep the order of C, whatever the locale", {
  x <- matrix(as.double(1:8), 4)
  expect_identical(quick(x, c("b", "B", "a", "A"))$classes, c("A", "B", "a", "b"))
})

test_that("probabilities name their samples and classes, and sum to 1", {
  two <- droplevels(iris[51:150, ])
  P <- predict(quick(Species ~ ., two), two[3:4, ], type = "probabilities")
  expect_identical(dimnames(P), list(c("53", "54"), c("versicolor", "virginica")))
  expect_equal(unname(rowSums(P)), c(1, 1))
})

test_that("of two classes the second has the output's probability", {
  two <- droplevels(iris[51:150, ])
  model <- quick(Species ~ ., two)
  P <- predict(model, two, type = "probabilities")
  right <- colnames(P)[max.col(P, "first")] == as.character(two$Species)
  expect_gt(mean(right), 0.6)
})

test_that("a thousand steps of Adam at 0.01 are usual", {
  X <- t(as.matrix(iris[1:4]))
  labels <- as.numeric(iris$Species) - 1
  found <- fit_network(X, labels)
  expect_length(found$losses, 1000)
  given <- fit_network(X, labels, 1000, 0.01, "adam")
  expect_identical(found$losses, given$losses)
})

test_that("a constant column beyond the number of rows is named", {
  x <- cbind(c(1, 2), c(2, 1), 5)
  expect_warning(quick(x, c("a", "b")), "x: column 3 is constant")
})

test_that("factors, flags and whole numbers are columns of numbers", {
  data <- data.frame(
    size = 1:12, colour = factor(rep(c("red", "blue", "green"), 4)),
    is_big = rep(c(TRUE, FALSE), 6), class = rep(c("p", "q"), each = 6)
  )
  model <- quick(class ~ ., data)
  expect_identical(
    rownames(model$mean), c("size", "colourgreen", "colourred", "is_bigTRUE")
  )
  few <- data.frame(size = 4L, colour = "red", is_big = FALSE)
  expect_identical(predict(model, few), predict(model)[4])
})

test_that("the scaling is that of the training", {
  model <- quick(Species ~ ., iris)
  one <- predict(model, iris[7, ], type = "probabilities")
  expect_equal(one, predict(model, iris, type = "probabilities")[7, , drop = FALSE])
})

test_that("summary counts actual against predicted classes", {
  model <- quick(Species ~ ., iris)
  found <- summary(model)
  expect_identical(
    dimnames(found$confusion),
    list(actual = levels(iris$Species), predicted = levels(iris$Species))
  )
  expect_identical(as.double(sum(diag(found$confusion))), found$accuracy * 150)
  expect_output(print(found), "Accuracy on the training samples: 0[.]")
  expect_output(print(model), "Neural network 4-100-3\nClasses: setosa, ")
})

test_that("plot draws the losses", {
  file <- tempfile(fileext = ".pdf")
  grDevices::pdf(file)
  plot(quick(Species ~ ., iris), main = "iris", log = "y")
  grDevices::dev.off()
  expect_gt(file.size(file), 2000)
})

test_that("what is given to plot takes the place of what is usual", {
  file <- tempfile(fileext = ".pdf")
  grDevices::pdf(file, compress = FALSE)
  plot(quick(Species ~ ., iris), xlab = "update")
  grDevices::dev.off()
  drawn <- readLines(file, warn = FALSE)
  expect_true(any(grepl("(update)", drawn, fixed = TRUE, useBytes = TRUE)))
  expect_false(any(grepl("(step)", drawn, fixed = TRUE, useBytes = TRUE)))
})

test_that("a constant column is named and harmless", {
  data <- transform(iris, same = 0.1)
  expect_warning(
    model <- quick(Species ~ ., data), "x: column same is constant"
  )
  P <- predict(model, transform(data, same = 9), type = "probabilities")
  expect_true(all(is.finite(P)))
})

test_that("a bad table is refused in one line", {
  x <- as.matrix(iris[1:4])
  labels <- iris$Species
  refuses <- function(object, message) {
    expect_refusal(object, paste0("neural_network: ", message))
  }
  hole <- replace(x, 3, NA)
  rows <- ": samples stand in rows here, pass t(x)"
  refuses(quick(hole, labels), "x[3, 1]: expected a finite number, got na")
  refuses(
    quick(Species ~ ., replace(iris, cbind(5, 2), NA)),
    "data[5, Sepal.Width]: expected a finite value, got none"
  )
  refuses(quick(t(x), labels), paste0(
    "x: expected 150 rows, one a label, got 4 x 150", rows
  ))
  refuses(
    quick(x, labels[-1]), "labels: expected 150 labels, one a row of x, got 149"
  )
  refuses(
    quick(x, rep("a", 150)), "labels: expected at least 2 classes, got 1 class, a"
  )
  refuses(
    quick(x, replace(labels, 4, NA)),
    "labels[4]: expected a class, got a missing value"
  )
  refuses(quick(x, iris$Sepal.Length), paste(
    "labels[1]: expected a class: a whole number, a word or a flag, got 5.1"
  ))
  refuses(quick(x, labels, rate = 1), "options: expected steps, learning_rate")
  refuses(quick(x, labels, steps = 0), "steps: expected a whole number")
  refuses(quick(x, labels, learning_rate = 1e308), paste(
    "learning_rate: expected one at which training stays finite, got 1e+308"
  ))
  refuses(quick(x * 1e200, labels), paste(
    "x: expected numbers whose squares are finite, got larger ones"
  ))
  refuses(quick(letters, labels), paste(
    "x: expected a table of numbers, samples in rows, got a list"
  ))
})

test_that("a prediction refuses another table", {
  model <- quick(Species ~ ., iris)
  expect_refusal(
    predict(model, iris[1:3]),
    "predict: newdata: expected a column Petal.Width, got none"
  )
  by_matrix <- quick(as.matrix(iris[1:4]), iris$Species)
  expect_refusal(predict(by_matrix, t(as.matrix(iris[1:4]))), paste(
    "predict: newdata: expected 4 columns, got 4 x 150: samples stand in rows",
    "here, pass t(newdata)"
  ))
})

test_that("the network is the one that was asked for", {
  model <- quick(
    iris[1:4], iris$Species,
    hidden = 4, hidden_activation = "tanh", l2_penalty = 0.5, steps = 2
  )
  expect_identical(model$network$activations, c("tanh", "softmax"))
  expect_identical(model$network$l2_penalty, 0.5)
  expect_equal(summary(model)$n_parameters, 4 * 4 + 4 + 3 * 4 + 3)
})

test_that("a network without hidden layers needs no width", {
  x <- as.matrix(iris[1:4])
  for (none in list(NULL, numeric(0))) {
    model <- quick(x, iris$Species, hidden = none, steps = 2)
    expect_identical(model$network$layer_sizes, c(4, 3))
  }
})

test_that("what a matrix trained takes a data frame, too", {
  x <- as.matrix(iris[1:4])
  model <- quick(x, iris$Species, hidden = 4)
  expect_identical(
    unname(predict(model, iris[1:4], type = "probabilities")),
    unname(predict(model, x, type = "probabilities"))
  )
})

test_that("both constant columns are named", {
  x <- cbind(3, c(1, 2, 1, 2), 5)
  told <- capture_warnings(quick(x, c("a", "b", "a", "b")))
  expect_match(told, "column [13] is constant")
  expect_length(told, 2)
})
