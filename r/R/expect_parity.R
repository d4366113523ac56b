# Hold a function of one's own against the certified values of the fixtures.

#' Does a function give the certified values of a case?
#'
#' For tests with testthat: a function of your own is called with the arguments
#' of an operation case, and its results are compared with values of which each
#' digit is proved.  The fixtures are the folder `fixtures` of the repository,
#' or what `lockstep fixtures --export FOLDER` writes.  How many digits a right
#' program may lose to rounding the judge derives for each case; here you say
#' how many must be right.
#'
#' @param object A function with the arguments of the case's operation, in the
#'   order of the contract, such as [softmax()].  Of several results it gives a
#'   list, named as the contract names them; numbers of samples count from 1.
#' @param case Name of an operation case, such as "softmax-ties".
#' @param digits Digits that must be right, of the largest number of a result.
#' @param fixtures Folder of the fixtures.
#' @return The results, invisibly.
#' @examples
#' \dontrun{
#' mine <- function(Z) exp(Z) / rep(colSums(exp(Z)), each = nrow(Z))
#' expect_parity(mine, "softmax-ties", digits = 14)
#' }
#' @export
expect_parity <- function(object, case, digits = 12,
                          fixtures = Sys.getenv("LOCKSTEP_FIXTURES")) {
  fields <- read_operation(fixtures, "cases", case)
  entry <- contract()$operations[[fields$operation]]
  names <- intersect(names(entry$arguments), names(fields$arguments))
  arguments <- lapply(names, function(name) {
    r_value(entry$arguments[[name]]$kind, fields$arguments[[name]])
  })
  found <- do.call(object, arguments)
  certified <- read_operation(fixtures, "expected", case)$results
  if (length(entry$returns) == 1) {
    found <- stats::setNames(list(found), names(certified))
  }
  from_0 <- counted_from_0(fields$operation, found)
  right <- vapply(names(certified), function(name) {
    right_digits(from_0[[name]], certified[[name]])
  }, 0)
  worst <- which.min(right)
  testthat::expect(
    all(right >= digits),
    sprintf(
      "%s: %s: expected %g right digits, got %.1f", case, names(right)[worst],
      digits, right[worst]
    )
  )
  invisible(found)
}

read_operation <- function(fixtures, folder, case) {
  file <- file.path(fixtures, folder, "operations", paste0(case, ".json"))
  if (!file.exists(file)) {
    refuse("expect_parity", file, "a file", "none")
  }
  jsonlite::read_json(file, simplifyVector = TRUE)
}

# An argument of a case, as a function of this package takes it.
r_value <- function(kind, value) {
  switch(kind,
    network = do.call(new_network, value),
    optimizer = do.call(new_optimizer, value),
    matrix = as_doubles(value),
    matrices = lapply(value, as_doubles),
    number = , count = , counts = , labels = , vector = as.double(value),
    value
  )
}

as_doubles <- function(value) {
  storage.mode(value) <- "double"
  value
}

# How many digits of the largest number are right, at most 17; none of a result
# that is absent or of another shape.  NaN is right where it is certified.
right_digits <- function(found, certified) {
  if (is.list(certified)) {
    right <- vapply(names(certified), function(name) {
      right_digits(found[[name]], certified[[name]])
    }, 0)
    return(min(right))
  }
  wanted <- as_doubles(certified)
  is_alike <- is.numeric(found) && length(found) == length(wanted) &&
    (!is.matrix(wanted) || identical(dim(found), dim(wanted))) &&
    identical(as.vector(is.na(found)), as.vector(is.na(wanted)))
  if (!is_alike) {
    return(0)
  }
  known <- !is.na(wanted)
  error <- max(abs(found[known] - wanted[known]), 0)
  size <- max(abs(wanted[known]), .Machine$double.xmin)
  if (!is.finite(error)) 0 else min(17, -log10(error / size))
}
