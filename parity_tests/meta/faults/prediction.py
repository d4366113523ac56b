"""Faults in activations and in prediction."""

from __future__ import annotations

from planting import Edit

from .table import SPIRAL, TANH, Fault, Sight, operation

FAULTS = (
    Fault(
        "D2",
        python=[
            Edit(
                "network",
                "output, _ = network_forward(X, parameters, network)",
                "weights = {\n"
                '        n: a if n[0] == "W" else 0 * a\n'
                "        for n, a in parameters.items()\n    }\n"
                "    output, _ = network_forward(X, weights, network)",
            )
        ],
        r=[
            Edit(
                "network",
                "network_forward(X, parameters, network)$output",
                'network_forward(X, Map(function(a, n) a * grepl("W", n), '
                "parameters, names(parameters)), network)$output",
            )
        ],
        octave=[
            Edit(
                "network/predict_probabilities",
                "  P = network_forward (X, parameters, network);",
                "  for [a, n] = parameters\n"
                '    parameters.(n) = a * (n(1) == "W");\n'
                "  endfor\n"
                "  P = network_forward (X, parameters, network);",
            )
        ],
        seen=[
            operation("predict_labels-biases_decide", "labels"),
            operation("predict_probabilities-binary", "P"),
        ],
    ),
    Fault(
        "D2b",
        python=[Edit("network", "(P[0] > 0.5)", "(P[0] >= 0.5)")],
        r=[Edit("network", "P[1, ] > 0.5", "P[1, ] >= 0.5")],
        octave=[
            Edit("network/predict_labels", "P(1,:)' > 0.5", "P(1,:)' >= 0.5")
        ],
        seen=[operation("predict_labels-binary_tie", "labels")],
        hidden=[operation("predict_labels-binary", "")],
    ),
    Fault(
        "D30",
        python=[
            Edit(
                "activations",
                "return np.tanh(Z)",
                "return relu(Z)",
            )
        ],
        r=[Edit("activations", "tanh = tanh(Z)", "tanh = relu(Z)")],
        octave=[
            Edit(
                "activations/activation_forward",
                "A = tanh (Z);",
                "A = relu (Z);",
            )
        ],
        seen=[Sight(TANH, "A1"), Sight(TANH, "loss", mode="free")],
        hidden=[Sight(SPIRAL, "")],
    ),
    Fault(
        "D31",
        python=[
            Edit(
                "network",
                "output, _ = network_forward(X, parameters, network)",
                'hidden = ["tanh"] * (len(network.activations) - 1)\n'
                "    network = new_network(\n"
                "        network.layer_sizes,\n"
                "        [*hidden, network.activations[-1]],\n"
                "        network.loss,\n    )\n"
                "    output, _ = network_forward(X, parameters, network)",
            )
        ],
        r=[
            Edit(
                "network",
                "  network_forward(X, parameters, network)$output",
                "  hidden <- seq_len(length(network$activations) - 1)\n"
                '  network$activations[hidden] <- "tanh"\n'
                "  network_forward(X, parameters, network)$output",
            )
        ],
        octave=[
            Edit(
                "network/predict_probabilities",
                "  P = network_forward (X, parameters, network);",
                '  network.activations(1:end-1) = {"tanh"};\n'
                "  P = network_forward (X, parameters, network);",
            )
        ],
        seen=[operation("predict_probabilities-square", "P")],
        hidden=[Sight(SPIRAL, "")],
    ),
)
