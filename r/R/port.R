# A port: do the task of a case file, leave the results in a folder.
#
# This is the protocol of Lockstep from the side of a port; docs/protocol.md
# of its repository specifies it.  Files in, files out: nothing here knows of
# a judge.

STEPS_PER_CHUNK <- 1000 # memory does not grow with the number of steps
CASE_WORDS <- c("activations", "loss", "reduction", "name", "schedule")

#' Do the task of a case file
#'
#' @eval documented("run_port")
#' @examples
#' \dontrun{
#' run_port("cases/spiral-2x100x3_relu-gd.json", "out", "port.json")
#' }
#' @export
run_port <- function(case_file, output_folder, description) {
  check_arguments()
  fields <- read_json(case_file)
  task <- fields$run$task
  if (identical(fields$kind, "operations")) {
    for (name in unlist(fields$cases)) {
      answer_case(
        file.path(dirname(case_file), name), file.path(output_folder, name)
      )
    }
  } else if (identical(task, "echo")) {
    values <- echo_case(read_case(case_file), fields$weights)
    write_all(values, output_folder)
  } else if (identical(task, "replay")) {
    trace <- replay_starts(
      read_case(case_file), fields$run, dirname(case_file)
    )
    write_all(trace, output_folder)
  } else {
    train_in_chunks(read_case(case_file), output_folder)
  }
  file.copy(description, file.path(output_folder, "trace.json"))
  invisible()
}

#' Write an array of doubles to a .npy file
#'
#' @eval documented("write_npy")
#' @references NumPy's documentation, "NPY format", version 1.0.
#' @examples
#' file <- tempfile(fileext = ".npy")
#' write_npy(matrix(1:6, nrow = 2), file)
#' read_npy(file)
#' @export
write_npy <- function(array, file) {
  check_arguments()
  stream <- file(file, "wb")
  on.exit(close(stream))
  writeBin(npy_header(array_shape(array)), stream)
  writeBin(as.double(array), stream, size = 8, endian = "little")
  invisible()
}

array_shape <- function(array) {
  if (is.null(dim(array))) length(array) else dim(array)
}

# Train in chunks, each in a folder named by its first step.
train_in_chunks <- function(training_case, folder) {
  zeros <- optimizer_state(training_case$parameters, training_case$optimizer)
  reached <- list(parameters = training_case$parameters, state = zeros)
  for (first_step in seq(0, training_case$steps - 1, STEPS_PER_CHUNK)) {
    count <- min(STEPS_PER_CHUNK, training_case$steps - first_step)
    trace <- train_case(
      training_case, first_step, count, reached$parameters, reached$state
    )
    reached <- lapply(reached, function(part) {
      lapply(trace[names(part)], slice_step, count)
    })
    chunk <- file.path(folder, sprintf("%07d", first_step))
    dir.create(chunk)
    write_all(trace, chunk)
  }
}

# Replay steps whose starts stand in files, the step first.
replay_starts <- function(training_case, run, folder) {
  zeros <- optimizer_state(training_case$parameters, training_case$optimizer)
  read_stacks <- function(names) {
    files <- file.path(folder, run$starts, sprintf("%s.npy", names))
    stacks <- lapply(files, function(file) aperm(read_npy(file), c(2, 3, 1)))
    stats::setNames(stacks, names)
  }
  replay_case(
    training_case,
    run$first_step,
    read_stacks(names(training_case$parameters)),
    read_stacks(names(zeros)),
    run$intermediates
  )
}

# Everything that was read; drawn weights were not.
echo_case <- function(training_case, weights) {
  given <- training_case[c("X", "labels", "steps", "seed", "batch_size")]
  numbers <- c(training_case$network, training_case$optimizer)
  parameters <- if (is.list(weights)) NULL else training_case$parameters
  c(given, parameters, numbers[!names(numbers) %in% CASE_WORDS])
}

# Call one operation; an error of it becomes a file, too.
answer_case <- function(asked, answered) {
  dir.create(answered)
  fields <- read_json(file.path(asked, "case.json"))
  results <- tryCatch(call_operation(asked, fields), error = conditionMessage)
  if (is.character(results)) {
    writeLines(results, file.path(answered, "error.txt"))
  } else {
    write_all(results, answered)
  }
}

call_operation <- function(asked, fields) {
  arguments <- lapply(names(fields$arguments), function(name) {
    asked_argument(asked, name, fields$arguments[[name]])
  })
  value <- do.call(fields$operation, arguments)
  names <- unlist(fields$run$returns)
  results <- if (length(names) > 1) value[names] else list(value)
  counted_from_0(fields$operation, stats::setNames(results, names))
}

# An argument: numbers from their file, the rest as the case has it.
asked_argument <- function(asked, name, value) {
  file <- file.path(asked, paste0(name, ".npy"))
  if (file.exists(file)) {
    return(read_npy(file))
  }
  if (!is.list(value)) {
    return(value)
  }
  if ("layer_sizes" %in% names(value)) {
    return(do.call(new_network, value))
  }
  if ("learning_rate" %in% names(value)) {
    return(do.call(new_optimizer, value))
  }
  items <- sprintf("%s.%s", name, names(value))
  stats::setNames(Map(asked_argument, asked, items, value), names(value))
}

# Write every array among nested values, by its dotted name.
write_all <- function(values, folder, prefix = "") {
  for (name in names(values)) {
    value <- values[[name]]
    if (is.list(value)) {
      write_all(value, folder, paste0(prefix, name, "."))
    } else {
      write_npy(value, file.path(folder, paste0(prefix, name, ".npy")))
    }
  }
}
