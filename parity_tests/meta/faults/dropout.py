"""Faults in dropout: masks, and what keep_prob means."""

from __future__ import annotations

from planting import Edit

from .table import DROPOUT, SPIRAL, Fault, Sight, operation

FAULTS = (
    Fault(
        "H4",
        python=[
            Edit(
                "network",
                "    keep_prob: float = 1.0,\n) -> Network",
                "    keep_prob: float = 0.0,\n) -> Network",
            )
        ],
        r=[
            Edit(
                "network",
                "l2_penalty = 0, keep_prob = 1)",
                "l2_penalty = 0, keep_prob = 0)",
            )
        ],
        octave=[
            Edit(
                "contract/private/operation_entry",
                "  entry = ready.(name);\n",
                "  entry = ready.(name);\n"
                '  entry.defaults(strcmp (entry.names, "keep_prob")) = 0;\n',
            )
        ],
        seen=[Sight(SPIRAL, "", message="keep_prob")],
    ),
    Fault(
        "H4b",
        python=[
            Edit(
                "network",
                "    keep_prob: float = 1.0,\n) -> Network",
                "    keep_prob: float = 0.0,\n) -> Network",
            ),
            Edit(
                "kinds",
                '    rules = contract()["ranges"][item["range"]]\n'
                "    if not is_number(value):",
                '    rules = [] if name == "keep_prob" else '
                'contract()["ranges"][item["range"]]\n'
                "    if not is_number(value):",
            ),
        ],
        r=[
            Edit(
                "network",
                "l2_penalty = 0, keep_prob = 1)",
                "l2_penalty = 0, keep_prob = 0)",
            ),
            Edit("arguments", "if (the$checks_enabled) {", "if (FALSE) {"),
        ],
        octave=[
            Edit(
                "contract/private/operation_entry",
                "  entry = ready.(name);\n",
                "  entry = ready.(name);\n"
                '  entry.defaults(strcmp (entry.names, "keep_prob")) = 0;\n',
            ),
            Edit(
                "contract/private/check_item",
                "function check_number (call, item, value)\n",
                "function check_number (call, item, value)\n"
                '  if (strcmp (item.name, "keep_prob"))\n'
                "    return;\n"
                "  endif\n",
            ),
        ],
        seen=[Sight(SPIRAL, "keep_prob", message="input keep_prob")],
    ),
    Fault(
        "D9",
        python=[
            Edit(
                "regularization",
                "(uniforms.reshape(shape) < keep_prob)",
                "(uniforms.reshape(shape) < max(keep_prob, 0.99))",
            )
        ],
        r=[
            Edit(
                "regularization",
                "uniforms < keep_prob,",
                "uniforms < max(keep_prob, 0.99),",
            )
        ],
        octave=[
            Edit(
                "regularization/dropout_mask",
                "uniforms < keep_prob,",
                "uniforms < max (keep_prob, 0.99),",
            )
        ],
        seen=[
            Sight(DROPOUT, "M1"),
            operation("dropout_mask-half", "mask"),
        ],
    ),
    Fault(
        "D10",
        python=[
            Edit(
                "network",
                "network.keep_prob, seed, layer, step",
                "network.keep_prob, seed, layer, 0",
            )
        ],
        r=[
            Edit(
                "network",
                "network$keep_prob, seed, layer, step",
                "network$keep_prob, seed, layer, 0",
            )
        ],
        octave=[
            Edit(
                "network/network_masks",
                "seed, layer, step);",
                "seed, layer, 0);",
            )
        ],
        seen=[Sight(DROPOUT, "M1", 1), Sight(DROPOUT, "loss", 1, "free")],
    ),
    Fault(
        "D10b",
        python=[
            Edit(
                "network",
                "network.keep_prob, seed, layer, step",
                "network.keep_prob, seed, 1, step",
            )
        ],
        r=[
            Edit(
                "network",
                "network$keep_prob, seed, layer, step",
                "network$keep_prob, seed, 1, step",
            )
        ],
        octave=[
            Edit(
                "network/network_masks",
                "seed, layer, step);",
                "seed, 1, step);",
            )
        ],
        seen=[
            Sight(DROPOUT, "M2"),
            operation("network_masks-ordinary", "masks.M2"),
        ],
    ),
    Fault(
        "D11",
        python=[
            Edit(
                "regularization",
                "(uniforms.reshape(shape) < keep_prob)",
                "(uniforms.reshape(shape) < min(keep_prob, uniforms.max()))",
            )
        ],
        r=[
            Edit(
                "regularization",
                "uniforms < keep_prob,",
                "uniforms < min(keep_prob, max(uniforms)),",
            )
        ],
        octave=[
            Edit(
                "regularization/dropout_mask",
                "uniforms < keep_prob,",
                "uniforms < min (keep_prob, max (uniforms)),",
            )
        ],
        seen=[operation("dropout_mask-all", "mask")],
        hidden=[operation("dropout_mask-half", ""), Sight(DROPOUT, "")],
    ),
    Fault(
        "D32",
        python=[
            Edit(
                "network",
                "output, _ = network_forward(X, parameters, network)",
                "masks = network_masks(network, X.shape[1], 0, 0)\n"
                "    output, _ = network_forward("
                "X, parameters, network, masks)",
            )
        ],
        r=[
            Edit(
                "network",
                "  network_forward(X, parameters, network)$output",
                "  masks <- network_masks(network, ncol(X), 0, 0)\n"
                "  network_forward(X, parameters, network, masks)$output",
            )
        ],
        octave=[
            Edit(
                "network/predict_probabilities",
                "  P = network_forward (X, parameters, network);",
                "  masks = network_masks (network, columns (X), 0, 0);\n"
                "  P = network_forward (X, parameters, network, masks);",
            )
        ],
        seen=[operation("predict_probabilities-dropout", "P")],
        hidden=[
            operation("predict_probabilities-square", ""),
            Sight(DROPOUT, ""),
        ],
    ),
)
