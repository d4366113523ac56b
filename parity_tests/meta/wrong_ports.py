"""Ports that are wrong on purpose: the judge must catch and name each.

Each is the Python port with one fault.  `WrongPort` runs in the port's own
process like any adapter.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np

from lockstep.ports.base import PortFailure, Start, Trace
from lockstep.ports.python import PythonAdapter

Faults = dict[str, Callable[[ModuleType], None]]


class WrongPort(PythonAdapter):
    """The Python port with a fault in its mathematics."""

    def __init__(self, fault: str) -> None:
        super().__init__()
        FAULTS[fault](self._port)


class WrongTrace(PythonAdapter):
    """The Python port with a fault in the trace that it hands over."""

    def __init__(self, fault: str) -> None:
        super().__init__()
        self._spoil = TRACE_FAULTS[fault]

    def train(self, first_step: int, *rest: Any) -> tuple[Trace, float]:
        trace, seconds = super().train(first_step, *rest)
        return self._spoil(trace, first_step), seconds

    def replay(self, first_step: int, *rest: Any) -> tuple[Trace, float]:
        trace, seconds = super().replay(first_step, *rest)
        return self._spoil(trace, first_step), seconds


class WrongLate(PythonAdapter):
    """Right up to a step, from which on its loss is wrong."""

    def __init__(self, step: int) -> None:
        super().__init__()
        self._step = step

    def train(self, first_step: int, *rest: Any) -> tuple[Trace, float]:
        trace, seconds = super().train(first_step, *rest)
        return self._spoiled(trace, first_step), seconds

    def replay(self, first_step: int, *rest: Any) -> tuple[Trace, float]:
        trace, seconds = super().replay(first_step, *rest)
        return self._spoiled(trace, first_step), seconds

    def _spoiled(self, trace: Trace, first_step: int) -> Trace:
        loss = trace["loss"].copy()
        loss[max(self._step - first_step, 0) :] += 1e-6
        return {**trace, "loss": loss}


class CrashingPort(PythonAdapter):
    """Dies in the middle of training."""

    def train(self, *rest: Any) -> tuple[Trace, float]:
        os._exit(139)


class HangingPort(PythonAdapter):
    """Never answers."""

    def train(self, *rest: Any) -> tuple[Trace, float]:
        time.sleep(600)
        raise AssertionError


class RaisingPort(PythonAdapter):
    """Its own program raises an error from step 7 on."""

    def train(self, first_step: int, *rest: Any) -> tuple[Trace, float]:
        raise PortFailure("matrices do not fit")

    def replay(self, first_step: int, *rest: Any) -> tuple[Trace, float]:
        if first_step >= 7:
            raise PortFailure("matrices do not fit")
        return super().replay(first_step, *rest)


class ForgetfulLoop(PythonAdapter):
    """Its training loop, and nothing else, forgets the optimizer's state."""

    def train(
        self, first_step: int, n_steps: int, start: Any
    ) -> tuple[Trace, float]:
        rows = []
        for step in range(first_step, first_step + n_steps):
            row, _ = super().train(step, 1, start)
            rows.append(row)
            after = {name: value[0] for name, value in row.items()}
            start = Start(
                {n: value for n, value in after.items() if n[0] in "Wb"},
                {n: 0.0 * v for n, v in after.items() if n[0] in "vs"},
            )
        stacked = {n: np.concatenate([r[n] for r in rows]) for n in rows[0]}
        return stacked, 0.0


class NoisyPort(PythonAdapter):
    """Right, but rounds as badly as a sum of its length may be rounded."""

    def __init__(self) -> None:
        super().__init__()
        _wrap_backward(self._port, _noise)


def _noise(gradients: Any, Y: Any) -> None:
    seed = np.abs(gradients["dW1"]).sum().view(np.uint64) % 2**32
    stream = np.random.RandomState(seed)
    for name, value in gradients.items():
        if name[:2] in ("dW", "db"):
            moved = 2e-14 * stream.uniform(-1, 1, value.shape)
            gradients[name] = value * (1 + moved)


def patch(module: ModuleType, name: str, wrap: Callable[..., Any]) -> None:
    """Replace a function in every module that imported it."""
    right = getattr(module, name)
    wrong = wrap(right)
    package = module.__name__.split(".")[0]
    for key, loaded in list(sys.modules.items()):
        if key.split(".")[0] == package and getattr(loaded, name, None):
            setattr(loaded, name, wrong)


