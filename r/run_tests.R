# Run the tests of all topics, or of the topics named, without installing:
#
#   Rscript r/run_tests.R
#   Rscript r/run_tests.R losses training
#
# Exits with 1 if a test failed or a topic does not exist.

# Inside a function, so that the tests see no variable of this file.
run_tests <- function(topics) {
  root <- script_folder()
  tests <- file.path(root, "tests", "testthat")
  names <- file.path(tests, sprintf("test-%s.R", topics))
  if (!all(file.exists(names))) {
    message("run_tests: no file ", paste(names[!file.exists(names)]))
    quit(status = 1)
  }
  chosen <- if (length(topics) > 0) {
    sprintf("^(%s)$", paste(topics, collapse = "|"))
  }
  # Stops with an error, and so with exit code 1, if a test failed.
  testthat::test_dir(
    tests,
    filter = chosen, env = sourced(root), load_package = "none"
  )
}

script_folder <- function() {
  words <- commandArgs(trailingOnly = FALSE)
  script <- sub("^--file=", "", grep("^--file=", words, value = TRUE))
  dirname(normalizePath(script))
}

# The package's functions, straight from their sources.
sourced <- function(root) {
  package <- new.env(parent = globalenv())
  for (source in list.files(file.path(root, "R"), full.names = TRUE)) {
    sys.source(source, package, chdir = TRUE)
  }
  package
}

run_tests(commandArgs(trailingOnly = TRUE))
