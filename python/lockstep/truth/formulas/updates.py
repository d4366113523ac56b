"""Learning-rate schedules and optimizers, by their written formulas."""

from __future__ import annotations

from typing import Any

from ..arithmetic.arithmetic import Arithmetic, Numbers, power

Values = dict[str, Numbers]
STATE = {"momentum": "v", "classical_momentum": "v", "rmsprop": "s"}
STATE |= {"gradient_descent": "", "adam": "vs"}


def epoch_rate(settings: Any, epoch: int, arithmetic: Arithmetic) -> Numbers:
    """Rate of an epoch: r, r d^epoch, r d^floor(epoch/n), r/(1 + d epoch)."""
    rate = arithmetic.exact(settings.learning_rate)
    decay = arithmetic.exact(settings.decay_rate)
    if settings.schedule == "exponential":
        return rate * power(decay, epoch, arithmetic)
    if settings.schedule == "step":
        n_drops = epoch // int(settings.decay_epochs)
        return rate * power(decay, n_drops, arithmetic)
    if settings.schedule == "inverse_time":
        one = arithmetic.exact(1.0)
        return rate / (one + decay * arithmetic.exact(float(epoch)))
    return rate


class WitnessOptimizer:
    """One update of one parameter at a time.

    Parameters
    ----------
    settings : Optimizer
        name, beta1, beta2, epsilon.
    arithmetic : Arithmetic
    """

    def __init__(self, settings: Any, arithmetic: Arithmetic) -> None:
        self.settings, self.arithmetic = settings, arithmetic
        self.letters = STATE[settings.name]
        one = arithmetic.exact(1.0)
        self.one = one
        self.beta1 = arithmetic.exact(settings.beta1)
        self.beta2 = arithmetic.exact(settings.beta2)
        self.epsilon = arithmetic.exact(settings.epsilon)

    def update(
        self,
        parameters: Values,
        gradients: Values,
        state: Values,
        rate: Numbers,
        count: int,
    ) -> tuple[Values, Values]:
        """Parameters and state after update number `count`, from 1."""
        after = {
            letter + name: self._remember(
                letter, state[letter + name], gradients["d" + name]
            )
            for letter in self.letters
            for name in parameters
        }
        moved = {
            name: value
            - rate * self._direction(name, gradients["d" + name], after, count)
            for name, value in parameters.items()
        }
        return moved, after

    def _remember(self, letter: str, memory: Numbers, dP: Numbers) -> Numbers:
        """Average v or s after a gradient."""
        if letter == "s":
            return self.beta2 * memory + (self.one - self.beta2) * dP * dP
        share = self.one - self.beta1
        if self.settings.name == "classical_momentum":
            share = self.one
        return self.beta1 * memory + share * dP

    def _direction(
        self, name: str, dP: Numbers, state: Values, count: int
    ) -> Numbers:
        """What the rate is multiplied with."""
        if self.letters == "":
            return dP
        if self.letters == "v":
            return state["v" + name]
        s = state["s" + name]
        if self.letters == "s":
            return dP / (self.arithmetic.sqrt(s) + self.epsilon)
        v = state["v" + name] / self._share(self.beta1, count)
        s = s / self._share(self.beta2, count)
        return v / (self.arithmetic.sqrt(s) + self.epsilon)

    def _share(self, beta: Numbers, count: int) -> Numbers:
        """How much of an average's weight lies on gradients seen."""
        return self.one - power(beta, count, self.arithmetic)
