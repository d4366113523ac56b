"""Learning-rate schedules: the rate of an epoch from the first rate."""

from __future__ import annotations

from .arguments import checked
from .powers import scalar_power


@checked
def scheduled_rate(
    schedule: str,
    learning_rate: float,
    decay_rate: float,
    decay_epochs: int,
    epoch: int,
) -> float:
    """Learning rate of an epoch.

    With rate r, decay rate d and n = decay_epochs: constant, r;
    exponential, r d^epoch; step, r d^floor(epoch / n); inverse_time,
    r / (1 + d epoch).

    Source: Ganesh, "Deep Learning from first principles", part 7 (exponential);
    CS231n, "Annealing the learning rate" (all but constant).
    """
    if schedule == "exponential":
        return float(learning_rate) * scalar_power(decay_rate, epoch)
    if schedule == "step":
        n_drops = epoch // decay_epochs
        return float(learning_rate) * scalar_power(decay_rate, n_drops)
    if schedule == "inverse_time":
        return float(learning_rate) / (1.0 + float(decay_rate) * float(epoch))
    return float(learning_rate)
