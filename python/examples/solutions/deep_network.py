"""Parameters of the lesson's network, and a tie below the ROC curve."""

import numpy as np

import firstprinciples as fp

sizes = [64, 15, 9, 7, 1]
start = fp.initialize_parameters(sizes, "zeros", "normal", seed=1)
print(f"parameters {sum(value.size for value in start.values())}")

labels = np.array([0.0, 1.0, 0.0, 1.0])
scores = np.array([0.2, 0.5, 0.5, 0.9])
area = fp.area_under_curve(*fp.roc_curve(labels, scores))
print(f"area {area:.4f}")
