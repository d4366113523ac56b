"""The first loss of ten classes, and kappa of one constant answer."""

import numpy as np

import firstprinciples as fp

Z = np.zeros((10, 5))
Y = fp.one_hot(np.arange(5.0), 10)
print(f"first loss {fp.categorical_cross_entropy(Z, Y):.4f}")

counts = np.array([[60.0, 0.0], [40.0, 0.0]])  # always class 0
found = fp.overall_statistics(counts)
named = dict(zip(fp.OVERALL_STATISTICS, found, strict=True))
print(f"accuracy {named['accuracy']:.4f}, kappa {named['kappa']:.4f}")
