"""Write what a port is handed: a case file, and the arrays that it names.

Each case file NAME.json has a twin NAME.txt, one field a line; a port that
asks for text gets CSV beside every .npy.

A case's inputs are written once; each task adds a case file of its own, and
replay the starts of its steps.  See docs/protocol.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import numpy as np

from firstprinciples import batch_samples, network_masks

from ...cases.contract import contract
from ...cases.load import TrainingCase
from ...files.encode import (
    encode_csv,
    encode_flat,
    encode_json,
    encode_npy,
    encode_stack,
)
from ...files.strict_json import JsonObject
from ...traces.trace import Start
from ..description import PortDescription, has_batches
from ..echo import numbers_in
from ..port import Request
from .npy import create_npy, write_npy

RANDOM_STREAM = "random_stream"
MOST_EXACT = 2.0**53
MOST_TEXT = 10**6  # numbers; nobody reads more, and MNIST has 47 million


class CaseFolder:
    """The inputs of one training case for one port.

    Parameters
    ----------
    folder : Path
        Empty; it is filled.
    case : TrainingCase
    port : PortDescription
    """

    def __init__(
        self, folder: Path, case: TrainingCase, port: PortDescription
    ) -> None:
        self.folder, self.case = folder, case
        self._draws = RANDOM_STREAM in port.capabilities
        self._text = port.text
        samples = np.vstack([case.X, case.labels]).T  # n_samples x n_columns
        write_table(folder / "data", samples)
        drawn = isinstance(case.fields["weights"], dict)
        self.gives_weights = not (drawn and self._draws)
        if self.gives_weights:
            (folder / "weights").mkdir()
            for name, value in case.parameters.items():
                write_table(folder / "weights" / name, value)

    def echo(self) -> Path:
        """Ask for everything that the port reads."""
        return self._write("echo", self.case.steps, {"task": "echo"})

    def train(self, steps: int, level: int) -> Path:
        """Ask for a free run."""
        run = {"task": "train", "level": level, "first_step": 0}
        return self._write("train", steps, run)

    def replay(
        self, first_step: int, starts: Start, level: int, intermediates: bool
    ) -> Path:
        """Ask for steps that each start from given parameters."""
        name = f"replay-{first_step:07d}"
        name += "-intermediates" if intermediates else ""
        folder = self._folder(f"{name}-starts")
        for part in (starts.parameters, starts.state or {}):
            for quantity, stack in part.items():
                write_npy(folder / f"{quantity}.npy", stack)
                self._twin(folder / f"{quantity}.csv", stack)
        run = {
            "task": "replay",
            "level": level,
            "first_step": first_step,
            "starts": folder.name,
            "intermediates": intermediates,
        }
        return self._write(name, len(starts.parameters["W1"]), run)

    def _write(self, name: str, steps: int, run: JsonObject) -> Path:
        case = self.case
        first_step = run.get("first_step")
        if first_step is not None and not self._draws:
            run |= self._given(name, first_step, steps)
        fields = {
            "id": case.id,
            "kind": "training",
            "data": "data.csv",
            "weights": self._weights(),
            "network": asdict(case.network),
            "optimizer": asdict(case.optimizer),
            "steps": steps,
            "seed": case.seed,
            "batch_size": case.batch_size,
            "run": run,
        }
        return _write_json(self.folder / f"{name}.json", fields)

    def _weights(self) -> object:
        return "weights" if self.gives_weights else self.case.fields["weights"]

    def _given(self, name: str, first_step: int, steps: int) -> dict[str, str]:
        """Write batches and masks that a port need not draw."""
        case, given = self.case, {}
        if has_batches(case):
            given["batches"] = f"{name}-batches.npy"
            file = self.folder / given["batches"]
            batches = _write_batches(file, case, first_step, steps)
            self._twin(file.with_suffix(".csv"), batches)
        if case.network.keep_prob < 1 and len(case.network.layer_sizes) > 2:
            given["masks"] = f"{name}-masks"
            folder = self._folder(given["masks"])
            masks = _write_masks(folder, case, first_step, steps)
            for layer, stack in masks.items():
                self._twin(folder / f"{layer}.csv", stack)
        return given

    def _twin(self, file: Path, values: np.ndarray) -> None:
        if self._text:
            file.write_bytes(encode_stack(values))

    def _folder(self, name: str) -> Path:
        folder = self.folder / name
        folder.mkdir(exist_ok=True)  # a step may be asked for again
        return folder


def write_operations(
    folder: Path, requests: Iterable[Request], text: bool = False
) -> Path:
    """Write operation cases, each in a folder of its own, and their list."""
    ids = []
    for request in requests:
        ids.append(request.id)
        place = folder / request.id
        place.mkdir()
        _write_operation(place, request, text)
    fields = {"kind": "operations", "cases": ids}
    return _write_json(folder / "operations.json", fields)


def _write_operation(place: Path, request: Request, text: bool) -> None:
    described = contract()[request.operation]["arguments"]
    names = [entry["name"] for entry in described]
    arguments = dict(zip(names, request.arguments, strict=False))
    fields = {
        "id": request.id,
        "kind": "operation",
        "operation": request.operation,
        "arguments": _plain(arguments),
        "run": {"task": "operation", "returns": list(request.returns)},
    }
    (place / "case.json").write_bytes(encode_json(fields))
    (place / "case.txt").write_bytes(encode_flat(fields))
    for name, value in numbers_in(arguments):
        write_npy(place / f"{name}.npy", value)
        if text:
            rows = encode_stack(np.asarray(value, dtype=np.float64))
            (place / f"{name}.csv").write_bytes(rows)


def _plain(value: object) -> object:
    """Turn arguments into JSON; whole numbers without a decimal point."""
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, np.ndarray):
        return _plain(value.tolist())
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, float) and abs(value) < MOST_EXACT:
        whole = value.is_integer() and str(value) != "-0.0"
        return int(value) if whole else value
    return value


def write_table(stem: Path, values: np.ndarray) -> None:
    """Write a table as CSV and as .npy, with the same bits."""
    if values.size <= MOST_TEXT:
        stem.with_suffix(".csv").write_bytes(encode_csv(values))
    stem.with_suffix(".npy").write_bytes(encode_npy(values))


def _write_batches(
    file: Path, case: TrainingCase, first_step: int, steps: int
) -> np.ndarray:
    batches = create_npy(file, (steps, case.batch_size))
    for row in range(steps):
        samples = _batch(case, first_step + row)
        batches[row] = -1
        batches[row, : len(samples)] = samples
    return batches


def _write_masks(
    folder: Path, case: TrainingCase, first_step: int, steps: int
) -> dict[str, np.ndarray]:
    width = min(case.batch_size, case.X.shape[1])
    sizes = case.network.layer_sizes[1:-1]
    stacks = {
        f"M{layer}": create_npy(
            folder / f"M{layer}.npy", (steps, n_units, width)
        )
        for layer, n_units in enumerate(sizes, start=1)
    }
    for row in range(steps):
        step = first_step + row
        n_samples = len(_batch(case, step))
        masks = network_masks(case.network, n_samples, case.seed, step)
        for name, mask in masks.items():
            stacks[name][row, :, :n_samples] = mask
    return stacks


def _batch(case: TrainingCase, step: int) -> np.ndarray:
    n_samples = case.X.shape[1]
    if not has_batches(case):
        return np.arange(n_samples)
    return batch_samples(n_samples, case.batch_size, case.seed, step)


def _write_json(file: Path, fields: JsonObject) -> Path:
    file.write_text(json.dumps(fields, indent=2) + "\n", "utf-8")
    file.with_suffix(".txt").write_bytes(encode_flat(fields))
    return file
