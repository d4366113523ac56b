"""Faults that others report, in activations, layers and data.

See docs/faults-of-the-world.md for who reports them.
"""

from __future__ import annotations

from planting import Edit

from ..table import DROPOUT, L2, SPIRAL, SQUARE, TANH, Fault, Sight, operation

FAULTS = (
    Fault(
        "W14",
        python=[
            Edit(
                "regularization",
                "return A * mask / keep_prob",
                "return A * mask",
            )
        ],
        r=[Edit("regularization", "\n  A * mask / keep_prob", "\n  A * mask")],
        octave=[
            Edit(
                "regularization/dropout_forward",
                ".* mask / keep_prob",
                ".* mask",
            )
        ],
        seen=[Sight(DROPOUT, "A1"), operation("dropout_forward-ordinary", "A")],
        hidden=[operation("dropout_forward-identity", "")],
    ),
    Fault(
        "W15",
        python=[
            Edit(
                "preprocessing",
                "variance = ((X - mean) ** 2).mean(axis=1, keepdims=True)",
                "variance = ((X - mean) ** 2).sum(axis=1, keepdims=True) / "
                "max(1, X.shape[1] - 1)",
            )
        ],
        r=[
            Edit(
                "preprocessing",
                "variance <- rowMeans((X - mean)^2)",
                "variance <- rowSums((X - mean)^2) / max(1, ncol(X) - 1)",
            )
        ],
        octave=[
            Edit(
                "preprocessing/standardize",
                "scale = sqrt (sum ((X - mean) .^ 2, 2) / n_samples);",
                "scale = sqrt (sum ((X - mean) .^ 2, 2) "
                "/ max (1, n_samples - 1));",
            )
        ],
        seen=[operation("standardize-ordinary", "X")],
        hidden=[operation("standardize-one_sample", "")],
    ),
    Fault(
        "W16",
        python=[
            Edit(
                "layers",
                "return W.T @ dZ",
                "return W.reshape(W.shape[::-1]) @ dZ",
            )
        ],
        r=[
            Edit(
                "layers",
                "crossprod(W, dZ)",
                "matrix(W, ncol(W), nrow(W)) %*% dZ",
            )
        ],
        octave=[
            Edit(
                "layers/dense_backward",
                "dA_prev = W' * dZ;",
                "dA_prev = reshape (W, columns (W), rows (W)) * dZ;",
            )
        ],
        seen=[
            Sight(TANH, "dA2"),
            operation("dense_backward-ordinary", "dA_prev"),
        ],
        hidden=[operation("dense_backward-one_unit", "")],
    ),
    Fault(
        "W17",
        python=[
            Edit(
                "losses",
                "classes = np.arange(n_classes)[:, None]",
                "classes = np.arange(n_classes)[:, None] - 1",
            )
        ],
        r=[
            Edit(
                "losses",
                "outer(class_labels(n_classes), labels",
                "outer(class_labels(n_classes) - 1, labels",
            )
        ],
        octave=[
            Edit(
                "losses/one_hot",
                "classes = (0:n_classes - 1)';",
                "classes = (-1:n_classes - 2)';",
            )
        ],
        seen=[Sight(SPIRAL, "loss"), operation("one_hot-three_classes", "Y")],
        hidden=[Sight(L2, "")],
    ),
    Fault(
        "W18",
        python=[
            Edit(
                "activations", "return dA * sigmoid_derivative(A)", "return dA"
            )
        ],
        r=[
            Edit(
                "activations",
                "sigmoid = dA * sigmoid_derivative(A)",
                "sigmoid = dA",
            )
        ],
        octave=[
            Edit(
                "activations/activation_backward",
                "dZ = dA .* sigmoid_derivative (A);",
                "dZ = dA;",
            )
        ],
        seen=[
            Sight(SQUARE, "dZ2"),
            operation("activation_backward-sigmoid", "dZ"),
        ],
        hidden=[Sight(TANH, "")],
    ),
    Fault(
        "W19",
        python=[
            Edit(
                "activations",
                "return np.tanh(Z)",
                "return (np.exp(Z) - np.exp(-Z)) / (np.exp(Z) + np.exp(-Z))",
            )
        ],
        r=[
            Edit(
                "activations",
                "tanh = tanh(Z),",
                "tanh = (exp(Z) - exp(-Z)) / (exp(Z) + exp(-Z)),",
            )
        ],
        octave=[
            Edit(
                "activations/activation_forward",
                "A = tanh (Z);",
                "A = (exp (Z) - exp (-Z)) ./ (exp (Z) + exp (-Z));",
            )
        ],
        seen=[operation("activation_forward-tanh_extremes", "A")],
    ),
    Fault(
        "W20",
        python=[
            Edit(
                "activations",
                "return relu(Z)\n    if activation",
                "return Z\n    if activation",
            )
        ],
        r=[Edit("activations", "relu = relu(Z),", "relu = Z,")],
        octave=[
            Edit("activations/activation_forward", "A = relu (Z);", "A = Z;")
        ],
        seen=[Sight(SPIRAL, "A1"), operation("activation_forward-relu", "A")],
        hidden=[operation("relu-ordinary", "")],
    ),
)
