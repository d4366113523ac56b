"""Faults that others report, in losses and penalties.

See docs/faults-of-the-world.md for who reports them.
"""

from __future__ import annotations

from planting import Edit

from ..table import L2, SPIRAL, Fault, Sight, operation

FAULTS = (
    Fault(
        "W8",
        python=[
            Edit(
                "activations", "return softmax(Z)", "return softmax(softmax(Z))"
            )
        ],
        r=[
            Edit(
                "activations",
                "softmax = softmax(Z),",
                "softmax = softmax(softmax(Z)),",
            )
        ],
        octave=[
            Edit(
                "activations/activation_forward",
                "A = softmax (Z);",
                "A = softmax (softmax (Z));",
            )
        ],
        seen=[
            Sight(SPIRAL, "A2"),
            operation("activation_forward-softmax", "A"),
        ],
        hidden=[operation("softmax-ordinary", "")],
    ),
    Fault(
        "W9",
        python=[
            Edit(
                "losses",
                "(P - Y) / _divisor(P, reduction)\n\n\n@checked\n"
                "def perceptron_loss(",
                "(P - Y) * P * (1 - P) / _divisor(P, reduction)\n\n\n@checked\n"
                "def perceptron_loss(",
            )
        ],
        r=[
            Edit(
                "losses",
                'check_arguments("binary_cross_entropy_gradient")\n  (P - Y) /',
                'check_arguments("binary_cross_entropy_gradient")\n'
                "  (P - Y) * P * (1 - P) /",
            )
        ],
        octave=[
            Edit(
                "losses/binary_cross_entropy_gradient",
                "dZ = (P - Y) /",
                "dZ = (P - Y) .* P .* (1 - P) /",
            )
        ],
        seen=[
            Sight(L2, "dZ2"),
            operation("binary_cross_entropy_gradient-ordinary", "dZ"),
        ],
        hidden=[Sight(SPIRAL, "")],
    ),
    Fault(
        "W10",
        python=[
            Edit(
                "regularization",
                "return l2_penalty / (2 * n_samples) * squares",
                "return l2_penalty / n_samples * squares",
            )
        ],
        r=[
            Edit(
                "regularization",
                "l2_penalty / (2 * n_samples) * sum(squares)",
                "l2_penalty / n_samples * sum(squares)",
            )
        ],
        octave=[
            Edit(
                "regularization/l2_loss",
                "l2_penalty / (2 * n_samples) * squares",
                "l2_penalty / n_samples * squares",
            )
        ],
        seen=[Sight(L2, "loss"), operation("l2_loss-ordinary", "loss")],
        hidden=[operation("l2_loss-no_penalty", "")],
    ),
    Fault(
        "W11",
        python=[
            Edit(
                "network",
                'gradients[f"db{layer}"] = db\n',
                'gradients[f"db{layer}"] = _penalized(\n'
                '            db, parameters[f"b{layer}"], Y, network\n'
                "        )\n",
            )
        ],
        r=[
            Edit(
                "network",
                "<- slopes$db",
                "<- penalized(\n"
                '      slopes$db, parameters[[sprintf("b%d", layer)]],\n'
                "      Y, network\n"
                "    )",
            )
        ],
        octave=[
            Edit(
                "network/network_backward",
                '(["db" n]) = db;',
                '(["db" n]) = penalized (db, parameters.(["b" n]), Y, ...\n'
                "      network);",
            )
        ],
        seen=[Sight(L2, "db2", 1), Sight(L2, "db2", 1, "free")],
        hidden=[Sight(L2, "", steps=1)],
    ),
    Fault(
        "W12",
        python=[
            Edit(
                "network",
                "= _penalized(dW, W, Y, network)",
                "= dW",
            )
        ],
        r=[
            Edit(
                "network",
                "<- penalized(slopes$dW, W, Y, network)",
                "<- slopes$dW",
            )
        ],
        octave=[
            Edit(
                "network/network_backward",
                "= penalized (dW, W, Y, network);",
                "= dW;",
            )
        ],
        seen=[Sight(L2, "dW2"), Sight(L2, "dW2", mode="free")],
        hidden=[Sight(SPIRAL, "")],
    ),
    Fault(
        "W13",
        python=[
            Edit(
                "network",
                "return loss + l2_loss(",
                "return loss + 0.0 * l2_loss(",
            )
        ],
        r=[Edit("network", "loss + l2_loss(", "loss + 0 * l2_loss(")],
        octave=[
            Edit(
                "network/network_loss",
                "loss += l2_loss (",
                "loss += 0 * l2_loss (",
            )
        ],
        seen=[Sight(L2, "loss"), Sight(L2, "loss", mode="free")],
        hidden=[Sight(SPIRAL, "")],
    ),
)
