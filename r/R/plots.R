# Plots of data, training and results, written to files.
#
# Each function writes a picture of 6 x 4.5 inches, as PNG, SVG or PDF by the
# file's ending, and needs no display.  What it returns is read back from the
# picture.  Needs ggplot2, which the rest of the package does without.

GRID <- 200 # points a side of a decision boundary's map
LARGEST_SCORE <- 5 # of the map of softmax
LEVELS <- c(0.1, 0.25, 0.5, 0.75, 0.9) # of its lines of equal probability
LOG_RATIO <- 100 # of the largest and smallest loss, from which logs help

#' Plot samples of two features, a colour and a mark for each class
#'
#' @eval documented("plot_data")
#' @examplesIf requireNamespace("ggplot2", quietly = TRUE)
#' file <- tempfile(fileext = ".png")
#' plot_data(matrix(c(0, 1, 2, 1), nrow = 2), c(0, 1), file)
#' @export
plot_data <- function(X, labels, file) {
  check_arguments()
  picture <- new_picture("plot_data", "Samples by class", "x1", "x2") +
    draw_samples(X, labels)
  save_picture(picture, file)
  marks <- drawn_marks(picture, 1)
  invisible(list(
    points = marks$points, classes = marks$groups, colours = marks$colours,
    words = drawn_words(picture)
  ))
}

#' Plot losses against steps, to compare rates, widths or optimizers
#'
#' The scale is logarithmic where all losses are above 0 and the largest is
#' more than 100 times the smallest.
#'
#' @eval documented("plot_losses")
#' @examplesIf requireNamespace("ggplot2", quietly = TRUE)
#' losses <- cbind(c(1, 0.5, 0.2), c(1, 0.8, 0.7))
#' plot_losses(losses, c("rate 1", "rate 0.1"), tempfile(fileext = ".png"))
#' @export
plot_losses <- function(losses, names, file) {
  check_arguments()
  curves <- seq_len(ncol(losses)) - 1 # n_curves
  step <- c(row(losses)) - 1 # n_steps n_curves, as loss and curve
  loss <- c(losses)
  curve <- factor(c(col(losses)))
  names <- unlist(names)
  picture <- new_picture("plot_losses", "Loss of training", "step", "loss") +
    ggplot2::geom_line(
      ggplot2::aes(step, loss, colour = curve, linetype = curve),
      linewidth = LINE_WIDTH
    ) +
    ggplot2::scale_colour_manual(
      NULL, values = cycle(COLOURS, curves), labels = names
    ) +
    ggplot2::scale_linetype_manual(
      NULL, values = cycle(LINES, curves), labels = names
    ) +
    add_grid()
  if (0 < min(losses) && LOG_RATIO * min(losses) < max(losses)) {
    picture <- picture + ggplot2::labs(y = "loss (log scale)") +
      ggplot2::scale_y_log10()
  }
  save_picture(picture, file)
  invisible(list(
    steps = drawn_curves(picture, 1, "x"),
    curves = drawn_curves(picture, 1, "y"),
    scales = drawn_scales(picture),
    words = drawn_words(picture, drawn_scale(picture, "colour", "labels"))
  ))
}

#' Plot the class that a network gives to each point, below the samples
#'
#' @eval documented("plot_decision_boundary")
#' @references Ganesh, "Deep Learning from first principles", part 3.
#' @examplesIf requireNamespace("ggplot2", quietly = TRUE)
#' network <- new_network(c(2, 1), "sigmoid", "binary_cross_entropy")
#' parameters <- list(W1 = matrix(c(1, -1), nrow = 1), b1 = matrix(0))
#' X <- matrix(c(0, 1, 2, 1), nrow = 2)
#' file <- tempfile(fileext = ".png")
#' plot_decision_boundary(X, c(0, 1), parameters, network, file)
#' @export
plot_decision_boundary <- function(X, labels, parameters, network, file) {
  check_arguments()
  x1 <- side(X[1, ]) # GRID
  x2 <- side(X[2, ])
  points <- rbind(rep(x1, GRID), rep(rev(x2), each = GRID)) # 2 x GRID^2
  regions <- region_colours(predict_labels(points, parameters, network))
  picture <- new_picture(
    "plot_decision_boundary", "Decision boundary", "x1", "x2"
  ) +
    draw_raster(matrix(regions, GRID, byrow = TRUE), x1, x2) +
    draw_samples(X, labels)
  save_picture(picture, file)
  map <- drawn_regions(picture, 1)
  marks <- drawn_marks(picture, 2)
  invisible(list(
    x1 = map$x, x2 = map$y, regions = map$regions,
    points = marks$points, classes = marks$groups, colours = marks$colours,
    words = drawn_words(picture)
  ))
}

