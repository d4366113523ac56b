"""Large scores, and what the rows of a Jacobian add up to."""

import numpy as np

import firstprinciples as fp

for first in (0.0, 1000.0):
    p = fp.softmax(np.array([[first], [first + 1]]))
    print(f"softmax of {first:.0f}, {first + 1:.0f}: {p[0, 0]:.6f}")

J = fp.softmax_jacobian(fp.softmax(np.array([[1.0], [2.0], [3.0]])))
for row in J[:, :, 0]:
    print(f"row sum is 0: {abs(sum(row)) < 1e-15}".lower())
