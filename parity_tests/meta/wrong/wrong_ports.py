"""Ports that hand over wrong traces, crash or hang: each must be named.

Each is the Python port with one fault; it runs in the port's own process
like any adapter.  Faults in the mathematics stand in `faults`.
"""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from faults import FAULTS
from planting import PlantedPython, PlantedReference, planted_spec

from lockstep.errors import PortFailure
from lockstep.ports.bridge.adapter import HandOver
from lockstep.ports.bridge.python import PythonAdapter
from lockstep.reference.adapter import ReferenceAdapter
from lockstep.traces.chunks import chunk_sizes, start_after
from lockstep.traces.trace import Start, Trace


class WrongPort(PlantedPython):
    """The Python port with a fault of the table in its source."""

    def __init__(self, fault: str) -> None:
        super().__init__(planted_spec("python").options["source"])
        self.plant(next(row.python for row in FAULTS if row.id == fault))


class WrongReference(PlantedReference):
    """The reference with a fault of the table in its source."""

    def __init__(self, fault: str) -> None:
        super().__init__(planted_spec("python").options["source"])
        self.plant(next(row.python for row in FAULTS if row.id == fault))


class TransposedReference(ReferenceAdapter):
    """The reference, but all that it hands over is transposed."""

    def take_up(self, *given: Any) -> tuple[Trace, float]:
        trace, seconds = super().take_up(*given)
        return _transposed(trace, 0), seconds

    def call(self, requests: list[Any]) -> list[Any]:
        return [
            replace(
                reply,
                results={n: np.transpose(v) for n, v in reply.results.items()},
            )
            for reply in super().call(requests)
        ]


class WrongLoop(ReferenceAdapter):
    """A port whose training loop is wrong: where it takes up a chunk."""

    def train(
        self, n_steps: int, chunk_steps: int, hand_over: HandOver
    ) -> None:
        first_step, start = 0, None
        for size in chunk_sizes(n_steps, chunk_steps):
            trace, seconds = self.take_up(first_step, size, start)
            hand_over(trace, seconds)
            first_step += size
            start = start_after(trace, (n for n in trace if n[0] in "Wb"))


class WrongTrace(WrongLoop):
    """The Python port with a fault in the trace that it hands over."""

    def __init__(self, fault: str) -> None:
        super().__init__()
        self._spoil = TRACE_FAULTS[fault]

    def take_up(self, first_step: int, *rest: Any) -> tuple[Trace, float]:
        trace, seconds = super().take_up(first_step, *rest)
        return self._spoil(trace, first_step), seconds

    def replay(self, first_step: int, *rest: Any) -> tuple[Trace, float]:
        trace, seconds = super().replay(first_step, *rest)
        return self._spoil(trace, first_step), seconds


class WrongLate(WrongLoop):
    """Right up to a step, from which on its loss is wrong."""

    def __init__(self, step: int) -> None:
        super().__init__()
        self._step = step

    def take_up(self, first_step: int, *rest: Any) -> tuple[Trace, float]:
        trace, seconds = super().take_up(first_step, *rest)
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

    def train(self, *rest: Any) -> None:
        os._exit(139)


class HangingPort(PythonAdapter):
    """Never answers."""

    def train(self, *rest: Any) -> None:
        time.sleep(600)
        raise AssertionError


class RaisingPort(PythonAdapter):
    """Its own program raises an error from step 7 on."""

    def train(self, *rest: Any) -> None:
        raise PortFailure("matrices do not fit")

    def replay(self, first_step: int, *rest: Any) -> tuple[Trace, float]:
        if first_step >= 7:
            raise PortFailure("matrices do not fit")
        return super().replay(first_step, *rest)


class ForgetfulLoop(WrongLoop):
    """Its training loop, and nothing else, forgets the optimizer's state."""

    def take_up(
        self, first_step: int, n_steps: int, start: Any
    ) -> tuple[Trace, float]:
        rows = []
        for step in range(first_step, first_step + n_steps):
            row, _ = super().take_up(step, 1, start)
            rows.append(row)
            after = {name: value[0] for name, value in row.items()}
            start = Start(
                {n: value for n, value in after.items() if n[0] in "Wb"},
                {n: 0.0 * v for n, v in after.items() if n[0] in "vs"},
            )
        stacked = {n: np.concatenate([r[n] for r in rows]) for n in rows[0]}
        return stacked, 0.0


