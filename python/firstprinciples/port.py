"""A port: do the task of a case file, leave the results in a folder.

This is the protocol of Lockstep from the side of a port; docs/protocol.md of
its repository specifies it.  Files in, files out: nothing here knows of a
judge.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, is_dataclass
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np

from .arguments import checked
from .fixtures import Case, read_case, read_npy
from .network import new_network
from .optimizers import new_optimizer, optimizer_state
from .training import Trace, replay_case, train_case

STEPS_PER_CHUNK = 1000  # memory does not grow with the number of steps


@checked
def run_port(
    case_file: str | Path, output_folder: str | Path, description: str | Path
) -> None:
    """Do the task of a case file."""
    file, folder = Path(case_file), Path(output_folder)
    fields = json.loads(file.read_text("utf-8"))
    run = fields.get("run", {})
    if fields.get("kind") == "operations":
        for name in fields["cases"]:
            _answer(file.parent / name, folder / name)
    elif run.get("task") == "echo":
        _write_all(_echo(read_case(file), fields["weights"]), folder)
    elif run.get("task") == "replay":
        _write_all(_replay(read_case(file), run, file.parent), folder)
    else:
        _train(read_case(file), folder)
    shutil.copy(description, folder / "trace.json")


@checked
def write_npy(array: Any, file: str | Path) -> None:
    """Write an array of doubles to a .npy file.

    Source: NumPy's documentation, "NPY format", version 1.0.
    """
    with Path(file).open("wb") as stream:
        np.save(stream, np.asarray(array, "<f8"), allow_pickle=False)


def _train(training_case: Case, folder: Path) -> None:
    """Train in one run; each chunk gets a folder named by its first step."""
    first_steps = count(0, STEPS_PER_CHUNK)

    def write(trace: Trace) -> None:
        chunk = folder / f"{next(first_steps):07d}"
        chunk.mkdir()
        _write_all(trace, chunk)

    train_case(training_case, chunk_steps=STEPS_PER_CHUNK, hand_over=write)


def _replay(
    training_case: Case, run: dict[str, Any], folder: Path
) -> dict[str, np.ndarray]:
    starts = folder / run["starts"]
    zeros = optimizer_state(training_case.parameters, training_case.optimizer)
    parameters, state = (
        {name: read_npy(starts / f"{name}.npy") for name in names}
        for names in (training_case.parameters, zeros)
    )
    return replay_case(
        training_case,
        run["first_step"],
        parameters,
        state,
        run["intermediates"],
    )


def _echo(training_case: Case, weights: Any) -> dict[str, Any]:
    """Everything that was read; drawn weights were not."""
    numbers = {
        **asdict(training_case.network),
        **asdict(training_case.optimizer),
        "steps": training_case.steps,
        "seed": training_case.seed,
        "batch_size": training_case.batch_size,
    }
    words = ("activations", "loss", "reduction", "name", "schedule")
    return {
        "X": training_case.X,
        "labels": training_case.labels,
        **(training_case.parameters if isinstance(weights, str) else {}),
        **{name: n for name, n in numbers.items() if name not in words},
    }


def _answer(asked: Path, answered: Path) -> None:
    """Call one operation; an error of it becomes a file, too."""
    answered.mkdir()
    fields = json.loads((asked / "case.json").read_text("utf-8"))
    try:
        results = _call(asked, fields)
    except Exception as error:
        (answered / "error.txt").write_text(str(error), "utf-8")
        return
    _write_all(results, answered)


def _call(asked: Path, fields: dict[str, Any]) -> dict[str, Any]:
    import firstprinciples

    arguments = [
        _argument(asked, name, value)
        for name, value in fields["arguments"].items()
    ]
    value = getattr(firstprinciples, fields["operation"])(*arguments)
    names = fields["run"]["returns"]
    values = value if len(names) > 1 else (value,)
    return dict(zip(names, values, strict=True))


def _argument(asked: Path, name: str, value: Any) -> Any:
    """An argument: numbers from their file, the rest as the case has it."""
    file = asked / f"{name}.npy"
    if file.exists():
        array = read_npy(file)
        return array if array.ndim else float(array)
    if isinstance(value, dict) and "layer_sizes" in value:
        return new_network(**value)
    if isinstance(value, dict) and "learning_rate" in value:
        return new_optimizer(**value)
    if isinstance(value, dict):
        return {
            key: _argument(asked, f"{name}.{key}", item)
            for key, item in value.items()
        }
    return value


def _write_all(values: dict[str, Any], folder: Path, prefix: str = "") -> None:
    """Write every array among nested values, by its dotted name."""
    for name, value in values.items():
        record = asdict(value) if is_dataclass(value) else value  # type: ignore[arg-type]
        if isinstance(record, dict):
            _write_all(record, folder, f"{prefix}{name}.")
        else:
            write_npy(record, folder / f"{prefix}{name}.npy")
