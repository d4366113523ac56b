"""One step of the worked numbers, and two hidden units exchanged."""

import numpy as np

import firstprinciples as fp

x = np.array([[1.0], [2.0]])
W1 = np.array([[0.5, -0.5]])
W2 = np.array([[2.0]])
a = np.tanh(W1 @ x)
before = fp.sigmoid(W2 @ a)[0, 0]
dz2 = before - 1
dz1 = W2 * dz2 * (1 - a**2)
a_after = np.tanh((W1 - 0.1 * dz1 @ x.T) @ x - 0.1 * dz1)
after = fp.sigmoid((W2 - 0.1 * dz2 * a) @ a_after - 0.1 * dz2)[0, 0]
print(f"p before {before:.4f}, after {after:.4f}")

W1, W2 = np.array([[0.5, -0.5], [1.0, 0.25]]), np.array([[2.0, -1.0]])
for order in ([0, 1], [1, 0]):
    p = fp.sigmoid(W2[:, order] @ np.tanh(W1[order] @ x))[0, 0]
    print(f"units {order[0]} and {order[1]}: p {p:.4f}")
