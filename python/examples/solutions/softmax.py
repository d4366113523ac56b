"""Large scores, rows of a Jacobian, and one-hot in a line."""

import numpy as np

import firstprinciples as fp

for first in (0.0, 1000.0):
    p = fp.softmax(np.array([[first], [first + 1]]))
    print(f"softmax of {first:.0f}, {first + 1:.0f}: {p[0, 0]:.6f}")

J = fp.softmax_jacobian(fp.softmax(np.array([[1.0], [2.0], [3.0]])))
for row in J[:, :, 0]:
    print(f"row sum is 0: {abs(sum(row)) < 1e-15}".lower())

labels, K = np.array([2.0, 0.0, 1.0, 2.0]), 3
Y = (np.arange(K)[:, None] == labels).astype(float)
same = np.array_equal(Y, fp.one_hot(labels, K))
print(f"one line is one_hot: {same}".lower())
