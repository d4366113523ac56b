# Plots of data, training and results, written to files.
#
# Each function writes a picture of 6 x 4.5 inches, as PNG, SVG or PDF by the
# file's ending, and needs no display.  Needs ggplot2, which the rest of the
# package does without.

GRID <- 200 # points a side of a decision boundary's map
LARGEST_SCORE <- 5 # of the map of softmax
LEVELS <- c(0.1, 0.25, 0.5, 0.75, 0.9) # of its lines of equal probability
LOG_RATIO <- 100 # of the largest and smallest loss, from which logs help

#' Plot samples of two features, a colour and a mark for each class
#'
#' @param X Samples, 2 x n_samples.
#' @param labels n_samples labels, counted from 0.
#' @param file Path of a file that ends in .png, .svg or .pdf; its folder
#'   exists.
#' @return `file`, invisibly.
#' @section Errors:
#' If the shapes do not fit, a value is not finite, a label is not a whole
#' number of at least 0, the file can not be written, or ggplot2 is missing.
#' @examplesIf requireNamespace("ggplot2", quietly = TRUE)
#' file <- tempfile(fileext = ".png")
#' plot_data(matrix(c(0, 1, 2, 1), nrow = 2), c(0, 1), file)
#' @export
plot_data <- function(X, labels, file) {
  caller <- "plot_data"
  check_samples(caller, X, labels)
  check_file(caller, file)
  picture <- new_picture(caller, "Samples by class", "x1", "x2") +
    draw_samples(X, labels)
  save_picture(picture, file)
}

#' Plot losses against steps, to compare rates, widths or optimizers
#'
#' The scale is logarithmic where all losses are above 0 and the largest is
#' more than 100 times the smallest.
#'
#' @param losses Losses of one training run a column, n_steps x n_curves:
#'   those that [train()] gives, in [cbind()].
#' @param names One word a curve, `n_curves` of them.
#' @inheritParams plot_data
#' @inherit plot_data return
#' @section Errors:
#' If `losses` is not a finite matrix, there are not as many names as curves,
#' the file can not be written, or ggplot2 is missing.
#' @examplesIf requireNamespace("ggplot2", quietly = TRUE)
#' losses <- cbind(c(1, 0.5, 0.2), c(1, 0.8, 0.7))
#' plot_losses(losses, c("rate 1", "rate 0.1"), tempfile(fileext = ".png"))
#' @export
plot_losses <- function(losses, names, file) {
  caller <- "plot_losses"
  check_losses(caller, losses, names)
  check_file(caller, file)
  curves <- seq_len(ncol(losses)) - 1 # n_curves
  step <- c(row(losses)) - 1 # n_steps n_curves, as loss and curve
  loss <- c(losses)
  curve <- factor(c(col(losses)))
  names <- unlist(names)
  picture <- new_picture(caller, "Loss of training", "step", "loss") +
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
    picture <- picture + ggplot2::scale_y_log10("loss (log scale)")
  }
  save_picture(picture, file)
}

#' Plot the class that a network gives to each point, below the samples
#'
#' @inheritParams plot_data
#' @param parameters List of `W1`, `b1`, ...
#' @param network From [new_network()], with two features.
#' @inherit plot_data return
#' @section Errors:
#' As from [plot_data()], and if the parameters do not fit the network.
#' @references Ganesh, "Deep Learning from first principles", part 3.
#' @examplesIf requireNamespace("ggplot2", quietly = TRUE)
#' network <- new_network(c(2, 1), "sigmoid", "binary_cross_entropy")
#' parameters <- list(W1 = matrix(c(1, -1), nrow = 1), b1 = matrix(0))
#' X <- matrix(c(0, 1, 2, 1), nrow = 2)
#' file <- tempfile(fileext = ".png")
#' plot_decision_boundary(X, c(0, 1), parameters, network, file)
#' @export
plot_decision_boundary <- function(X, labels, parameters, network, file) {
  caller <- "plot_decision_boundary"
  check_samples(caller, X, labels)
  check_network(caller, network)
  check_labels(caller, "labels", labels, n_classes(network))
  check_inputs(caller, X, parameters, network)
  check_file(caller, file)
  x1 <- side(X[1, ]) # GRID
  x2 <- side(X[2, ])
  points <- rbind(rep(x1, GRID), rep(rev(x2), each = GRID)) # 2 x GRID^2
  regions <- region_colours(predict_labels(points, parameters, network))
  picture <- new_picture(caller, "Decision boundary", "x1", "x2") +
    draw_raster(matrix(regions, GRID, byrow = TRUE), range(x1), range(x2)) +
    draw_samples(X, labels)
  save_picture(picture, file)
}

