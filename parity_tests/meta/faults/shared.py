"""Faults that every language once had: parity alone cannot show them.

Planted in one language they part like any other.  Planted in all three and in
the reference, they agree, and only an independent judge sees them.
"""

from __future__ import annotations

from planting import Edit

from .table import ADAM, DECAY, DROPOUT, RMSPROP, Fault, Sight, operation

FAULTS = (
    Fault(
        "D12",
        python=[
            Edit(
                "regularization",
                "return dA * mask / keep_prob",
                "return dA",
            )
        ],
        r=[
            Edit(
                "regularization",
                "check_arguments()\n  dA * mask / keep_prob",
                "check_arguments()\n  dA",
            )
        ],
        octave=[
            Edit(
                "regularization/dropout_backward",
                "dA = dA .* mask / keep_prob;",
                "",
            )
        ],
        seen=[
            Sight(DROPOUT, "dG2"),
            Sight(DROPOUT, "dW2", mode="free"),
            operation("dropout_backward-ordinary", "dA"),
            operation("gradient_check-l2_dropout", "difference"),
        ],
    ),
    Fault(
        "D13",
        python=[
            Edit(
                "optimizers", "(np.sqrt(s) + epsilon)", "np.sqrt(s + epsilon)"
            ),
            Edit(
                "optimizers",
                "np.sqrt(s_corrected) + epsilon",
                "np.sqrt(s_corrected + epsilon)",
            ),
        ],
        r=[
            Edit(
                "optimizers",
                "(sqrt(s) + epsilon), s = s)",
                "sqrt(s + epsilon), s = s)",
            ),
            Edit(
                "optimizers",
                "sqrt(s_corrected) + epsilon",
                "sqrt(s_corrected + epsilon)",
            ),
        ],
        octave=[
            Edit(
                "optimizers/rmsprop",
                "./ (sqrt (s) + epsilon)",
                "./ sqrt (s + epsilon)",
            ),
            Edit(
                "optimizers/adam",
                "sqrt (s_corrected) + epsilon",
                "sqrt (s_corrected + epsilon)",
            ),
        ],
        seen=[
            Sight(RMSPROP, "W1"),
            Sight(ADAM, "W1"),
            Sight(ADAM, "W1", mode="free"),
            operation("adam-tiny", "P"),
            operation("rmsprop-tiny", "P"),
        ],
    ),
    Fault(
        "D28",
        python=[
            Edit(
                "training",
                "optimizer.decay_rate,",
                "optimizer.decay_rate"
                " ** (-(-training_case.steps // n_batches) / 1000),",
            )
        ],
        r=[
            Edit(
                "training",
                "optimizer$decay_rate,",
                "optimizer$decay_rate^"
                "(ceiling(training_case$steps / n_batches) / 1000),",
            )
        ],
        octave=[
            Edit(
                "training/private/step_rate",
                "optimizer.decay_rate,",
                "optimizer.decay_rate"
                " ^ (ceil (training_case.steps / n_batches) / 1000),",
            )
        ],
        seen=[
            Sight(DECAY, "W1", step=4, steps=6),
            Sight(DECAY, "W1", step=4, mode="free", steps=6),
        ],
        hidden=[Sight(DECAY, "W1", steps=4)],  # the first epoch
    ),
)
