"""A penalty and its gradient, and the share that a mask keeps."""

import numpy as np

import firstprinciples as fp

W = np.array([[1.0, 2.0, -2.0]])
penalty = fp.l2_loss({"W1": W}, 0.3, 6)
gradient = fp.l2_gradient(W, 0.3, 6)[0]
print(f"penalty {penalty:.4f}")
print("gradient", " ".join(f"{value:.2f}" for value in gradient))

for n_units in (10, 1000):
    mask = fp.dropout_mask(n_units, 100, 0.8, seed=1, layer=1, step=0)
    print(f"share kept of {n_units} x 100: {mask.mean():.4f}")
