"""Learning-rate schedules: the rate of an epoch from the first rate."""

from __future__ import annotations

from .checks import check_choice, check_count, check_positive, check_whole
from .powers import scalar_power

SCHEDULES = ("constant", "exponential", "step", "inverse_time")


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

    Parameters
    ----------
    schedule : {"constant", "exponential", "step", "inverse_time"}
    learning_rate : float
        Of epoch 0; finite and above 0.
    decay_rate : float
        Finite and above 0; "constant" ignores it.
    decay_epochs : int
        Epochs between two drops of "step"; the others ignore it.
    epoch : int
        From 0 to 2^53 - 1; not the total number of epochs.

    Returns
    -------
    float
        As the formula gives it: 0 or Inf where doubles end.

    Raises
    ------
    ValueError
        If `schedule` is none of these words or a number is out of its range or
        not whole where it has to be.

    References
    ----------
    Ganesh, "Deep Learning from first principles", part 7 (exponential);
    CS231n, "Annealing the learning rate" (all but constant).
    """
    function = "scheduled_rate"
    check_choice(function, "schedule", schedule, SCHEDULES)
    check_positive(function, "learning_rate", learning_rate)
    check_positive(function, "decay_rate", decay_rate)
    check_count(function, "decay_epochs", decay_epochs)
    check_whole(function, "epoch", epoch)
    if schedule == "exponential":
        return float(learning_rate) * scalar_power(decay_rate, epoch)
    if schedule == "step":
        n_drops = epoch // decay_epochs
        return float(learning_rate) * scalar_power(decay_rate, n_drops)
    if schedule == "inverse_time":
        return float(learning_rate) / (1.0 + float(decay_rate) * float(epoch))
    return float(learning_rate)
