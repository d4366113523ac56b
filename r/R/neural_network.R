# A network for one's own table: fit it, then let it predict.

#' Train a network on a table of one's own
#'
#' The columns are scaled to mean 0 and variance 1; the model keeps the scaling
#' and applies it to what it predicts.  A constant column is no help, and a
#' warning names it.  Two classes have one sigmoid output, more have softmax.
#'
#' If a matrix has as many rows as columns, nobody can tell samples from
#' features: samples stand in rows here, and in columns in the functions that
#' the course is written with, such as [train()].
#'
#' @param x A formula such as `Species ~ .`, or a table with a sample a row: a
#'   data frame, whose factors become columns of 0 and 1, or a matrix.
#' @param formula A formula, its left side a class: a factor, words, whole
#'   numbers or `TRUE` and `FALSE`.
#' @param data A data frame.
#' @param labels A class for each row of `x`.
#' @param hidden Units of each hidden layer; `NULL` for none.
#' @param ... `steps`, `learning_rate`, `optimizer`, `hidden_activation`,
#'   `initialization`, `batch_size`, `l2_penalty`, `keep_prob` and `seed`, as
#'   [fit_network()] takes them, with the same defaults.
#' @return A model, for `predict()`, `plot()` and `summary()`: `classes`,
#'   `network`, `parameters`, `mean`, `scale`, `losses`, a loss before each
#'   update, and `fitted.values`, the probabilities of the training samples.
#' @section Errors: Missing values, a single class, as many labels as there
#'   are no rows, and training that leaves the finite numbers are refused with
#'   an error of class `firstprinciples_error`.
#' @examples
#' model <- neural_network(Species ~ ., data = iris, hidden = 8, steps = 100)
#' summary(model)
#' predict(model, iris[c(1, 51, 101), ])
#' @export
neural_network <- function(x, ...) {
  UseMethod("neural_network")
}

#' @rdname neural_network
#' @export
neural_network.formula <- function(formula, data, hidden = 100, ...) {
  frame <- stats::model.frame(
    formula, data,
    na.action = stats::na.pass, drop.unused.levels = TRUE
  )
  design <- design_of(frame)
  labels <- stats::model.response(frame)
  model <- fitted_model(design$X, labels, hidden, list(...))
  with_design(model, design, match.call())
}

#' @rdname neural_network
#' @export
neural_network.data.frame <- function(x, labels, hidden = 100, ...) {
  frame <- stats::model.frame(~., x, na.action = stats::na.pass)
  design <- design_of(frame)
  model <- fitted_model(design$X, labels, hidden, list(...))
  with_design(model, design, match.call())
}

#' @rdname neural_network
#' @export
neural_network.default <- function(x, labels, hidden = 100, ...) {
  model <- fitted_model(own_matrix("x", x), labels, hidden, list(...))
  with_design(model, NULL, match.call())
}

#' Predict the classes of samples
#'
#' @param object A model of [neural_network()].
#' @param newdata A table like that of the training; the training samples
#'   themselves if it is left out.
#' @param type "class", or "probabilities" for a column a class.
#' @param ... Not used.
#' @return The class of each row, of the type that the training had; or a
#'   matrix with a row a sample and a column a class.
#' @examples
#' model <- neural_network(Species ~ ., data = iris, hidden = 8, steps = 100)
#' predict(model, iris[c(1, 51, 101), ], type = "probabilities")
#' @importFrom stats predict
#' @export
predict.neural_network <- function(object, newdata = NULL,
                                   type = c("class", "probabilities"), ...) {
  type <- match.arg(type)
  P <- object$fitted.values # n_samples x n_classes
  if (!is.null(newdata)) {
    P <- class_probabilities(object, new_samples(object, newdata))
  }
  if (type == "class") class_of(P, object) else P
}

#' @export
print.neural_network <- function(x, ...) {
  sizes <- paste(x$network$layer_sizes, collapse = "-")
  steps <- length(x$losses)
  cat("Neural network ", sizes, "\n", sep = "")
  cat("Classes: ", paste(x$classes, collapse = ", "), "\n", sep = "")
  cat(sprintf("Loss: %.4g after %d steps\n", x$losses[steps], steps))
  invisible(x)
}

#' @export
summary.neural_network <- function(object, ...) {
  actual <- factor(as.character(object$labels), as.character(object$classes))
  predicted <- factor(as.character(predict(object)), levels(actual))
  counts <- table(actual = actual, predicted = predicted)
  structure(
    list(
      model = object, confusion = counts,
      accuracy = sum(diag(counts)) / sum(counts),
      n_parameters = sum(lengths(object$parameters))
    ),
    class = "summary.neural_network"
  )
}

#' @export
print.summary.neural_network <- function(x, ...) {
  print(x$model)
  cat("Parameters: ", x$n_parameters, "\n", sep = "")
  cat(sprintf("Accuracy on the training samples: %.4g\n\n", x$accuracy))
  print(x$confusion)
  invisible(x)
}

