"""Every tolerance of the judge, with its reason; there is no other.

u is the unit roundoff of doubles.  A replayed step starts from equal bits,
so its errors are local: 64 u S, S being the magnitudes of the terms that
were summed (see `magnitudes`).  Honest ports were measured to stay within
17 u S.  A free run accumulates errors, and the problem may amplify them:
its tolerance adds the measured envelope E(t) of reference runs whose
initial weights were moved by one ULP (see `envelope`), times 30.  Between
languages, distances of at most 8 E were measured.
"""

from __future__ import annotations

from typing import Any

import numpy as np

UNIT_ROUNDOFF = 2.0**-53
REPLAY_FACTOR = 64.0
PARAMETER_FACTOR = 4.0  # one product, one difference, and their inputs
ENVELOPE_FACTOR = 30.0
ENVELOPE_FLOOR = 1e-14
HORIZON = 1e-6  # beyond it, a free run is shown and not judged

Trace = dict[str, np.ndarray]


def replay_bounds(expected: Trace, magnitudes: Trace, optimizer: Any) -> Trace:
    """Bounds on the error of each quantity of replayed steps.

    Parameters
    ----------
    expected : dict of ndarray
        The reference's quantities, the step as the first axis.
    magnitudes : dict of ndarray
        S of the same steps.
    optimizer : Optimizer

    Returns
    -------
    dict of ndarray
        A bound for each element of each quantity in `expected`.
    """
    unit = REPLAY_FACTOR * UNIT_ROUNDOFF
    bounds: Trace = {}
    for name, value in expected.items():
        if name == "loss":
            bounds[name] = unit * np.maximum(1.0, np.abs(value))
        elif name in magnitudes:
            bounds[name] = unit * magnitudes[name]
        else:
            own = PARAMETER_FACTOR * UNIT_ROUNDOFF * np.abs(value)
            update = optimizer.learning_rate * unit * magnitudes["d" + name]
            bounds[name] = own + update
    return bounds


def free_bounds(
    expected: Trace, replay: Trace, envelope: Trace
) -> tuple[Trace, Trace]:
    """Bounds on the error of each quantity of a free run.

    Parameters
    ----------
    expected : dict of ndarray
        The reference's quantities, the step as the first axis.
    replay : dict of ndarray
        From `replay_bounds`: what each step adds by itself.
    envelope : dict of ndarray
        E(t) of each quantity, relative to its largest magnitude.

    Returns
    -------
    bounds : dict of ndarray
        A bound for each element of each quantity.
    judged : dict of ndarray
        Whether a quantity can be judged at a step.
    """
    bounds, judged = {}, {}
    for name, value in expected.items():
        growth = ENVELOPE_FACTOR * envelope[name]  # n_steps
        drift = (growth + ENVELOPE_FLOOR) * scale(value)
        shape = (-1,) + (1,) * (value.ndim - 1)
        bounds[name] = replay[name] + drift.reshape(shape)
        judged[name] = growth <= HORIZON
    return bounds, judged


def scale(value: np.ndarray) -> np.ndarray:
    """Largest magnitude of a quantity at each step."""
    return np.abs(value).reshape(len(value), -1).max(axis=1, initial=0.0)
