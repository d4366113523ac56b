"""What an argument may be that means more than its kind says, by name."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st
from random_values import (
    BETAS,
    HIDDEN,
    KEEP,
    RATES,
    SCHEDULES,
    SEEDS,
    SIZES,
    WHOLE,
)

PURPOSES = st.sampled_from(["weights", "dropout1", "", "é", "batches"])
LAYERS = st.lists(SIZES, min_size=2, max_size=5).map(
    lambda sizes: np.array(sizes, dtype=np.float64)
)
DOMAINS: dict[str, Any] = {
    "activation": st.sampled_from(HIDDEN),
    "reduction": st.sampled_from(["mean", "sum"]),
    "schedule": st.sampled_from(SCHEDULES),
    "purpose": PURPOSES,
    "method": st.sampled_from(["zeros", "random", "he", "xavier"]),
    "distribution": st.sampled_from(["normal", "uniform"]),
    "seed": SEEDS,
    "step": WHOLE,
    "epoch": st.integers(0, 500),
    "learning_rate": RATES,
    "decay_rate": st.sampled_from([0.5, 0.9999, 1.0, 1.1]),
    "decay_epochs": st.integers(1, 9),
    "beta1": BETAS,
    "beta2": BETAS,
    "epsilon": st.sampled_from([1e-8, 1e-3, 1e-12]),
    "keep_prob": KEEP,
    "l2_penalty": st.sampled_from([0.0, 0.1, 2.5]),
    "test_share": st.sampled_from([0.3, 0.5, 1 / 3, 0.25]),
    "corrected": st.booleans(),
    "layer_sizes": LAYERS,
    "layer": st.integers(1, 30),
    "count": st.integers(1, 5000),
    "n_values": st.integers(1, 50),
}
