# What all lessons share: the package, without installing it; where the data
# are; and how results are printed.
#
# The Python and the Octave lessons print the same text, number for number.

# Put the package's functions on the search path, as library() would.
load_package <- function(folder) {
  package <- new.env()
  for (file in list.files(file.path(folder, "R"), full.names = TRUE)) {
    sys.source(file, package, chdir = TRUE)
  }
  attach(package, name = "firstprinciples", warn.conflicts = FALSE)
}
load_package("r")

# Make the folder of a lesson's pictures, from the repository's root.
start_lesson <- function(part) {
  folder <- file.path("build", "examples", part, "r")
  dir.create(folder, recursive = TRUE, showWarnings = FALSE)
  folder
}

# Number of steps: the one on the command line, or the lesson's own.
lesson_steps <- function(steps) {
  arguments <- commandArgs(trailingOnly = TRUE)
  if (length(arguments) > 0) as.integer(arguments[1]) else steps
}

# Samples (n_features x n_samples) and labels of a shared data set.
read_lesson_data <- function(name) {
  read_data(file.path("fixtures", "data", paste0(name, ".csv")))
}

# Print a line, with numbers in it as sprintf() writes them.
say <- function(...) {
  cat(sprintf(...), sep = "\n")
}

# Print about ten losses of a training run, the last one among them.
show_losses <- function(losses, decimals = 6) {
  say("    step        loss")
  last <- length(losses) - 1
  steps <- seq(0, last, by = max(length(losses) %/% 10, 1))
  steps <- unique(c(steps, last))
  say("%8d%12.*f", as.integer(steps), decimals, losses[steps + 1])
}

# Print a confusion matrix: true classes in rows, predicted in columns.
show_confusion <- function(counts) {
  classes <- seq_len(nrow(counts)) - 1
  say("confusion matrix, true class by predicted class")
  say("%6s%s", "", paste(sprintf("%6.0f", classes), collapse = ""))
  for (label in classes) {
    row <- sprintf("%6.0f", counts[label + 1, ])
    say("%6.0f%s", label, paste(row, collapse = ""))
  }
}

# Print what the confusion matrix says of the whole and of each class.
show_statistics <- function(counts) {
  overall <- overall_statistics(counts)
  say("%-26s%s", names(overall), number(overall))
  labels <- sprintf("%10.0f", seq_len(nrow(counts)) - 1)
  say("%-26s%s", "class", paste(labels, collapse = ""))
  by_class <- class_statistics(counts) # n_classes x 11
  lines <- apply(by_class, 2, function(x) paste(number(x), collapse = ""))
  say("%-26s%s", colnames(by_class), lines)
}

# Four digits that count: p-values may be tiny.
number <- function(values) {
  ifelse(is.nan(values), sprintf("%10s", "-"), sprintf("%10.4g", values))
}
