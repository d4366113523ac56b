# The judge's side of the R bridge.  One call a chunk of steps or a batch of
# operations crosses it; arrays keep their dim, the step is the last axis.

lockstep_load <- function(source) {
  port <- new.env(parent = globalenv())
  files <- sort(list.files(
    file.path(source, "R"),
    pattern = "\\.R$", full.names = TRUE
  ))
  if (length(files) == 0) {
    stop("no R sources in ", source, call. = FALSE)
  }
  for (file in files) {
    tryCatch(
      sys.source(file, envir = port, keep.source = FALSE),
      error = function(condition) {
        stop(basename(file), ": ", conditionMessage(condition), call. = FALSE)
      }
    )
  }
  port
}

lockstep_timed <- function(port, operation, arguments) {
  started <- proc.time()[["elapsed"]]
  value <- do.call(port[[operation]], arguments)
  list(value = value, seconds = proc.time()[["elapsed"]] - started)
}

lockstep_call <- function(port, operation, arguments) {
  tryCatch(
    list(value = do.call(port[[operation]], arguments)),
    error = function(condition) list(error = conditionMessage(condition))
  )
}

lockstep_describe <- function() {
  session <- utils::sessionInfo()
  list(
    language = R.version.string,
    blas = as.character(session$BLAS),
    lapack = as.character(session$LAPACK),
    platform = as.character(R.version$platform)
  )
}
