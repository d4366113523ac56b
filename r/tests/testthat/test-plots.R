skip_if_not_installed("ggplot2")

X <- numbers(2, 6)
labels <- c(2, 0, 1, 1, 0, 2)
network <- softmax_network(c(2, 4, 3), "tanh")
parameters <- example_parameters(c(2, 4, 3))
losses <- cbind(c(1.1, 0.5, 0.1), c(1.2, 0.9, 0.001))
counts <- rbind(c(8, 1, 0), c(0, 0, 0), c(2, 0, 7))
rates <- c(0, 0.1, 0.5, 1)
space <- list(
  learning_rate = list(scale = "log", low = 0.01, high = 1),
  beta1 = list(scale = "log_one_minus", low = 0.5, high = 0.99),
  optimizer = list(scale = "choice", choices = c("momentum", "adam"))
)
search <- list(
  trials = tuning_trials(space, 4, 0, 0), rounds = c(0, 0, 1, 1),
  scores = c(0.5, NaN, 0.2, 0.3), score = 0.2
)

# What each plot draws; the file is still to be given.
plots <- list(
  plot_data = list(X, labels),
  plot_losses = list(losses, c("rate 0.5", "rate 1")),
  plot_decision_boundary = list(X, labels, parameters, network),
  plot_softmax_surface = list(),
  plot_confusion_matrix = list(counts),
  plot_roc = list(rates, sqrt(rates)),
  plot_precision_recall = list(rates, 1 - rates / 2),
  plot_trials = list(search, space, "learning_rate")
)

draw <- function(name, file) do.call(name, c(plots[[name]], file))

# Width, height and the bytes of the pixels, as the format's chunks hold them.
read_png <- function(file) {
  bytes <- readBin(file, "raw", file.size(file))
  number <- function(at) sum(as.double(bytes[at + 0:3]) * 256^(3:0))
  expect_identical(rawToChar(bytes[2:4]), "PNG")
  found <- list(width = number(17), height = number(21), data = raw())
  at <- 9 # a chunk: length, name, data, sum
  while (at < length(bytes)) {
    size <- number(at)
    if (rawToChar(bytes[at + 4:7]) == "IDAT") {
      found$data <- c(found$data, bytes[at + 7 + seq_len(size)])
    }
    at <- at + size + 12
  }
  found$data <- memDecompress(found$data, "gzip")
  found
}

for (name in names(plots)) {
  test_that(paste(name, "writes a PNG of many colours"), {
    file <- tempfile(fileext = ".png")
    expect_invisible(draw(name, file))
    png <- read_png(file)
    expect_identical(c(png$width, png$height), c(900, 675))
    expect_gt(length(unique(png$data)), 10)
  })

  test_that(paste(name, "refuses bad files"), {
    refused <- function(file, words) {
      words <- paste0(name, ": file: expected ", words)
      expect_error(draw(name, file), words, fixed = TRUE)
    }
    ending <- "a name that ends in .png, .svg or .pdf, got "
    refused(3, "a path, got 3")
    refused("picture.gif", paste0(ending, "picture.gif"))
    refused("picture", paste0(ending, "picture"))
    refused("absent/picture.png", "a folder that exists, got absent")
  })
}

test_that("the ending chooses the format", {
  for (ending in c("svg", "pdf")) {
    file <- tempfile(fileext = paste0(".", ending))
    plot_data(X, labels, file)
    start <- c(svg = "<?xml", pdf = "%PDF-")[[ending]]
    expect_identical(readChar(file, 5), start)
  }
})

test_that("open devices are left alone", {
  file <- tempfile(fileext = ".png")
  before <- grDevices::dev.list()
  plot_data(X, labels, file)
  expect_identical(grDevices::dev.list(), before)
})

test_that("one sample and one step are enough", {
  file <- tempfile(fileext = ".png")
  plot_decision_boundary(matrix(1, 2), 0, parameters, network, file)
  plot_losses(matrix(0, 2, 1), "zero", file)
  plot_confusion_matrix(matrix(0), file)
  expect_gt(file.size(file), 1000)
})

test_that("samples that do not fit are refused", {
  file <- "picture.png"
  expect_error(
    plot_data(X[1, , drop = FALSE], labels, file),
    "^plot_data: X: expected 2 x 6, got 1 x 6$"
  )
  expect_error(
    plot_data(X, labels[-1], file),
    "^plot_data: labels: expected 6 labels, got 5$"
  )
  expect_error(
    plot_decision_boundary(X, labels - 1, parameters, network, file),
    "^plot_decision_boundary: labels: expected whole numbers of at least 0"
  )
  expect_error(
    plot_decision_boundary(X * NaN, labels, parameters, network, file),
    "^plot_decision_boundary: X: expected finite values, got NaN or Inf$"
  )
  expect_error(
    plot_decision_boundary(X, labels, list(), network, file),
    "^plot_decision_boundary: parameters: expected W1, got none$"
  )
})

test_that("names that do not fit are refused", {
  file <- "picture.png"
  expect_error(
    plot_losses(losses, "one", file),
    "^plot_losses: names: expected 2 names, got 1$"
  )
  expect_error(
    plot_losses(losses, list("one", 2), file),
    "^plot_losses: names: expected text, got 2$"
  )
  expect_error(
    plot_losses(c(1, 2), "one", file),
    "^plot_losses: losses: expected a matrix, got 2 numbers$"
  )
})

