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
                '"dA", dA, mask, keep_prob)\n  dA * mask / keep_prob',
                '"dA", dA, mask, keep_prob)\n  dA',
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
                "optimizers",
                'np.sqrt(s["s" + name]) + epsilon',
                'np.sqrt(s["s" + name] + epsilon)',
            ),
            Edit(
                "optimizers",
                'np.sqrt(s["s" + name] / s_share) + epsilon',
                'np.sqrt(s["s" + name] / s_share + epsilon)',
            ),
        ],
        r=[
            Edit(
                "optimizers",
                'sqrt(s[[paste0("s", name)]]) + epsilon',
                'sqrt(s[[paste0("s", name)]] + epsilon)',
            ),
            Edit(
                "optimizers",
                'sqrt(s[[paste0("s", name)]] / s_share) + epsilon',
                'sqrt(s[[paste0("s", name)]] / s_share + epsilon)',
            ),
        ],
        octave=[
            Edit(
                "optimizers/rmsprop",
                'sqrt (state.(["s" name])) + epsilon',
                'sqrt (state.(["s" name]) + epsilon)',
            ),
            Edit(
                "optimizers/adam",
                'sqrt (s.(["s" name]) / s_share) + epsilon',
                'sqrt (s.(["s" name]) / s_share + epsilon)',
            ),
        ],
        seen=[
            Sight(RMSPROP, "W1"),
            Sight(ADAM, "W1"),
            Sight(ADAM, "W1", mode="free"),
            operation("adam-tiny_gradients", "parameters.W1"),
            operation("rmsprop-tiny_gradients", "parameters.W1"),
        ],
    ),
    Fault(
        "D28",
        python=[
            Edit(
                "training",
                "step // n_batches,",
                "training_case.steps // n_batches,",
            )
        ],
        r=[
            Edit(
                "training",
                "step %/% n_batches",
                "training_case$steps %/% n_batches",
            )
        ],
        octave=[
            Edit(
                "training/private/step_rate",
                "floor (step / n_batches)",
                "floor (training_case.steps / n_batches)",
            )
        ],
        seen=[Sight(DECAY, "W1"), Sight(DECAY, "W1", mode="free")],
    ),
)
