"""NOR by hand, and the rule's mistakes on OR."""

import numpy as np

import firstprinciples as fp

X, labels = fp.read_data("fixtures/data/gate-or.csv")  # 2 x 4
answers = fp.heaviside(np.array([[-1.0, -1.0]]) @ X + 0.5)
print("NOR answers", " ".join(f"{a:.0f}" for a in answers[0]))

W, b = np.zeros((1, 2)), 0.0
for epoch in range(10):
    mistakes = 0
    for sample, label in enumerate(labels):
        x = X[:, [sample]]
        dz = fp.heaviside(W @ x + b)[0, 0] - label
        W, b = W - dz * x.T, b - dz
        mistakes += int(dz != 0)
    print(f"epoch {epoch}: {mistakes} mistakes")
    if mistakes == 0:
        break
print(f"w1 {W[0, 0]:.0f}, w2 {W[0, 1]:.0f}, b {b:.0f}")
