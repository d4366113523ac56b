"""Faults of the perceptron."""

from __future__ import annotations

from planting import Edit

from .table import GATE, Fault, Sight, operation

FAULTS = (
    Fault(
        "X8",
        python=[
            Edit(
                "activations",
                "(Z > 0).astype(np.float64)  # n_units",
                "(Z >= 0).astype(np.float64)  # n_units",
            )
        ],
        r=[
            Edit(
                "activations",
                'check_arguments("heaviside")\n  1 * (Z > 0)',
                'check_arguments("heaviside")\n  1 * (Z >= 0)',
            )
        ],
        octave=[
            Edit("activations/heaviside", "double (Z > 0)", "double (Z >= 0)")
        ],
        seen=[
            Sight(GATE, "A1", steps=5),
            Sight(GATE, "dW1", mode="free", steps=5),
            operation("network_forward-perceptron", "output"),
        ],
    ),
    Fault(
        "X9",
        python=[
            Edit(
                "losses",
                "losses = (heaviside(Z) - Y) * Z",
                "losses = (Y - heaviside(Z)) * Z",
            )
        ],
        r=[
            Edit(
                "losses",
                "losses <- (heaviside(Z) - Y) * Z",
                "losses <- (Y - heaviside(Z)) * Z",
            )
        ],
        octave=[
            Edit(
                "losses/perceptron_loss",
                "losses = (heaviside (Z) - Y) .* Z",
                "losses = (Y - heaviside (Z)) .* Z",
            )
        ],
        seen=[Sight(GATE, "loss", 1, steps=5)],
        hidden=[Sight(GATE, "", steps=1)],
    ),
    Fault(
        "X10",
        python=[
            Edit(
                "losses",
                "return (A - Y) / _divisor(A, reduction)",
                "return A * (A - Y) / _divisor(A, reduction)",
            )
        ],
        r=[
            Edit(
                "losses",
                "(A - Y) / divisor(A, reduction)",
                "A * (A - Y) / divisor(A, reduction)",
            )
        ],
        octave=[
            Edit(
                "losses/perceptron_loss_gradient",
                "dZ = (A - Y) / divisor",
                "dZ = A .* (A - Y) / divisor",
            )
        ],
        seen=[Sight(GATE, "dZ1", steps=5)],
    ),
)