#' Plot P(t = 1), the first output of softmax, over two scores
#'
#' P(t = 1) = exp(z1) / (exp(z1) + exp(z2)), as a map with lines of equal
#' probability: it depends on z1 - z2 alone.
#'
#' @inheritParams plot_data
#' @inherit plot_data return
#' @section Errors:
#' If the file can not be written, or ggplot2 is missing.
#' @references Roelants, "How to implement a neural network, Intermezzo 2".
#' @examplesIf requireNamespace("ggplot2", quietly = TRUE)
#' plot_softmax_surface(tempfile(fileext = ".png"))
#' @export
plot_softmax_surface <- function(file) {
  caller <- "plot_softmax_surface"
  check_file(caller, file)
  z <- seq(-LARGEST_SCORE, LARGEST_SCORE, length.out = GRID)
  z1 <- rep(z, GRID)
  z2 <- rep(z, each = GRID)
  P <- softmax(rbind(z1, z2))[1, ] # GRID^2
  picture <- new_picture(caller, "Softmax of two scores", "z1", "z2") +
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
}

#' Plot a confusion matrix: its counts, and in colour their shares
#'
#' A share is that of a count in its row, so that large classes do not
#' outshine small ones.
#'
#' @param counts A matrix, n_classes x n_classes, true classes in rows, from
#'   [confusion_matrix()].
#' @inheritParams plot_data
#' @inherit plot_data return
#' @section Errors:
#' If `counts` is not square or has an entry that is not a whole number of at
#' least 0, the file can not be written, or ggplot2 is missing.
#' @examplesIf requireNamespace("ggplot2", quietly = TRUE)
#' counts <- confusion_matrix(c(0, 1, 1), c(0, 1, 0), 2)
#' plot_confusion_matrix(counts, tempfile(fileext = ".png"))
#' @export
plot_confusion_matrix <- function(counts, file) {
  caller <- "plot_confusion_matrix"
  check_counts(caller, counts)
  check_file(caller, file)
  classes <- seq_len(nrow(counts)) - 1
  share <- c(counts / pmax(rowSums(counts), 1)) # n_classes^2
  true <- factor(c(row(counts)) - 1, rev(classes)) # class 0 on top
  predicted <- factor(c(col(counts)) - 1, classes)
  words <- ifelse(share > 0.5, "white", "black")
  picture <- new_picture(
    caller, "Confusion matrix", "predicted class", "true class"
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
}

#' Plot the receiver operating characteristic beside that of chance
#'
#' @param false_positive_rates,true_positive_rates One point of the curve
#'   each, n_rates, in the curve's order.
#' @inheritParams plot_data
#' @inherit plot_data return
#' @section Errors:
#' If a rate is not from 0 to 1, there are not as many of one as of the other,
#' the file can not be written, or ggplot2 is missing.
#' @references Fawcett (2006), "An introduction to ROC analysis".
#' @examplesIf requireNamespace("ggplot2", quietly = TRUE)
#' plot_roc(c(0, 0.2, 1), c(0, 0.8, 1), tempfile(fileext = ".png"))
#' @export
plot_roc <- function(false_positive_rates, true_positive_rates, file) {
  x <- list(
    name = "false_positive_rates", label = "false positive rate",
    values = false_positive_rates
  )
  y <- list(
    name = "true_positive_rates", label = "true positive rate",
    values = true_positive_rates
  )
  picture <- new_curve("plot_roc", "ROC curve", x, y, file) +
    ggplot2::geom_path(
      ggplot2::aes(c(0, 1), c(0, 1), colour = "chance", linetype = "chance"),
      linewidth = LINE_WIDTH
    )
  save_picture(picture, file)
}

#' Plot precision against recall
#'
#' @param recall,precision One point of the curve each, n_rates, in the
#'   curve's order.
#' @inheritParams plot_data
#' @inherit plot_data return
#' @inheritSection plot_roc Errors
#' @references Davis and Goadrich (2006), "The relationship between
#'   precision-recall and ROC curves".
#' @examplesIf requireNamespace("ggplot2", quietly = TRUE)
#' file <- tempfile(fileext = ".png")
#' plot_precision_recall(c(0, 0.5, 1), c(1, 0.9, 0.5), file)
#' @export
plot_precision_recall <- function(recall, precision, file) {
  x <- list(name = "recall", label = "recall", values = recall)
  y <- list(name = "precision", label = "precision", values = precision)
  title <- "Precision-recall curve"
  picture <- new_curve("plot_precision_recall", title, x, y, file) +
    ggplot2::theme(legend.position = "none")
  save_picture(picture, file)
}

#' Plot the scores of a search's trials against one hyper-parameter
#'
#' Each round has its colour and mark; the winner has a ring.  The axis is
#' logarithmic on a log scale, and shows 1 - value on a log_one_minus scale.
#' Trials without a score are left out.
#'
#' @param search From [random_search()].
#' @param space That was searched.
#' @param name Of the hyper-parameter.
#' @inheritParams plot_data
#' @inherit plot_data return
#' @section Errors:
#' If the space is none, the search has no such hyper-parameter, the file can
#' not be written, or ggplot2 is missing.
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
  caller <- "plot_trials"
  check_space(caller, space)
  check_choice(caller, "name", name, names(space))
  if (!is.list(search) || is.null(names(search))) {
    refuse(caller, "search", "a search of random_search", describe(search))
  }
  check_entries(caller, "search", search, c("trials", "scores"))
  check_entries(caller, "search.trials", search$trials, name)
  check_file(caller, file)
  scale <- space[[name]]$scale
  label <- switch(scale,
    log = paste(name, "(log scale)"),
    log_one_minus = paste("1 -", name),
    name
  )
  picture <- new_picture(
    caller, "Trials of a random search", label, "score on validation data"
  )
  values <- search$trials[[name]] # n_trials
  if (scale == "choice") {
    choices <- unlist(space[[name]]$choices)
    values <- match(values, choices)
    picture <- picture +
      ggplot2::scale_x_continuous(breaks = seq_along(choices), labels = choices)
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
}

# Points from end to end of a feature, and a twentieth beyond.
side <- function(feature) {
  ends <- range(feature)
  margin <- if (diff(ends) > 0) 0.05 * diff(ends) else 0.5
  seq(ends[1] - margin, ends[2] + margin, length.out = GRID)
}

# Check two vectors of rates and start a picture of their curve; x and y hold
# the name of an argument, its words and its n_rates values.
new_curve <- function(caller, title, x, y, file) {
  check_rates(caller, x$name, x$values)
  check_rates(caller, y$name, y$values, length(x$values))
  check_file(caller, file)
  name <- "classifier"
  names <- c("classifier", "chance")
  colours <- c(COLOURS[1], EDGE)
  new_picture(caller, title, x$label, y$label) +
    ggplot2::geom_path(
      ggplot2::aes(x$values, y$values, colour = name, linetype = name),
      linewidth = LINE_WIDTH
    ) +
    ggplot2::scale_colour_manual(NULL, values = colours, breaks = names) +
    ggplot2::scale_linetype_manual(NULL, values = LINES[1:2], breaks = names) +
    ggplot2::coord_equal(xlim = c(-0.02, 1.02), ylim = c(-0.02, 1.02)) +
    ggplot2::scale_x_continuous(breaks = seq(0, 1, 0.2)) +
    ggplot2::scale_y_continuous(breaks = seq(0, 1, 0.2)) +
    add_grid()
}

check_losses <- function(caller, losses, names) {
  check_matrix(caller, "losses", losses)
  check_list(caller, "names", names, "words")
  for (name in names) {
    check_text(caller, "names", name)
  }
  n_curves <- shape_text(ncol(losses))
  if (length(names) != ncol(losses)) {
    got <- shape_text(length(names))
    refuse(caller, "names", paste(n_curves, "names"), got)
  }
}

check_counts <- function(caller, counts) {
  check_matrix(caller, "counts", counts)
  check_shape(caller, "counts", counts, nrow(counts), nrow(counts))
  check_labels(caller, "counts", c(t(counts)))
}