#' @export
plot.neural_network <- function(x, ...) {
  given <- list(...)
  usual <- list(
    x = seq_along(x$losses), y = x$losses, type = "l", xlab = "step",
    ylab = "loss"
  )
  do.call(graphics::plot, utils::modifyList(usual, given))
  invisible(x)
}

# Columns of numbers from a model frame, without an intercept, and what is
# needed to make them of other samples.
design_of <- function(frame) {
  refuse_missing("neural_network", "data", frame)
  terms <- attr(frame, "terms")
  X <- without_intercept(stats::model.matrix(terms, frame))
  list(
    X = X, terms = stats::delete.response(terms),
    levels = stats::.getXlevels(terms, frame), contrasts = attr(X, "contrasts")
  )
}

without_intercept <- function(X) {
  kept <- colnames(X) != "(Intercept)"
  structure(X[, kept, drop = FALSE], contrasts = attr(X, "contrasts"))
}

with_design <- function(model, design, call) {
  model$call <- call
  model$design <- design[names(design) != "X"]
  model
}

# Samples to predict, as a matrix with a sample a row.
new_samples <- function(object, newdata) {
  design <- object$design
  if (is.null(design$terms)) {
    return(own_columns(own_matrix("newdata", newdata, "predict"), object))
  }
  if (!is.data.frame(newdata)) {
    refuse("predict", "newdata", "a data frame", describe_value(newdata))
  }
  absent <- setdiff(all.vars(design$terms), names(newdata))
  if (length(absent) > 0) {
    refuse("predict", "newdata", paste("a column", absent[1]), "none")
  }
  frame <- stats::model.frame(
    design$terms, newdata,
    na.action = stats::na.pass, xlev = design$levels
  )
  refuse_missing("predict", "newdata", frame)
  without_intercept(
    stats::model.matrix(design$terms, frame, contrasts.arg = design$contrasts)
  )
}

own_columns <- function(X, object) {
  n_features <- nrow(object$mean)
  if (ncol(X) != n_features) {
    got <- shape_text(dim(X))
    if (nrow(X) == n_features) {
      got <- paste0(got, ": samples stand in rows here, pass t(newdata)")
    }
    expected <- paste(shape_text(n_features), "columns")
    refuse("predict", "newdata", expected, got)
  }
  X
}

# Train on a matrix with a sample a row, and keep what a prediction needs.
fitted_model <- function(X, labels, hidden, options) {
  refuse_unknown(options)
  classes <- own_classes(labels, X)
  warn_constant(X)
  numbers <- match(as.character(labels), as.character(classes)) - 1
  given <- c(list(X = unname(t(X)), labels = numbers), options)
  given$hidden <- if (length(hidden) > 0) hidden
  check_call("neural_network", contract()$operations$fit_network, given)
  fitted <- unchecked(do.call(fit_network, given))
  refuse_overflow(fitted, options)
  full <- utils::modifyList(formals(fit_network), options)
  network <- network_for(
    ncol(X), given$hidden, length(classes), full$hidden_activation,
    full$l2_penalty, full$keep_prob
  )
  names <- list(colnames(X), NULL)
  dimnames(fitted$mean) <- dimnames(fitted$scale) <- names
  model <- c(list(classes = classes, network = network), fitted)
  class(model) <- "neural_network"
  model$labels <- labels
  model$fitted.values <- class_probabilities(model, X)
  model
}

refuse_unknown <- function(options) {
  known <- setdiff(names(formals(fit_network)), c("X", "labels", "hidden"))
  named <- names(options)
  if (is.null(named)) {
    named <- rep("", length(options))
  }
  for (name in setdiff(named, known)) {
    got <- if (name == "") "a value without a name" else name
    expected <- paste(known, collapse = ", ")
    refuse("neural_network", "options", expected, got)
  }
}

refuse_overflow <- function(fitted, options) {
  if (!all(is.finite(c(fitted$mean, fitted$scale)))) {
    expected <- "numbers whose squares are finite"
    refuse("neural_network", "x", expected, "larger ones")
  }
  if (!all(is.finite(c(unlist(fitted$parameters), fitted$losses)))) {
    rate <- c(options$learning_rate, formals(fit_network)$learning_rate)[1]
    expected <- "one at which training stays finite"
    refuse("neural_network", "learning_rate", expected, number_text(rate))
  }
}

# Probabilities of all classes, n_samples x n_classes.
class_probabilities <- function(model, X) {
  scaled <- standardize_with(
    unname(t(X)), unname(model$mean), unname(model$scale)
  )
  P <- predict_probabilities(scaled, model$parameters, model$network)
  if (nrow(P) == 1) { # a sigmoid tells the second of two classes
    P <- rbind(1 - P, P)
  }
  matrix(t(P), ncol(P), dimnames = list(
    rownames(X), as.character(model$classes)
  ))
}

# The most probable classes, the first of equals.
class_of <- function(P, model) {
  model$classes[max.col(P, ties.method = "first")]
}