def _wrap_backward(port: ModuleType, change: Callable[..., None]) -> None:
    """Change the gradients that the backward pass returns."""

    def wrap(right: Callable[..., Any]) -> Callable[..., Any]:
        def wrong(Y: Any, parameters: Any, cache: Any, network: Any) -> Any:
            gradients = right(Y, parameters, cache, network)
            change(gradients, Y)
            return gradients

        return wrong

    patch(port.network, "network_backward", wrap)


def _scalar_hidden_bias(gradients: Any, Y: Any) -> None:
    gradients["db1"] = np.full_like(gradients["db1"], gradients["dZ1"].sum())


def _output_bias_not_divided(gradients: Any, Y: Any) -> None:
    last = f"db{max(int(n[2:]) for n in gradients if n.startswith('dW'))}"
    gradients[last] = gradients[last] * Y.shape[1]


def _last_layer_forgotten(port: ModuleType) -> None:
    def wrap(right: Callable[..., Any]) -> Callable[..., Any]:
        def wrong(parameters: Any, *rest: Any) -> Any:
            once, state = right(parameters, *rest)
            twice, _ = right(once, *rest)
            last = len(parameters) // 2
            for name in (f"W{last}", f"b{last}"):
                twice[name] = parameters[name]
            return twice, state

        return wrong

    patch(port.optimizers, "optimizer_update", wrap)


def _one_hot_from_counts(port: ModuleType) -> None:
    """Right only for sorted samples; the loss does not show it."""

    def wrap(right: Callable[..., Any]) -> Callable[..., Any]:
        def wrong(Y: Any, parameters: Any, cache: Any, network: Any) -> Any:
            by_class = Y[:, np.argsort(Y.argmax(axis=0), kind="stable")]
            return right(by_class, parameters, cache, network)

        return wrong

    patch(port.network, "network_backward", wrap)


def _softmax_without_shift(port: ModuleType) -> None:
    def wrap(right: Callable[..., Any]) -> Callable[..., Any]:
        def wrong(Z: Any) -> Any:
            with np.errstate(over="ignore", invalid="ignore"):
                E = np.exp(Z)
                return E / E.sum(axis=0, keepdims=True)

        return wrong

    patch(port.activations, "softmax", wrap)


def _single_precision(port: ModuleType) -> None:
    def wrap(right: Callable[..., Any]) -> Callable[..., Any]:
        def wrong(A_prev: Any, W: Any, b: Any) -> Any:
            return right(A_prev, W.astype(np.float32).astype(float), b)

        return wrong

    patch(port.layers, "dense_forward", wrap)


def _relu_derivative_at_zero(port: ModuleType) -> None:
    def wrap(right: Callable[..., Any]) -> Callable[..., Any]:
        return lambda Z: (Z >= 0).astype(float)

    patch(port.activations, "relu_derivative", wrap)


def _axis_of_bias(port: ModuleType) -> None:
    def wrap(right: Callable[..., Any]) -> Callable[..., Any]:
        def wrong(dZ: Any, A_prev: Any) -> Any:
            dW, db = right(dZ, A_prev)
            return dW, np.full_like(db, db.sum())

        return wrong

    patch(port.layers, "dense_gradients", wrap)


def _smallest_fault(port: ModuleType) -> None:
    def wrap(right: Callable[..., Any]) -> Callable[..., Any]:
        def wrong(dZ: Any, A_prev: Any) -> Any:
            dW, db = right(dZ, A_prev)
            return dW * (1 + 1e-10), db

        return wrong

    patch(port.layers, "dense_gradients", wrap)


def _one_mask_for_all_steps(port: ModuleType) -> None:
    """D10: the seed is set inside the loop over layers and steps."""

    def wrap(right: Callable[..., Any]) -> Callable[..., Any]:
        def wrong(network: Any, n: int, seed: int, step: int) -> Any:
            return right(network, n, seed, 0)

        return wrong

    patch(port.network, "network_masks", wrap)