class LatePort(WrongLoop):
    """What it records of a step is what was recorded of the step before."""

    def __init__(self, late: str) -> None:
        super().__init__()
        self._late = late
        self._last: Trace = {}

    def take_up(self, first_step: int, *rest: Any) -> tuple[Trace, float]:
        trace, seconds = super().take_up(first_step, *rest)
        for name, stack in trace.items():
            if name.startswith(self._late):
                last = self._last.get(name, stack[:1])
                self._last[name] = stack[-1:].copy()
                stack[1:] = stack[:-1].copy()
                stack[:1] = last
        return trace, seconds


class FrozenPort(WrongLoop):
    """Its training loop, and nothing else, stops to update at a step."""

    def __init__(self, step: int) -> None:
        super().__init__()
        self._step = step

    def take_up(
        self, first_step: int, n_steps: int, start: Start | None
    ) -> tuple[Trace, float]:
        trace, seconds = super().take_up(first_step, n_steps, start)
        row = max(self._step - first_step, 0)
        for name, stack in trace.items():
            if name == "loss" or name[0] == "d":  # of parameters that stay
                stays = stack[row : row + 1]
            elif row == 0 and start is not None:
                stays = {**start.parameters, **(start.state or {})}[name]
            else:
                stays = stack[row - 1 : row]
            stack[row:] = stays
        return trace, seconds


class PortOfOnes(WrongLoop):
    """Right up to a step, from which on every number is one."""

    def __init__(self, step: int) -> None:
        super().__init__()
        self._step = step

    def take_up(self, first_step: int, *rest: Any) -> tuple[Trace, float]:
        trace, seconds = super().take_up(first_step, *rest)
        for stack in trace.values():
            stack[max(self._step - first_step, 0) :] = 1.0
        return trace, seconds


class FasterPort(PythonAdapter):
    """Its learning rate is too large by 1e-9 of itself from a step on."""

    def __init__(self, step: int) -> None:
        super().__init__()
        training = self._port.training
        right, self._step = training.train_step, step

        def faster(
            case: Any, Y: Any, parameters: Any, state: Any, at: int
        ) -> Any:
            found = right(case, Y, parameters, state, at)
            if at < step:
                return found
            moved = {
                name: value + 1e-9 * (value - parameters[name])
                for name, value in found.parameters.items()
            }
            return found._replace(parameters=moved)

        training.train_step = faster


PICKLE = b"\x80\x05\x95"  # how the judge's begin: protocol 5, a frame


class PeekingPort(WrongLoop):
    """Computes nothing, and takes the answers of the judge's open files."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self._seconds = seconds

    def take_up(self, first_step: int, *rest: Any) -> tuple[Trace, float]:
        end = time.monotonic() + self._seconds
        while time.monotonic() < end:
            for file in Path(f"/proc/{os.getppid()}/fd").iterdir():
                found = _answers(file, first_step)
                if found:
                    return found, 0.0
            time.sleep(0.1)
        raise PortFailure("found no answers")


def _answers(file: Path, first_step: int) -> Trace:
    """A chunk of the reference's run, if that is what a file holds."""
    try:
        if "(deleted)" not in os.readlink(file):
            return {}
        with file.open("rb") as stream:
            # Bytes that are no pickle may ask for terabytes, or name modules.
            if stream.read(len(PICKLE)) != PICKLE:
                return {}
            stream.seek(0)
            first, trace, _ = pickle.load(stream)
    except (OSError, ValueError, TypeError, EOFError, pickle.PickleError):
        return {}  # gone, half written, or another pickle
    return dict(trace) if first == first_step else {}


class Regrouped(PythonAdapter):
    """Right, but takes a third of each update three times."""

    def __init__(self) -> None:
        super().__init__()
        training = self._port.training
        right = training.optimizer_update

        def regrouped(*given: Any) -> Any:
            parameters, *rest = given
            zeros = {name: 0.0 * value for name, value in parameters.items()}
            thirds = rest[3] / 3.0
            taken, state = right(zeros, *rest[:3], thirds, rest[4])
            moved = {
                name: value + (taken[name] + taken[name] + taken[name])
                for name, value in parameters.items()
            }
            return moved, state

        training.optimizer_update = regrouped


class NoisyPort(PythonAdapter):
    """Right, but rounds as badly as a sum of its length may be rounded."""

    def __init__(self) -> None:
        super().__init__()
        training = self._port.training
        right = training.network_backward
        training.network_backward = lambda *given: _noise(right(*given))


def _noise(gradients: Any) -> Any:
    seed = np.abs(gradients["dW1"]).sum().view(np.uint64) % 2**32
    stream = np.random.RandomState(seed)
    for name, value in gradients.items():
        if name[:2] in ("dW", "db"):
            moved = 2e-14 * stream.uniform(-1, 1, value.shape)
            gradients[name] = value * (1 + moved)
    return gradients


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
