"""The error of a slope, and rates drawn on a log scale."""

import numpy as np

for epsilon in (0.1, 0.01):
    slope = (np.sin(1 + epsilon) - np.sin(1 - epsilon)) / (2 * epsilon)
    print(f"epsilon {epsilon:g}: error {np.cos(1) - slope:.3e}")

for u in (0, 0.25, 0.5, 0.75, 1):
    print(f"u {u:.2f}: rate {10 ** (-4 + 4 * u):g}")