def _mask_skipped_going_back(port: ModuleType) -> None:
    """D12: the backward pass forgets the dropout mask."""

    def wrap(right: Callable[..., Any]) -> Callable[..., Any]:
        return lambda dA, mask, keep_prob: dA

    patch(port.regularization, "dropout_backward", wrap)


def _keeps_too_many(port: ModuleType) -> None:
    """D9: dropout that is not Bernoulli."""

    def wrap(right: Callable[..., Any]) -> Callable[..., Any]:
        def wrong(n_units: int, n: int, keep: float, *rest: Any) -> Any:
            return right(n_units, n, max(keep, 0.99), *rest)

        return wrong

    patch(port.regularization, "dropout_mask", wrap)


def _remainder_lost(port: ModuleType) -> None:
    """D22: the last, smaller batch of an epoch is never used."""

    def wrap(right: Callable[..., Any]) -> Callable[..., Any]:
        def wrong(n_samples: int, size: int, seed: int, step: int) -> Any:
            n_full = n_samples // size
            if step % (n_full + 1) == n_full:
                step -= 1
            return right(n_samples, size, seed, step)

        return wrong

    patch(port.batches, "batch_samples", wrap)


def _state_lost(port: ModuleType) -> None:
    """D26: the optimizer forgets its state between steps."""

    def wrap(right: Callable[..., Any]) -> Callable[..., Any]:
        def wrong(
            parameters: Any, gradients: Any, state: Any, *rest: Any
        ) -> Any:
            forgotten = {name: 0.0 * value for name, value in state.items()}
            return right(parameters, gradients, forgotten, *rest)

        return wrong

    patch(port.optimizers, "optimizer_update", wrap)


def _epsilon_inside_the_root(port: ModuleType) -> None:
    """D13: sqrt(s + epsilon) where sqrt(s) + epsilon is meant."""

    def wrap(right: Callable[..., Any]) -> Callable[..., Any]:
        def wrong(P: Any, G: Any, state: Any, rate: float, *rest: Any) -> Any:
            beta2, epsilon = rest
            _, s = right(P, G, state, rate, beta2, epsilon)
            moved = {
                name: value
                - rate * G["d" + name] / np.sqrt(s["s" + name] + epsilon)
                for name, value in P.items()
            }
            return moved, s

        return wrong

    patch(port.optimizers, "rmsprop", wrap)


def _decay_by_step(port: ModuleType) -> None:
    """D28: the rate decays with something else than the epoch."""

    def wrap(right: Callable[..., Any]) -> Callable[..., Any]:
        def wrong(*arguments: Any) -> float:
            return right(*arguments[:-1], arguments[-1] + 5)

        return wrong

    patch(port.schedules, "scheduled_rate", wrap)


def _penalty_of_features(port: ModuleType) -> None:
    """D1: divided by the number of features instead of samples."""

    def wrap(right: Callable[..., Any]) -> Callable[..., Any]:
        def wrong(W: Any, penalty: float, n_samples: int) -> Any:
            return right(W, penalty, W.shape[1])

        return wrong

    patch(port.regularization, "l2_gradient", wrap)


def _one_layer_not_scaled(port: ModuleType) -> None:
    """D15: the first layer's weights keep the variance of the draws."""

    def wrap(right: Callable[..., Any]) -> Callable[..., Any]:
        def wrong(*sizes: Any, **rest: Any) -> Any:
            parameters = right(*sizes, **rest)
            return {**parameters, "W1": 10.0 * parameters["W1"]}

        return wrong

    patch(port.initializers, "initialize_parameters", wrap)


def _step_at_zero(port: ModuleType) -> None:
    """The step function answers 1 at a score of exactly 0."""

    def wrap(right: Callable[..., Any]) -> Callable[..., Any]:
        return lambda Z: (Z >= 0).astype(float)

    patch(port.activations, "heaviside", wrap)


def _perceptron_sign(port: ModuleType) -> None:
    def wrap(right: Callable[..., Any]) -> Callable[..., Any]:
        return lambda Z, Y, reduction: -right(Z, Y, reduction)

    patch(port.losses, "perceptron_loss", wrap)


def _false_alarms_only(port: ModuleType) -> None:
    """A gradient of another loss: only answers of 1 are corrected."""

    def wrap(right: Callable[..., Any]) -> Callable[..., Any]:
        return lambda A, Y, reduction: A * right(A, Y, reduction)

    patch(port.losses, "perceptron_loss_gradient", wrap)


