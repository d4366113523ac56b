# The error of a slope, and rates drawn on a log scale.

source("r/examples/lesson.R")

for (epsilon in c(0.1, 0.01)) {
  slope <- (sin(1 + epsilon) - sin(1 - epsilon)) / (2 * epsilon)
  say("epsilon %g: error %.3e", epsilon, cos(1) - slope)
}

for (u in c(0, 0.25, 0.5, 0.75, 1)) {
  say("u %.2f: rate %g", u, 10^(-4 + 4 * u))
}