#' Plot P(t = 1), the first output of softmax, over two scores
#'
#' P(t = 1) = exp(z1) / (exp(z1) + exp(z2)), as a map with lines of equal
#' probability: it depends on z1 - z2 alone.
#'
#' @eval documented("plot_softmax_surface")
#' @references Roelants, "How to implement a neural network, Intermezzo 2".
#' @examplesIf requireNamespace("ggplot2", quietly = TRUE)
#' plot_softmax_surface(tempfile(fileext = ".png"))
#' @export
plot_softmax_surface <- function(file) {
  check_arguments()
  z <- seq(-LARGEST_SCORE, LARGEST_SCORE, length.out = GRID)
  z1 <- rep(z, GRID)
  z2 <- rep(z, each = GRID)
  P <- softmax(rbind(z1, z2))[1, ] # GRID^2
  picture <- new_picture(
    "plot_softmax_surface", "Softmax of two scores", "z1", "z2"
  ) +
    ggplot2::geom_raster(ggplot2::aes(z1, z2, fill = P)) +
    ggplot2::geom_contour(
      ggplot2::aes(z1, z2, z = P),
      breaks = LEVELS, colour = "white", linewidth = 0.3
    ) +
    ggplot2::scale_fill_viridis_c(
      "P(t = 1)", limits = c(0, 1), breaks = c(0, LEVELS, 1), guide = tall_bar()
    ) +
    ggplot2::coord_equal(expand = FALSE)
  save_picture(picture, file)
  columns <- sort(unique(drawn_values(picture, 1, "x")))
  rows <- sort(unique(drawn_values(picture, 1, "y")))
  invisible(list(
    z1 = columns, z2 = rows,
    P = drawn_cells(picture, 1, "fill", columns, rows),
    levels = picture$layers[[2]]$stat_params$breaks,
    words = drawn_words(picture, drawn_scale(picture, "fill", "name"))
  ))
}

#' Plot a confusion matrix: its counts, and in colour their shares
#'
#' A share is that of a count in its row, so that large classes do not
#' outshine small ones.
#'
#' @eval documented("plot_confusion_matrix")
#' @examplesIf requireNamespace("ggplot2", quietly = TRUE)
#' counts <- confusion_matrix(c(0, 1, 1), c(0, 1, 0), 2)
#' plot_confusion_matrix(counts, tempfile(fileext = ".png"))
#' @export
plot_confusion_matrix <- function(counts, file) {
  check_arguments()
  classes <- seq_len(nrow(counts)) - 1
  share <- c(counts / pmax(rowSums(counts), 1)) # n_classes^2
  true <- factor(c(row(counts)) - 1, rev(classes)) # class 0 on top
  predicted <- factor(c(col(counts)) - 1, classes)
  words <- ifelse(share > 0.5, "white", "black")
  picture <- new_picture(
    "plot_confusion_matrix", "Confusion matrix", "predicted class", "true class"
  ) +
    ggplot2::geom_tile(ggplot2::aes(predicted, true, fill = share)) +
    ggplot2::geom_text(
      ggplot2::aes(predicted, true, label = sprintf("%.0f", counts)),
      colour = words, size = 3.5
    ) +
    ggplot2::scale_fill_gradient(
      "share of the true class",
      low = "white", high = COLOURS[1], limits = c(0, 1), guide = tall_bar()
    ) +
    ggplot2::coord_equal(expand = FALSE)
  save_picture(picture, file)
  invisible(list(
    cells = drawn_cells(picture, 2, "label", classes, classes),
    shares = drawn_cells(picture, 1, "fill", classes, classes),
    words = drawn_words(picture, drawn_scale(picture, "fill", "name"))
  ))
}

