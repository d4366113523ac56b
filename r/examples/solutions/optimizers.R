# A constant gradient's average, and when a rate has halved.

source("r/examples/lesson.R")

for (corrected in c(FALSE, TRUE)) {
  averages <- moving_average(c(1, 1, 1), 0.9, corrected)
  say("%s", paste(sprintf("%.3f", averages), collapse = " "))
}

for (epoch in c(34, 35)) {
  rate <- scheduled_rate("exponential", 1, 0.98, 1, epoch)
  say("epoch %.0f: %.4f of the rate", epoch, rate)
}
