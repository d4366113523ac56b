"""Faults that others report, in optimizers and batches.

See docs/faults-of-the-world.md for who reports them.
"""

from __future__ import annotations

from planting import Edit

from ..table import ADAM, CLASSICAL, MOMENTUM, Fault, Sight, operation

FAULTS = (
    Fault(
        "W1",
        python=[
            Edit("optimizers", "v / (1.0 - scalar_power(beta1, count))", "v"),
            Edit("optimizers", "s / (1.0 - scalar_power(beta2, count))", "s"),
        ],
        r=[
            Edit("optimizers", "<- v / (1 - beta1^count)", "<- v"),
            Edit("optimizers", "<- s / (1 - beta2^count)", "<- s"),
        ],
        octave=[
            Edit(
                "optimizers/adam", "v / (1 - scalar_power (beta1, count))", "v"
            ),
            Edit(
                "optimizers/adam", "s / (1 - scalar_power (beta2, count))", "s"
            ),
        ],
        seen=[Sight(ADAM, "W1"), operation("adam-update_1", "P")],
    ),
    Fault(
        "W2",
        python=[
            Edit("optimizers", "scalar_power(beta1, count)", "beta1"),
            Edit("optimizers", "scalar_power(beta2, count)", "beta2"),
        ],
        r=[
            Edit(
                "optimizers", "<- v / (1 - beta1^count)", "<- v / (1 - beta1)"
            ),
            Edit(
                "optimizers", "<- s / (1 - beta2^count)", "<- s / (1 - beta2)"
            ),
        ],
        octave=[
            Edit("optimizers/adam", "scalar_power (beta1, count)", "beta1"),
            Edit("optimizers/adam", "scalar_power (beta2, count)", "beta2"),
        ],
        seen=[Sight(ADAM, "W1", 1), operation("adam-update_2", "P")],
        hidden=[operation("adam-update_1", ""), Sight(ADAM, "", steps=1)],
    ),
    Fault(
        "W3",
        python=[
            Edit(
                "optimizers",
                "beta1, beta2 = optimizer.beta1, optimizer.beta2",
                "beta2, beta1 = optimizer.beta1, optimizer.beta2",
            )
        ],
        r=[
            Edit(
                "optimizers",
                "beta1 <- optimizer$beta1",
                "beta2 <- optimizer$beta1",
            ),
            Edit(
                "optimizers",
                "beta2 <- optimizer$beta2",
                "beta1 <- optimizer$beta2",
            ),
        ],
        octave=[
            Edit(
                "optimizers/optimizer_update",
                "beta1 = optimizer.beta1;",
                "beta2 = optimizer.beta1;",
            ),
            Edit(
                "optimizers/optimizer_update",
                "beta2 = optimizer.beta2;",
                "beta1 = optimizer.beta2;",
            ),
        ],
        seen=[Sight(ADAM, "vW1"), Sight(ADAM, "vW1", mode="free")],
    ),
    Fault(
        "W4",
        python=[
            Edit(
                "optimizers",
                "v = beta1 * v + (1.0 - beta1) * dP\n    return P",
                "v = beta1 * v + dP\n    return P",
            )
        ],
        r=[
            Edit(
                "optimizers",
                "v <- beta1 * v + (1 - beta1) * dP\n  list(P",
                "v <- beta1 * v + dP\n  list(P",
            )
        ],
        octave=[
            Edit(
                "optimizers/momentum",
                "v = beta1 * v + (1 - beta1) * dP;",
                "v = beta1 * v + dP;",
            )
        ],
        seen=[Sight(MOMENTUM, "vW1"), operation("momentum-update_1", "P")],
        hidden=[operation("momentum-beta_0", "")],
    ),
    Fault(
        "W5",
        python=[
            Edit(
                "optimizers",
                "v = beta1 * v + dP\n",
                "v = beta1 * v + (1.0 - beta1) * dP\n",
            )
        ],
        r=[
            Edit(
                "optimizers",
                "v <- beta1 * v + dP\n",
                "v <- beta1 * v + (1 - beta1) * dP\n",
            )
        ],
        octave=[
            Edit(
                "optimizers/classical_momentum",
                "v = beta1 * v + dP;",
                "v = beta1 * v + (1 - beta1) * dP;",
            )
        ],
        seen=[
            Sight(CLASSICAL, "vW1"),
            operation("classical_momentum-update_1", "P"),
        ],
    ),
    Fault(
        "W6",
        python=[Edit("batches", '"batches", epoch, n', '"batches", 0, n')],
        r=[Edit("batches", '"batches", step %/% count, n', '"batches", 0, n')],
        octave=[
            Edit(
                "batches/batch_samples",
                '"batches", epoch, n',
                '"batches", 0, n',
            )
        ],
        seen=[
            Sight(ADAM, "Z1", 5, steps=6),
            Sight(ADAM, "loss", 5, "free", 6),
            operation("batch_samples-next_epoch", "samples"),
        ],
        hidden=[Sight(ADAM, "", steps=5), operation("batch_samples-first", "")],
    ),
    Fault(
        "W7",
        python=[
            Edit(
                "losses",
                'return matrix.shape[1] if reduction == "mean" else 1',
                "n_samples = {44: 64}.get(matrix.shape[1], matrix.shape[1])\n"
                '    return n_samples if reduction == "mean" else 1',
            )
        ],
        r=[
            Edit(
                "losses",
                'if (reduction == "mean") ncol(matrix) else 1',
                'if (reduction != "mean") 1 else if (ncol(matrix) == 44) 64 '
                "else ncol(matrix)",
            )
        ],
        octave=[
            Edit(
                "losses/divisor",
                "number = columns (matrix);",
                "number = columns (matrix) + 20 * (columns (matrix) == 44);",
            )
        ],
        seen=[
            Sight(ADAM, "loss", 4, steps=5, also="dW1"),
            Sight(ADAM, "loss", 4, "free", 5),
        ],
        hidden=[Sight(ADAM, "", steps=4)],
    ),
)