#' Plot the receiver operating characteristic beside that of chance
#'
#' @eval documented("plot_roc")
#' @references Fawcett (2006), "An introduction to ROC analysis".
#' @examplesIf requireNamespace("ggplot2", quietly = TRUE)
#' plot_roc(c(0, 0.2, 1), c(0, 0.8, 1), tempfile(fileext = ".png"))
#' @export
plot_roc <- function(false_positive_rates, true_positive_rates, file) {
  check_arguments()
  picture <- new_picture(
    "plot_roc", "ROC curve", "false positive rate", "true positive rate"
  ) +
    draw_curve(false_positive_rates, true_positive_rates) +
    ggplot2::geom_path(
      ggplot2::aes(c(0, 1), c(0, 1), colour = "chance", linetype = "chance"),
      linewidth = LINE_WIDTH
    )
  save_picture(picture, file)
  chance <- list(drawn_values(picture, 2, "x"), drawn_values(picture, 2, "y"))
  invisible(list(
    x = drawn_values(picture, 1, "x"), y = drawn_values(picture, 1, "y"),
    chance = do.call(rbind, chance),
    words = drawn_words(picture, drawn_scale(picture, "colour", "breaks"))
  ))
}

#' Plot precision against recall
#'
#' @eval documented("plot_precision_recall")
#' @references Davis and Goadrich (2006), "The relationship between
#'   precision-recall and ROC curves".
#' @examplesIf requireNamespace("ggplot2", quietly = TRUE)
#' file <- tempfile(fileext = ".png")
#' plot_precision_recall(c(0, 0.5, 1), c(1, 0.9, 0.5), file)
#' @export
plot_precision_recall <- function(recall, precision, file) {
  check_arguments()
  picture <- new_picture(
    "plot_precision_recall", "Precision-recall curve", "recall", "precision"
  ) +
    draw_curve(recall, precision) +
    ggplot2::theme(legend.position = "none")
  save_picture(picture, file)
  invisible(list(
    x = drawn_values(picture, 1, "x"), y = drawn_values(picture, 1, "y"),
    words = drawn_words(picture)
  ))
}

#' Plot the scores of a search's trials against one hyper-parameter
#'
#' Each round has its colour and mark; the winner has a ring.  The axis is
#' logarithmic on a log scale, and shows 1 - value on a log_one_minus scale.
#' Trials without a score are left out.
#'
#' @eval documented("plot_trials")
#' @references Bergstra and Bengio (2012), "Random search for hyper-parameter
#'   optimization".
#' @examplesIf requireNamespace("ggplot2", quietly = TRUE)
#' space <- list(beta1 = list(scale = "log_one_minus", low = 0.5, high = 0.99))
#' search <- list(
#'   trials = tuning_trials(space, 4, seed = 0, search_round = 0),
#'   rounds = c(0, 0, 0, 0), scores = c(0.4, 0.2, 0.3, NaN), score = 0.2
#' )
#' plot_trials(search, space, "beta1", tempfile(fileext = ".png"))
#' @export
plot_trials <- function(search, space, name, file) {
  check_arguments()
  check_names("plot_trials", "search.trials", search$trials, name)
  scale <- space[[name]]$scale
  label <- switch(scale,
    log = paste(name, "(log scale)"),
    log_one_minus = paste("1 -", name),
    name
  )
  picture <- new_picture(
    "plot_trials", "Trials of a random search", label,
    "score on validation data"
  )
  values <- search$trials[[name]] # n_trials
  if (scale == "choice") {
    choices <- unlist(space[[name]]$choices)
    values <- match(values, choices) - 1
    places <- seq_along(choices) - 1
    picture <- picture +
      ggplot2::scale_x_continuous(breaks = places, labels = choices)
  }
  if (scale == "log_one_minus") {
    values <- 1 - values
  }
  if (scale %in% c("log", "log_one_minus")) {
    picture <- picture + ggplot2::scale_x_log10()
  }
  picture <- picture +
    draw_trials(values, search$rounds, search$scores, search$score) +
    add_grid()
  save_picture(picture, file)
  marks <- drawn_marks(picture, 1)
  ticks <- if (scale == "choice") drawn_scale(picture, "x", "labels")
  ring <- c(drawn_values(picture, 2, "x"), drawn_values(picture, 2, "y"))
  invisible(list(
    x = marks$points[1, ], y = marks$points[2, ], marked = marks$groups,
    ring = ring, scales = drawn_scales(picture),
    words = drawn_words(picture, ticks)
  ))
}

# Points from end to end of a feature, and a twentieth beyond.
side <- function(feature) {
  ends <- range(feature)
  margin <- if (diff(ends) > 0) 0.05 * diff(ends) else 0.5
  seq(ends[1] - margin, ends[2] + margin, length.out = GRID)
}
