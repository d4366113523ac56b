"""A constant gradient's average, and when a rate has halved."""

import numpy as np

import firstprinciples as fp

ones = np.ones(3)
for corrected in (False, True):
    averages = fp.moving_average(ones, 0.9, corrected)
    print(" ".join(f"{value:.3f}" for value in averages))

for epoch in (34, 35):
    rate = fp.scheduled_rate("exponential", 1, 0.98, 1, epoch)
    print(f"epoch {epoch}: {rate:.4f} of the rate")
