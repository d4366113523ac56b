# The judge's side of the R bridge.  One call a run or a batch of
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
      sys.source(file, envir = port, chdir = TRUE),
      error = function(condition) {
        stop(basename(file), ": ", conditionMessage(condition), call. = FALSE)
      }
    )
  }
  port
}

lockstep_timed <- function(port, operation, arguments) {
  started <- Sys.time()
  value <- do.call(port[[operation]], arguments)
  seconds <- as.double(Sys.time() - started, units = "secs")
  list(value = value, seconds = seconds)
}

lockstep_train <- function(port, training_case, n_steps, chunk_steps, give) {
  started <- Sys.time()
  hand_over <- function(trace) {
    seconds <- as.double(Sys.time() - started, units = "secs")
    give(list(value = trace, seconds = seconds))
    started <<- Sys.time()
  }
  port$train_case(
    training_case,
    n_steps = n_steps, chunk_steps = chunk_steps, hand_over = hand_over
  )
}

lockstep_call <- function(port, operation, arguments) {
  tryCatch(
    lockstep_timed(port, operation, arguments),
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