def _inputs_of_15_digits(port: ModuleType) -> None:
    """A reader that keeps 15 digits, as R's and Octave's own writers do."""

    def wrap(right: Callable[..., Any]) -> Callable[..., Any]:
        def wrong(function: str, file: Any) -> Any:
            matrix = right(function, file)
            short = [float(f"{value:.15g}") for value in matrix.flat]
            return np.reshape(short, matrix.shape)

        return wrong

    patch(port.fixtures, "_read_table", wrap)


def _log_of_a_little_more(port: ModuleType) -> None:
    """log(S + 1e-15): a stray guard against the logarithm of 0."""

    def wrong(Z: Any) -> Any:
        largest = Z.max(axis=0, keepdims=True)
        total = np.exp(Z - largest).sum(axis=0, keepdims=True)
        return largest + np.log(total + 1e-15)

    patch(port.activations, "log_sum_exp", lambda right: wrong)


FAULTS: Faults = {
    "inputs of 15 digits": _inputs_of_15_digits,
    "log of a sum plus 1e-15": _log_of_a_little_more,
    "step is 1 at 0": _step_at_zero,
    "perceptron loss negative": _perceptron_sign,
    "perceptron corrects false alarms only": _false_alarms_only,
    "D1: penalty over features": _penalty_of_features,
    "D9: keeps too many units": _keeps_too_many,
    "D10: one mask for all steps": _one_mask_for_all_steps,
    "D12: no mask going back": _mask_skipped_going_back,
    "D13: epsilon inside the root": _epsilon_inside_the_root,
    "D15: one layer not scaled": _one_layer_not_scaled,
    "D22: remainder lost": _remainder_lost,
    "D26: state lost": _state_lost,
    "D28: decay by another count": _decay_by_step,
    "hidden bias gradient is one number": lambda port: _wrap_backward(
        port, _scalar_hidden_bias
    ),
    "output bias gradient not divided": lambda port: _wrap_backward(
        port, _output_bias_not_divided
    ),
    "last layer never updated": _last_layer_forgotten,
    "one-hot from class counts": _one_hot_from_counts,
    "softmax without the shift": _softmax_without_shift,
    "single precision": _single_precision,
    "relu derivative 1 at 0": _relu_derivative_at_zero,
    "bias gradient over both axes": _axis_of_bias,
    "relative fault of 1e-10": _smallest_fault,
}


def _one_step_too_many(trace: Trace, first_step: int) -> Trace:
    return {n: np.concatenate([a, a[-1:]]) for n, a in trace.items()}


def _one_step_short(trace: Trace, first_step: int) -> Trace:
    return {name: array[:-1] for name, array in trace.items()}


def _one_step_late(trace: Trace, first_step: int) -> Trace:
    return {n: np.concatenate([a[:1], a[:-1]]) for n, a in trace.items()}


def _transposed(trace: Trace, first_step: int) -> Trace:
    return {**trace, "W1": trace["W1"].swapaxes(1, 2)}


def _missing(trace: Trace, first_step: int) -> Trace:
    return {name: a for name, a in trace.items() if name != "db2"}


def _stale_bias(trace: Trace, first_step: int) -> Trace:
    b2 = trace["b2"].copy()
    stale = max(100 - first_step, 0)
    b2[stale:] = b2[max(stale - 1, 0)]
    return {**trace, "b2": b2}


def _nan_from_step_150(trace: Trace, first_step: int) -> Trace:
    loss = trace["loss"].copy()
    loss[max(150 - first_step, 0) :] = np.nan
    return {**trace, "loss": loss}


def _infinite(trace: Trace, first_step: int) -> Trace:
    return {**trace, "dW1": trace["dW1"] + np.inf}


TRACE_FAULTS: dict[str, Callable[[Trace, int], Trace]] = {
    "one step too many": _one_step_too_many,
    "one step short": _one_step_short,
    "one step late": _one_step_late,
    "transposed weights": _transposed,
    "missing quantity": _missing,
    "stale bias from step 100": _stale_bias,
    "NaN from step 150": _nan_from_step_150,
    "infinite gradient": _infinite,
}
