"""Known mistakes of learning rates and batches: which epoch, which samples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from . import formulas as right
from .formulas import Formulas, Given, wrong
from .mistake import Mistake


def _other_samples(change: Callable[[Given], np.ndarray]) -> Formulas:
    """The samples of a batch are others."""

    def samples(given: Given) -> np.ndarray:
        if given.n_batches == 1:
            return right.samples(given)
        return np.asarray(change(given))

    return wrong(samples=samples)


def _in_order(given: Given) -> np.ndarray:
    size = given.case.batch_size
    first = given.step % given.n_batches * size
    return np.arange(first, min(first + size, given.n_samples))


def _with_rate(change: Callable[[Given], float]) -> Formulas:
    """The rate of a step is another."""
    return wrong(rate=lambda given: float(change(given)))


MISTAKES = (
    Mistake(
        "schedule-missing",
        "the learning rate does not fall",
        "the case has a schedule",
        _with_rate(lambda given: given.optimizer.learning_rate),
    ),
    Mistake(
        "schedule-by-step",
        "the schedule counts steps",
        "it counts epochs",
        _with_rate(lambda given: right.rate_of(given, given.step)),
    ),
    Mistake(
        "schedule-one-early",
        "the schedule is an epoch early",
        "the first epoch has the number 0",
        _with_rate(lambda given: right.rate_of(given, given.epoch + 1)),
    ),
    Mistake(
        "schedule-one-late",
        "the schedule is an epoch late",
        "the first epoch has the number 0",
        _with_rate(lambda given: right.rate_of(given, max(given.epoch - 1, 0))),
    ),
    Mistake(
        "schedule-compounds",
        "each epoch lowers the rate of the one before it by d^epoch",
        "r0 d^epoch, from the first rate",
        _with_rate(
            lambda given: right.rate_of(
                given, given.epoch * (given.epoch + 1) // 2
            )
        ),
    ),
    Mistake(
        "schedule-not-floored",
        "the step schedule falls in every epoch",
        "d^floor(epoch / decay_epochs)",
        _with_rate(
            lambda given: (
                given.optimizer.learning_rate
                * given.optimizer.decay_rate
                ** (given.epoch / given.optimizer.decay_epochs)
            )
        ),
    ),
    Mistake(
        "batches-in-order",
        "batches are not shuffled",
        "take the samples of run.batches",
        _other_samples(_in_order),
    ),
    Mistake(
        "batches-shuffled-once",
        "samples are shuffled in the first epoch only",
        "each epoch has its own order",
        _other_samples(
            lambda given: right.samples(
                replace(given, step=given.step % given.n_batches)
            )
        ),
    ),
    Mistake(
        "batches-ignored",
        "each step takes all samples",
        "take the samples of run.batches",
        _other_samples(lambda given: np.arange(given.n_samples)),
    ),
    Mistake(
        "batch-one-late",
        "each step takes the batch of the step before it",
        "row s of run.batches belongs to step s",
        _other_samples(
            lambda given: right.samples(
                replace(given, step=max(given.step - 1, 0))
            )
        ),
    ),
    Mistake(
        "batch-one-early",
        "each step takes the batch of the next step",
        "row s of run.batches belongs to step s",
        _other_samples(
            lambda given: right.samples(replace(given, step=given.step + 1))
        ),
    ),
)
