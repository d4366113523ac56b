# What a picture shows, read back from what was drawn.
#
# A plot hands these numbers out, so a picture that shows something else than
# it should is seen in them.

# Read what a layer draws as x, y, fill or another aesthetic.
drawn_values <- function(picture, layer, aesthetic) {
  layer <- picture$layers[[layer]]
  quosure <- layer$mapping[[aesthetic]]
  data <- if (is.data.frame(layer$data)) layer$data
  eval(unclass(quosure)[[2]], data, attr(quosure, ".Environment"))
}

# Read the marks of a layer, group by group; the last word of a group's label
# is its number.
drawn_marks <- function(picture, layer) {
  read <- function(aesthetic) drawn_values(picture, layer, aesthetic)
  groups <- as.numeric(sub(".* ", "", read("fill")))
  fills <- ggplot2::layer_data(picture, layer)$fill
  order <- order(groups)
  list(
    points = rbind(read("x"), read("y"))[, order, drop = FALSE],
    groups = groups[order],
    colours = colour_numbers(fills, COLOURS)[order]
  )
}

# Read the x, or the y, of curves of equal length, a column each.
drawn_curves <- function(picture, layer, aesthetic) {
  values <- drawn_values(picture, layer, aesthetic)
  curves <- split(values, drawn_values(picture, layer, "colour"))
  matrix(unlist(curves, use.names = FALSE), ncol = length(curves))
}

# Read a raster of pale colours, as the middles of its cells, ascending, and
# the colours' numbers; its first row is the top one.
drawn_regions <- function(picture, layer) {
  raster <- picture$layers[[layer]]$geom_params
  colours <- as.matrix(raster$raster)
  x <- middles(raster$xmin, raster$xmax, ncol(colours))
  y <- middles(raster$ymax, raster$ymin, nrow(colours))
  numbers <- colour_numbers(colours, region_colours(seq_along(COLOURS) - 1))
  numbers <- matrix(numbers, nrow(colours))
  list(
    x = sort(x), y = sort(y),
    regions = numbers[order(y), order(x), drop = FALSE]
  )
}

# Read cells that a layer draws one by one, as a matrix with a row for each y;
# NaN where none is drawn.
drawn_cells <- function(picture, layer, aesthetic, x_places, y_places) {
  values <- as.numeric(drawn_values(picture, layer, aesthetic))
  row <- match(drawn_values(picture, layer, "y"), y_places)
  column <- match(drawn_values(picture, layer, "x"), x_places)
  cells <- matrix(NaN, length(y_places), length(x_places))
  cells[cbind(row, column)] <- values
  cells
}

# Read the title and the words of both axes, and add others.
drawn_words <- function(picture, ...) {
  words <- picture$labels
  c(words$title, words$x, words$y, as.character(c(...)))
}

# Read a field of the scale of an aesthetic, such as its labels.
drawn_scale <- function(picture, aesthetic, field) {
  picture$scales$get_scales(aesthetic)[[field]]
}

# Read whether the x axis, and the y axis, is linear or log.
drawn_scales <- function(picture) {
  vapply(c("x", "y"), function(axis) {
    transformation <- drawn_scale(picture, axis, "trans")$name
    if (identical(transformation, "log-10")) "log" else "linear"
  }, "", USE.NAMES = FALSE)
}

# Numbers of colours in a palette, from 0; -1 for any other.
colour_numbers <- function(colours, palette) {
  match(toupper(colours), toupper(palette), nomatch = 0) - 1
}

# Middles of equal cells between two edges.
middles <- function(first, last, n_cells) {
  first + (seq_len(n_cells) - 0.5) * ((last - first) / n_cells)
}
