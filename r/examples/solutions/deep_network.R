# Parameters of the lesson's network, and a tie below the ROC curve.

source("r/examples/lesson.R")

start <- initialize_parameters(c(64, 15, 9, 7, 1), "zeros", "normal", 1)
say("parameters %.0f", sum(lengths(start)))

roc <- roc_curve(c(0, 1, 0, 1), c(0.2, 0.5, 0.5, 0.9))
area <- area_under_curve(roc$false_positive_rates, roc$true_positive_rates)
say("area %.4f", area)
