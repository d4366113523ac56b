"""Faults in values: losses, gradients, softmax, targets."""

from __future__ import annotations

from planting import Edit

from .table import (
    DECAY,
    L2,
    SHUFFLED,
    SPIRAL,
    SQUARE,
    TANH,
    Fault,
    Sight,
    operation,
)

FAULTS = (
    Fault(
        "H1",
        python=[
            Edit(
                "network",
                'gradients[f"db{layer}"] = db',
                'gradients[f"db{layer}"] = (\n'
                "            db if layer == len(network.activations)"
                " else 0 * db + db.sum()\n        )",
            )
        ],
        r=[
            Edit(
                "network",
                "<- slopes$db",
                "<- if (layer < n_layers) 0 * slopes$db + sum(dZ) "
                "else slopes$db",
            )
        ],
        octave=[
            Edit(
                "network/network_backward",
                '(["db" n]) = db;',
                '(["db" n]) = merge (layer < n_layers, '
                "0 * db + sum (dZ(:)), db);",
            )
        ],
        seen=[
            Sight(SPIRAL, "db1"),
            Sight(SPIRAL, "db1", mode="free"),
            operation("gradient_check-two_hidden", "difference"),
        ],
    ),
    Fault(
        "H2",
        python=[
            Edit(
                "network",
                'gradients[f"db{layer}"] = db',
                'gradients[f"db{layer}"] = db * (\n'
                "            Y.shape[1] if layer == len(network.activations)"
                " else 1\n        )",
            )
        ],
        r=[
            Edit(
                "network",
                "<- slopes$db",
                "<- slopes$db * (if (layer == n_layers) ncol(Y) else 1)",
            )
        ],
        octave=[
            Edit(
                "network/network_backward",
                '(["db" n]) = db;',
                '(["db" n]) = db * merge (layer == n_layers, columns (Y), 1);',
            )
        ],
        seen=[
            Sight(SPIRAL, "db2"),
            Sight(SPIRAL, "db2", mode="free"),
            operation("gradient_check-one_hidden", "difference"),
        ],
    ),
    Fault(
        "D1",
        python=[
            Edit(
                "losses",
                "return matrix.shape[1] if",
                "return matrix.shape[0] if",
            )
        ],
        r=[Edit("losses", "ncol(matrix) else 1", "nrow(matrix) else 1")],
        octave=[Edit("losses/divisor", "columns (matrix);", "rows (matrix);")],
        seen=[Sight(SPIRAL, "loss"), Sight(SPIRAL, "loss", mode="free")],
    ),
    Fault(
        "D1b",
        python=[
            Edit(
                "regularization",
                "return l2_penalty / n_samples * W",
                "return l2_penalty / W.shape[1] * W",
            )
        ],
        r=[
            Edit(
                "regularization",
                "l2_penalty / n_samples * W #",
                "l2_penalty / ncol(W) * W #",
            )
        ],
        octave=[
            Edit(
                "regularization/l2_gradient",
                "dW = l2_penalty / n_samples * W",
                "dW = l2_penalty / columns (W) * W",
            )
        ],
        seen=[Sight(L2, "dW2")],
    ),
    Fault(
        "D3",
        python=[
            Edit(
                "layers",
                "db = dZ.sum(axis=1, keepdims=True)",
                "db = 0 * dZ[:, :1] + dZ.sum()",
            )
        ],
        r=[
            Edit(
                "layers",
                "dZ %*% rep(1, ncol(dZ))",
                "matrix(sum(dZ), nrow(dZ), 1)",
            )
        ],
        octave=[
            Edit(
                "layers/dense_gradients",
                "db = sum (dZ, 2);",
                "db = repmat (sum (dZ(:)), rows (dZ), 1);",
            )
        ],
        seen=[Sight(SPIRAL, "db2"), Sight(SPIRAL, "db2", mode="free")],
    ),
    Fault(
        "D5",
        python=[
            Edit(
                "network",
                'dZ = _output_gradient(cache[f"A{n_layers}"], Y, network)',
                'by_class = Y[:, np.argsort(Y.argmax(axis=0), kind="stable")]\n'
                "    dZ = _output_gradient("
                'cache[f"A{n_layers}"], by_class, network)',
            )
        ],
        r=[
            Edit(
                "network",
                'dZ <- output_gradient(cache[[sprintf("A%d", n_layers)]], Y, '
                "network)",
                "by_class <- Y[, order(crossprod(Y, seq_len(nrow(Y))))]\n"
                '  dZ <- output_gradient(cache[[paste0("A", n_layers)]], '
                "by_class, network)",
            )
        ],
        octave=[
            Edit(
                "network/network_backward",
                'dZ = output_gradient (cache.(sprintf ("A%d", n_layers)), Y, '
                "network);",
                "[~, by_class] = sort ((1:rows (Y)) * Y);\n"
                '  dZ = output_gradient (cache.(sprintf ("A%d", n_layers)), '
                "Y(:,by_class), network);",
            )
        ],
        seen=[Sight(SHUFFLED, "dZ2"), Sight(SHUFFLED, "dW2", mode="free")],
        hidden=[Sight(SPIRAL, "")],
    ),
    Fault(
        "D6",
        python=[
            Edit(
                "activations",
                "E = np.exp(Z - Z.max(axis=0, keepdims=True))",
                "E = np.exp(Z)",
            )
        ],
        r=[
            Edit(
                "activations",
                "E <- exp(Z - rep(largest, each = nrow(Z))) "
                "# n_classes x n_samples\n  E /",
                "E <- exp(Z)\n  E /",
            )
        ],
        octave=[
            Edit("activations/softmax", "exp (Z - max (Z, [], 1));", "exp (Z);")
        ],
        seen=[operation("softmax-large_scores", "P", "got nan")],
        hidden=[operation("softmax-worked_numbers", "")],
    ),
    Fault(
        "D7",
        python=[
            Edit(
                "network",
                'dZ = _output_gradient(cache[f"A{n_layers}"], Y, network)',
                'E = np.exp(cache[f"Z{n_layers}"])\n'
                "    dZ = _output_gradient(E / E.sum(axis=0), Y, network)",
            )
        ],
        r=[
            Edit(
                "network",
                'dZ <- output_gradient(cache[[sprintf("A%d", n_layers)]], Y, '
                "network)",
                'E <- exp(cache[[sprintf("Z%d", n_layers)]])\n'
                "  P <- E / rep(colSums(E), each = nrow(E))\n"
                "  dZ <- output_gradient(P, Y, network)",
            )
        ],
        octave=[
            Edit(
                "network/network_backward",
                'dZ = output_gradient (cache.(sprintf ("A%d", n_layers)), Y, '
                "network);",
                'E = exp (cache.(sprintf ("Z%d", n_layers)));\n'
                "  dZ = output_gradient (E ./ sum (E, 1), Y, network);",
            )
        ],
        seen=[
            operation(
                "network_backward-large_scores",
                "gradients",
                "P: expected finite values, got NaN or Inf",
            )
        ],
        hidden=[
            operation("network_forward-large_scores", ""),
            operation("network_backward-no_hidden_mean", ""),
        ],
    ),
    Fault(
        "D8",
        python=[
            Edit(
                "losses",
                "(classes == labels)",
                "((classes == labels) & (classes != 9))",
            )
        ],
        r=[
            Edit(
                "losses",
                'outer(class_labels(n_classes), labels, "==")',
                "outer(class_labels(n_classes), labels, "
                "function(k, y) k == y & k != 9)",
            )
        ],
        octave=[
            Edit(
                "losses/one_hot",
                "classes == labels'",
                "(classes == labels') & (classes != 9)",
            )
        ],
        seen=[
            operation("one_hot-ten_classes", "Y"),
            Sight(DECAY, "loss"),
        ],
        hidden=[operation("one_hot-five_classes", "")],
    ),
    Fault(
        "D20",
        python=[
            Edit(
                "layers",
                "return W.T @ dZ",
                "return (W if W.shape[0] == W.shape[1] else W.T) @ dZ",
            )
        ],
        r=[
            Edit(
                "layers",
                "crossprod(W, dZ) #",
                "crossprod(if (nrow(W) == ncol(W)) t(W) else W, dZ) #",
            )
        ],
        octave=[
            Edit(
                "layers/dense_backward",
                "W' * dZ;",
                "merge (issquare (W), W, W') * dZ;",
            )
        ],
        seen=[
            Sight(SQUARE, "dA2"),
            Sight(SQUARE, "dW2", mode="free"),
            operation("dense_backward-square", "dA_prev"),
        ],
        hidden=[Sight(TANH, "")],
    ),
    Fault(
        "D35",
        python=[
            Edit(
                "network",
                'cache[f"Z{layer}"] = Z',
                'cache[f"Z{layer}"] = np.maximum(Z, 0) '
                'if activation == "relu" else Z',
            )
        ],
        r=[
            Edit(
                "network",
                'cache[[sprintf("Z%d", layer)]] <- Z',
                'cache[[sprintf("Z%d", layer)]] <- '
                'if (network$activations[layer] == "relu") relu(Z) else Z',
            )
        ],
        octave=[
            Edit(
                "network/network_forward",
                'cache.(["Z" n]) = Z;',
                'cache.(["Z" n]) = merge (strcmp (network.activations{layer}, '
                '"relu"), max (Z, 0), Z);',
            )
        ],
        seen=[operation("network_forward-one_hidden", "cache.Z1")],
        hidden=[Sight(SPIRAL, "")],
    ),
)
