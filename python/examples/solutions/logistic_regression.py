"""A sample's loss and gradient, and the first gradient of a bias."""

import numpy as np

import firstprinciples as fp

Z, Y = np.array([[-3.0]]), np.array([[1.0]])
p = fp.sigmoid(Z)[0, 0]
loss = fp.binary_cross_entropy(Z, Y)
print(f"p {p:.4f}, loss {loss:.4f}, gradient {p - 1:.4f}")

_, labels = fp.read_data("fixtures/data/breast_cancer.csv")
share = np.mean(labels)
print(f"share of class 1 {share:.4f}, db {0.5 - share:.4f}")
