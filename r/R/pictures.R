# Pictures of one style, drawn without a display.
#
# The Python and the Octave package have the same colours, marks and words.

# Okabe and Ito (2008), "Color universal design": colours that people with
# any colour vision tell apart.  Marks and lines repeat in other rhythms, so
# that a colour used twice comes with another mark.
COLOURS <- c(
  "#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442"
)
MARKS <- c(21, 24, 22, 23, 25) # circle, triangle, square, diamond, triangle
LINES <- c("solid", "dashed", "dotdash")
LINE_WIDTH <- 0.7 # mm
EDGE <- "#333333"
WIDTH <- 6 # inches
HEIGHT <- 4.5
RESOLUTION <- 150 # pixels an inch
WHITE_SHARE <- 0.65 # of the colour of a region

# Start a picture of one pair of axes.
new_picture <- function(caller, title, x_label, y_label) {
  if (!requireNamespace("ggplot2", quietly = TRUE)) {
    stop(
      caller, ": needs ggplot2; type: install.packages(\"ggplot2\")",
      call. = FALSE
    )
  }
  ggplot2::ggplot() +
    ggplot2::labs(title = title, x = x_label, y = y_label) +
    ggplot2::theme_bw(12) +
    ggplot2::theme(
      plot.title = ggplot2::element_text(hjust = 0.5),
      panel.grid = ggplot2::element_blank(),
      legend.justification = "top"
    )
}

# Write a picture in the format that the file's ending names.
save_picture <- function(picture, file) {
  device <- switch(sub(".*[.]", "", file),
    png = "png",
    svg = grDevices::svg,
    pdf = "pdf"
  )
  ggplot2::ggsave(
    file, picture, device, width = WIDTH, height = HEIGHT, dpi = RESOLUTION
  )
}

# Mark samples by class, with a legend beside the axes.
draw_samples <- function(X, labels) {
  classes <- sort(unique(labels))
  names <- sprintf("class %.0f", classes)
  x1 <- X[1, ]
  x2 <- X[2, ]
  class <- factor(labels, classes, names)
  list(
    ggplot2::geom_point(
      ggplot2::aes(x1, x2, fill = class, shape = class),
      colour = EDGE, size = 2, stroke = 0.3
    ),
    ggplot2::scale_fill_manual(NULL, values = cycle(COLOURS, classes)),
    ggplot2::scale_shape_manual(NULL, values = cycle(MARKS, classes))
  )
}

# Mark the trials of a search by round, and put a ring about the best.
draw_trials <- function(places, rounds, scores, best) {
  winner <- match(best, scores)
  numbers <- sort(unique(rounds))
  names <- sprintf("round %.0f", numbers)
  scored <- is.finite(scores)
  trials <- data.frame(
    place = places, score = scores, round = factor(rounds, numbers, names)
  )
  place <- score <- round <- NULL # columns, named in aes()
  list(
    ggplot2::geom_point(
      ggplot2::aes(place, score, fill = round, shape = round),
      trials[scored, ],
      colour = EDGE, size = 2.5, stroke = 0.3
    ),
    ggplot2::geom_point(
      ggplot2::aes(place, score, size = "winner"), trials[winner, ],
      shape = 1, colour = EDGE
    ),
    ggplot2::scale_fill_manual(
      NULL, values = cycle(COLOURS, numbers), drop = FALSE
    ),
    ggplot2::scale_shape_manual(
      NULL, values = cycle(MARKS, numbers), drop = FALSE
    ),
    ggplot2::scale_size_manual(NULL, values = 6)
  )
}

# The curve of a classifier, from n_rates points, in the unit square.
draw_curve <- function(x, y) {
  name <- "classifier"
  names <- c("classifier", "chance")
  colours <- c(COLOURS[1], EDGE)
  list(
    ggplot2::geom_path(
      ggplot2::aes(x, y, colour = name, linetype = name),
      linewidth = LINE_WIDTH
    ),
    ggplot2::scale_colour_manual(NULL, values = colours, breaks = names),
    ggplot2::scale_linetype_manual(NULL, values = LINES[1:2], breaks = names),
    ggplot2::coord_equal(xlim = c(-0.02, 1.02), ylim = c(-0.02, 1.02)),
    ggplot2::scale_x_continuous(breaks = seq(0, 1, 0.2)),
    ggplot2::scale_y_continuous(breaks = seq(0, 1, 0.2)),
    add_grid()
  )
}

# Colour cells about points of equal distance; the first row of colours is the
# top one.
draw_raster <- function(colours, x, y) {
  x_edges <- range(x) + c(-0.5, 0.5) * (x[2] - x[1])
  y_edges <- range(y) + c(-0.5, 0.5) * (y[2] - y[1])
  list(
    ggplot2::annotation_raster(
      colours, x_edges[1], x_edges[2], y_edges[1], y_edges[2]
    ),
    ggplot2::coord_cartesian(range(x), range(y), expand = FALSE)
  )
}

add_grid <- function() {
  ggplot2::theme(panel.grid.major = ggplot2::element_line("grey90"))
}

# A colour bar as tall as the axes.
tall_bar <- function() {
  ggplot2::guide_colourbar(
    barheight = ggplot2::unit(HEIGHT - 1.6, "inches"), title.vjust = 3
  )
}

# Items of classes or curves 0, 1, ..., from the first again after the last.
cycle <- function(items, numbers) {
  items[numbers %% length(items) + 1]
}

# Pale colours of classes.
region_colours <- function(labels) {
  pale <- WHITE_SHARE * 255 + (1 - WHITE_SHARE) * grDevices::col2rgb(COLOURS)
  cycle(grDevices::rgb(t(pale), maxColorValue = 255), labels)
}
