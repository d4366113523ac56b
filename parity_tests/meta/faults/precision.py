"""Small faults: they try the tolerances."""

from __future__ import annotations

from planting import Edit

from .table import SHUFFLED, SPIRAL, TIES, Fault, Sight, operation

FAULTS = (
    Fault(
        "X1",
        python=[
            Edit(
                "layers",
                "return W @ A_prev + b",
                'return W.astype("f4").astype("f8") @ A_prev + b',
            )
        ],
        octave=[
            Edit(
                "layers/dense_forward",
                "Z = W * A_prev + b;",
                "Z = double (single (W)) * A_prev + b;",
            )
        ],
        absent={"r": "R has doubles only"},
        seen=[Sight(SPIRAL, "Z1"), Sight(SPIRAL, "loss", mode="free")],
    ),
    Fault(
        "X2",
        python=[
            Edit(
                "layers",
                "dW = dZ @ A_prev.T",
                "dW = (1 + 1e-10) * dZ @ A_prev.T",
            )
        ],
        r=[
            Edit(
                "layers",
                "dW = tcrossprod(dZ, A_prev)",
                "dW = (1 + 1e-10) * tcrossprod(dZ, A_prev)",
            )
        ],
        octave=[
            Edit(
                "layers/dense_gradients",
                "dW = dZ * A_prev'",
                "dW = (1 + 1e-10) * dZ * A_prev'",
            )
        ],
        seen=[Sight(SPIRAL, "dW2")],
    ),
    Fault(
        "X3",
        python=[
            Edit(
                "activations",
                "(Z > 0).astype(np.float64)\n",
                "(Z >= 0).astype(np.float64)\n",
            )
        ],
        r=[
            Edit(
                "activations",
                "D <- Z > 0 # n_units x n_samples\n  storage.mode",
                "D <- Z >= 0 # n_units x n_samples\n  storage.mode",
            )
        ],
        octave=[
            Edit(
                "activations/relu_derivative",
                "double (Z > 0)",
                "double (Z >= 0)",
            )
        ],
        seen=[Sight(TIES, "dZ1"), operation("relu_derivative-ties", "D")],
        hidden=[Sight(SHUFFLED, "")],
    ),
    Fault(
        "X4",
        python=[
            Edit(
                "activations",
                "return E / E.sum(axis=0, keepdims=True)",
                "return E / (1e-12 + E.sum(axis=0, keepdims=True))",
            )
        ],
        r=[
            Edit(
                "activations",
                "E / rep(colSums(E), each = nrow(Z))",
                "E / rep(1e-12 + colSums(E), each = nrow(Z))",
            )
        ],
        octave=[
            Edit(
                "activations/softmax",
                "P = E ./ sum (E, 1)",
                "P = E ./ (1e-12 + sum (E, 1))",
            )
        ],
        seen=[Sight(SPIRAL, "A2"), operation("softmax-ordinary", "P")],
    ),
    Fault(
        "X5",
        python=[
            Edit(
                "losses",
                "sample_losses = log_sum_exp(Z) - "
                "(Y * Z).sum(axis=0, keepdims=True)",
                "P = np.exp(Z - log_sum_exp(Z))\n"
                "    sample_losses = -np.log((Y * P).sum(axis=0) + 1e-15)",
            )
        ],
        r=[
            Edit(
                "losses",
                "sample_losses <- log_sum_exp(Z) - colSums(Y * Z)",
                "P <- exp(Z - rep(log_sum_exp(Z), each = nrow(Z)))\n"
                "  sample_losses <- -log(colSums(Y * P) + 1e-15)",
            )
        ],
        octave=[
            Edit(
                "losses/categorical_cross_entropy",
                "sample_losses = log_sum_exp (Z) - sum (Y .* Z, 1);",
                "P = exp (Z - log_sum_exp (Z));\n"
                "  sample_losses = -log (sum (Y .* P, 1) + 1e-15);",
            )
        ],
        seen=[operation("categorical_cross_entropy-unlikely", "loss")],
        hidden=[Sight(SPIRAL, "")],
    ),
    Fault(
        "X6",
        python=[
            Edit(
                "fixtures",
                "is_table = ",
                'short = [float(f"{x:.15g}") for x in matrix.flat]\n'
                "    matrix = np.reshape(short, matrix.shape)\n"
                "    is_table = ",
            )
        ],
        r=[
            Edit(
                "fixtures",
                "  matrix(numbers, ncol = n_fields, byrow = TRUE)",
                '  numbers <- as.numeric(sprintf("%.15g", numbers))\n'
                "  matrix(numbers, ncol = n_fields, byrow = TRUE)",
            )
        ],
        octave=[
            Edit(
                "fixtures/private/parse_rows",
                "    matrix = reshape (values,",
                '    values = sscanf (sprintf ("%.15g ", values), "%f");\n'
                "    matrix = reshape (values,",
            )
        ],
        seen=[Sight(SHUFFLED, "X"), Sight(SHUFFLED, "X", mode="free")],
    ),
    Fault(
        "X7",
        python=[
            Edit(
                "activations",
                "np.log(np.exp(Z - largest).sum(axis=0, keepdims=True))",
                "np.log(\n"
                "        1e-15\n"
                "        + np.exp(Z - largest).sum(axis=0, keepdims=True)\n"
                "    )",
            )
        ],
        r=[Edit("activations", "log(colSums(E))", "log(colSums(E) + 1e-15)")],
        octave=[
            Edit(
                "activations/log_sum_exp",
                "log (sum (exp (Z - largest), 1))",
                "log (1e-15 + sum (exp (Z - largest), 1))",
            )
        ],
        seen=[operation("log_sum_exp-certain", "S")],
        hidden=[Sight(SPIRAL, "")],
    ),
)
