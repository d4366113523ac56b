# Run one file of tests against functions that were sourced, not installed.

own_tests <- function(port, file) {
  found <- suppressMessages(testthat::test_file(
    file,
    env = new.env(parent = port), reporter = "silent", package = NULL,
    stop_on_failure = FALSE
  ))
  kinds <- unlist(lapply(found, function(test) {
    vapply(test$results, function(result) class(result)[1], "")
  }))
  if ("expectation_failure" %in% kinds) {
    return("failed")
  }
  if ("expectation_error" %in% kinds) "broken" else "passed"
}
