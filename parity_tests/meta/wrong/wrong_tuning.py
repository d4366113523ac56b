"""Ports whose search of hyper-parameters is wrong on purpose."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np

from lockstep.ports.bridge.python import PythonAdapter


class WrongTuning(PythonAdapter):
    """The Python port with a fault in its tuning."""

    def __init__(self, fault: str) -> None:
        super().__init__()
        FAULTS[fault](self._port)


def patch(module: ModuleType, name: str, wrap: Callable[..., Any]) -> None:
    """Replace a function in every module that imported it."""
    wrong = wrap(getattr(module, name))
    package = module.__name__.split(".")[0]
    for key, loaded in list(sys.modules.items()):
        if key.split(".")[0] == package and getattr(loaded, name, None):
            setattr(loaded, name, wrong)


def _linear_for_log(port: ModuleType) -> None:
    def wrap(right: Callable[..., float]) -> Callable[..., float]:
        return lambda scale, value: right("linear", value)

    for name in ("_place", "_value"):
        patch(port.search_space, name, wrap)


def _log_of_beta(port: ModuleType) -> None:
    """Take the logarithm of beta where that of 1 - beta is meant."""

    def wrap(right: Callable[..., float]) -> Callable[..., float]:
        return lambda scale, value: right(
            "log" if scale == "log_one_minus" else scale, value
        )

    for name in ("_place", "_value"):
        patch(port.search_space, name, wrap)


def _never_narrowed(port: ModuleType) -> None:
    patch(port.tuning, "narrow_space", lambda right: lambda space, *_: space)


def _narrowed_beyond_the_ends(port: ModuleType) -> None:
    def wrap(right: Callable[..., Any]) -> Callable[..., Any]:
        def wrong(range_: Any, centre: Any, factor: float) -> Any:
            if range_["scale"] == "choice":
                return range_
            return right({**range_, "low": 0.5 * centre}, centre, factor)

        return wrong

    patch(port.search_space, "narrow", wrap)


def _narrowed_about_the_first(port: ModuleType) -> None:
    """Narrow about the first trial of all, not about the best."""

    def wrap(right: Callable[..., Any]) -> Callable[..., Any]:
        return lambda space, trial, factor: right(
            space,
            port.search_space.one_trial(port.tuning_trials(space, 1, 1, 0), 0),
            factor,
        )

    patch(port.tuning, "narrow_space", wrap)


def _scored_on_training_data(port: ModuleType) -> None:
    def wrap(right: Callable[..., float]) -> Callable[..., float]:
        def wrong(data: Any, *rest: Any) -> float:
            seen = data._replace(
                X_validation=data.X, labels_validation=data.labels
            )
            return right(seen, *rest)

        return wrong

    patch(port.tuning, "_score", wrap)


def _penalty_in_the_score(port: ModuleType) -> None:
    patch(port.tuning, "replace", lambda right: _without_penalty_reset)


def _without_penalty_reset(record: Any, **changes: Any) -> Any:
    from dataclasses import replace

    if changes.get("l2_penalty") == 0.0:
        del changes["l2_penalty"]
    return replace(record, **changes)


def _last_of_equals(port: ModuleType) -> None:
    def wrap(right: Callable[..., bool]) -> Callable[..., bool]:
        def wrong(found: Any, best: Any, criterion: str) -> bool:
            tie = best is not None and found.score == best.score
            return tie or right(found, best, criterion)

        return wrong

    patch(port.tuning, "_is_better", wrap)


def _overflow_wins(port: ModuleType) -> None:
    def wrap(right: Callable[..., bool]) -> Callable[..., bool]:
        def wrong(found: Any, best: Any, criterion: str) -> bool:
            if best is None:
                return True
            return not found.score >= best.score

        return wrong

    patch(port.tuning, "_is_better", wrap)


def _own_random_state(port: ModuleType) -> None:
    """Draw from the caller's generator instead of the shared stream."""

    def wrong(seed: int, purpose: str, step: int, n: int) -> np.ndarray:
        return np.random.default_rng().random(int(n))

    port.tuning.random_uniforms = wrong


def _one_stream_for_all(port: ModuleType) -> None:
    """Let all hyper-parameters share their uniforms."""
    right = port.random_stream.random_uniforms

    def wrong(seed: int, purpose: str, step: int, n: int) -> np.ndarray:
        return right(seed, "tuning", step, n)

    port.tuning.random_uniforms = wrong


def _same_trials_each_round(port: ModuleType) -> None:
    right = port.random_stream.random_uniforms

    def wrong(seed: int, purpose: str, step: int, n: int) -> np.ndarray:
        return right(seed, purpose, 0, n)

    port.tuning.random_uniforms = wrong


FAULTS: dict[str, Callable[[ModuleType], None]] = {
    "log scale forgotten": _linear_for_log,
    "log of beta": _log_of_beta,
    "space not narrowed": _never_narrowed,
    "narrowed beyond the ends": _narrowed_beyond_the_ends,
    "narrowed about the first trial": _narrowed_about_the_first,
    "scored on training data": _scored_on_training_data,
    "penalty in the score": _penalty_in_the_score,
    "last of equal scores": _last_of_equals,
    "overflow wins": _overflow_wins,
    "caller's random state": _own_random_state,
    "one stream for all": _one_stream_for_all,
    "same trials each round": _same_trials_each_round,
}