test_that("counts that are none are refused", {
  refused <- function(counts, words) {
    words <- paste0("^plot_confusion_matrix: counts: expected ", words, "$")
    expect_error(plot_confusion_matrix(counts, "picture.png"), words)
  }
  refused(counts[1:2, ], "2 x 2, got 2 x 3")
  refused(counts - 1, "whole numbers of at least 0, got -1")
  refused(counts / 2, "whole numbers of at least 0, got 0.5")
})

test_that("bad rates are refused", {
  refused <- function(value, words) {
    roc <- paste0("^plot_roc: false_positive_rates: expected ", words, "$")
    expect_error(plot_roc(value, rates, "picture.png"), roc)
    precision <- paste0(
      "^plot_precision_recall: precision: expected ", words, "$"
    )
    expect_error(plot_precision_recall(rates, value, "picture.png"), precision)
  }
  refused("0.5", "a vector, got 0.5")
  refused(diag(2), "a vector, got 2 x 2 numbers")
  refused(numeric(), "at least 1 value, got 0")
  refused(c(0, 1.5, 0, 1), "numbers from 0 to 1, got 1.5")
  refused(c(0, NaN, 0, 1), "finite values, got NaN or Inf")
  expect_error(
    plot_roc(rates, rates[-1], "picture.png"),
    "^plot_roc: true_positive_rates: expected 4 rates, got 3$"
  )
})

test_that("trials are drawn on every scale", {
  for (name in names(space)) {
    file <- tempfile(fileext = ".png")
    expect_silent(plot_trials(search, space, name, file))
    expect_gt(length(unique(read_png(file)$data)), 10)
  }
  expect_refusal(
    plot_trials(search, space, "rate", "a.png"),
    "plot_trials: name: expected one of learning_rate, beta1, optimizer"
  )
})

test_that("losses more than a hundredfold apart, and above 0, are in logs", {
  scale_of <- function(...) {
    plot_losses(cbind(c(...)), "loss", tempfile(fileext = ".png"))$scales[2]
  }
  expect_identical(scale_of(1, 100), "linear")
  expect_identical(scale_of(1, 100.5), "log")
  expect_identical(scale_of(1e-11, 1), "log")
  expect_identical(scale_of(0, 1), "linear")
})

test_that("a feature that varies nothing has a map all the same", {
  expect_identical(range(side(c(1, 1))), c(0.5, 1.5))
  expect_lt(diff(range(side(c(0, 1e-11)))), 1e-10)
})

test_that("the only sample of a class is all of it", {
  found <- plot_confusion_matrix(diag(2), tempfile(fileext = ".png"))
  expect_identical(found$shares, diag(2))
})

# The picture that was drawn last, and the scale of one of its aesthetics.
last_scale <- function(aesthetic) {
  ggplot2::last_plot()$scales$get_scales(aesthetic)
}

test_that("class 0 is on top, and its counts can be read on their colours", {
  plot_confusion_matrix(rbind(c(1, 1), c(0, 3)), tempfile(fileext = ".png"))
  words <- ggplot2::layer_data(ggplot2::last_plot(), 2)
  words <- words[order(-words$y, words$x), ]
  expect_identical(words$label, c("1", "1", "0", "3"))
  expect_identical(words$colour, c("black", "black", "black", "white"))
})

test_that("the colours of probabilities go from 0 to 1", {
  plot_softmax_surface(tempfile(fileext = ".png"))
  expect_identical(last_scale("fill")$limits, c(0, 1))
  expect_identical(range(last_scale("fill")$breaks), c(0, 1))
})

test_that("each choice is named where its trials are, in a grid", {
  plot_trials(search, space, "optimizer", tempfile(fileext = ".png"))
  expect_identical(last_scale("x")$breaks, c(0, 1))
  expect_identical(last_scale("x")$labels, c("momentum", "adam"))
  grid <- ggplot2::last_plot()$theme$panel.grid.major
  expect_s3_class(grid, "element_line")
})

# Numbers, from 0 to 255, of the colours in which an SVG file draws.
svg_colours <- function(file) {
  text <- paste(readLines(file), collapse = "\n")
  found <- regmatches(text, gregexpr("rgb\\([^)]*\\)", text))[[1]]
  shares <- gsub("rgb\\(|\\)|%", "", unique(found))
  round(2.55 * vapply(strsplit(shares, ", *"), as.double, numeric(3)))
}

has_colour <- function(file, colour) {
  wanted <- grDevices::col2rgb(colour)
  any(colSums(abs(svg_colours(file) - c(wanted)) > 1) == 0)
}

test_that("curves have the first colours, whatever the number of steps", {
  file <- tempfile(fileext = ".svg")
  plot_losses(matrix(c(1, 2, 3, 4, 5, 6), 3), c("a", "b"), file)
  drawn <- vapply(COLOURS, function(colour) has_colour(file, colour), NA)
  expect_identical(unname(drawn[1:2]), c(TRUE, TRUE))
  expect_false(any(drawn[c(3, length(COLOURS))]))
  expect_no_error(plot_losses(matrix(c(1, 2), 1), c("a", "b"), file))
})

test_that("a whole class is in the first colour", {
  file <- tempfile(fileext = ".svg")
  plot_confusion_matrix(diag(2), file)
  expect_true(has_colour(file, COLOURS[1]))
  expect_false(has_colour(file, COLOURS[2]))
})
