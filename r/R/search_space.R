# What hyper-parameters may be, and how a range of them is walked.
#
# A range is a list: its scale, and low and high or, on the scale "choice",
# its choices.  The Python and the Octave package have the same words.

# Values at shares, from 0 to 1, of the way through a range.
draw_values <- function(range, uniforms) {
  if (range$scale == "choice") {
    choices <- unlist(range$choices)
    return(choices[floor(uniforms * length(choices)) + 1])
  }
  low <- as.double(range$low)
  high <- as.double(range$high)
  if (range$scale == "integer") {
    return(low + floor(uniforms * (high - low + 1)))
  }
  first <- scale_place(range$scale, low)
  last <- scale_place(range$scale, high)
  values <- scale_value(range$scale, first + uniforms * (last - first))
  pmin(pmax(values, low), high) # n_trials
}

# Part of a range, `factor` as wide, about a value; cut at its ends.
narrow_range <- function(range, centre, factor) {
  if (range$scale == "choice") {
    return(range)
  }
  ends <- as.double(c(range$low, range$high))
  places <- scale_place(range$scale, ends)
  middle <- scale_place(range$scale, centre)
  half <- factor * (places[2] - places[1]) / 2
  if (range$scale == "integer") {
    half <- max(half, 1) # whole numbers keep their neighbours
    near <- c(ceiling(middle - half), floor(middle + half))
  } else {
    near <- scale_value(range$scale, middle + c(-half, half))
  }
  list(
    scale = range$scale,
    low = max(ends[1], near[1]), high = min(ends[2], near[2])
  )
}

# Where values lie on their scale.
scale_place <- function(scale, values) {
  switch(scale,
    log = log(values),
    log_one_minus = -log(1 - values),
    as.double(values)
  )
}

scale_value <- function(scale, places) {
  switch(scale,
    log = exp(places),
    log_one_minus = 1 - exp(-places),
    places
  )
}

# Refuse what is not a range for each of some hyper-parameters.
check_space <- function(caller, space) {
  if (is.list(space) && length(space) == 0) {
    refuse(caller, "space", "at least 1 hyper-parameter", "0")
  }
  if (!is_named(space)) {
    refuse(caller, "space", "ranges by name", describe_value(space))
  }
  for (name in names(space)) {
    check_choice(caller, "space", name, names(contract()$hyper_parameters))
    check_range(caller, name, space[[name]])
  }
}

check_range <- function(caller, name, range) {
  if (!is.list(range)) {
    refuse(caller, name, "a range", describe_value(range))
  }
  check_names(caller, name, range, "scale")
  scales <- unlist(contract()$hyper_parameters[[name]]$scales)
  check_choice(caller, paste0(name, ".scale"), range$scale, scales)
  if (range$scale != "choice") {
    fields <- c("scale", "low", "high")
    check_names(caller, name, range, fields, fields)
    return(check_ends(caller, name, range))
  }
  fields <- c("scale", "choices")
  check_names(caller, name, range, fields, fields)
  choices_name <- paste0(name, ".choices")
  check_list(caller, choices_name, range$choices, "choices")
  if (length(range$choices) == 0) {
    refuse(caller, choices_name, "at least 1 choice", "0")
  }
  for (choice in range$choices) {
    check_hyper_parameter(caller, name, choices_name, choice)
  }
}

# Refuse what a hyper-parameter can not be, under a name of its own.
check_hyper_parameter <- function(caller, hyper_parameter, name, value) {
  item <- contract()$hyper_parameters[[hyper_parameter]]
  check_value(caller, replace(item, "name", name), value)
}

check_ends <- function(caller, name, range) {
  low_name <- paste0(name, ".low")
  high_name <- paste0(name, ".high")
  low <- range$low
  high <- range$high
  check_hyper_parameter(caller, name, low_name, low)
  check_hyper_parameter(caller, name, high_name, high)
  if (low >= high) {
    expected <- paste("a number below", number_text(high))
    refuse(caller, low_name, expected, number_text(low))
  }
  if (range$scale == "log" && low <= 0) {
    expected <- "a number above 0 on a log scale"
    refuse(caller, low_name, expected, number_text(low))
  }
  if (range$scale == "log_one_minus" && high >= 1) {
    expected <- "a number below 1 on a log_one_minus scale"
    refuse(caller, high_name, expected, number_text(high))
  }
}

# Refuse what is not one trial of a space.
check_trial <- function(caller, space, trial) {
  if (!is.list(trial)) {
    refuse(caller, "trial", "values by name", describe_value(trial))
  }
  for (name in names(space)) {
    range <- space[[name]]
    value <- trial[[name]]
    if (is.null(value)) {
      refuse(caller, "trial", name, "none")
    }
    if (range$scale == "choice") {
      next
    }
    check_hyper_parameter(caller, name, name, value)
    if (value < range$low || value > range$high) {
      ends <- paste(number_text(range$low), "to", number_text(range$high))
      refuse(caller, name, paste("a number from", ends), number_text(value))
    }
  }
}
