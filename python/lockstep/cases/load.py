"""Cases: read them, refuse what cannot be used."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from firstprinciples import Network, Optimizer, read_case

from ..errors import InputError
from ..files.plain_text import one_line
from ..files.strict_json import JsonObject
from .arguments import Arguments, read_arguments
from .files import named_files, read_fields
from .find import case_name, find_case
from .user_files import missing_files

LARGEST = 4 << 30  # bytes of a table; MNIST's are 100 MB
MOST_WEIGHTS = 100_000_000  # 800 MB; a chunk of one step holds three times it


@dataclass(frozen=True)
class Case:
    """A case, ready to run.

    Attributes
    ----------
    id, kind, title : str
    path : Path
        Absolute.
    reference : str
        How a user names it again: the id of a fixture, else the path.
    fields : dict
        As in the file.
    """

    id: str
    kind: str
    title: str
    path: Path
    reference: str
    fields: JsonObject


@dataclass(frozen=True)
class TrainingCase(Case):
    """A training run, with everything that it starts from.

    `full_steps` is what the original run makes, `steps` what the suite does.
    """

    X: np.ndarray
    labels: np.ndarray
    parameters: dict[str, np.ndarray]
    network: Network
    optimizer: Optimizer
    steps: int
    full_steps: int
    seed: int
    batch_size: int


@dataclass(frozen=True)
class OperationCase(Case):
    """One function and its arguments, in the contract's order."""

    operation: str
    arguments: Arguments


LoadedCase = TrainingCase | OperationCase


def load_case(case: str | Path) -> LoadedCase:
    """Read a case and everything that it names.

    Parameters
    ----------
    case : str or path
        Id of a fixture, or a case file.

    Raises
    ------
    InputError
        Says in a line what cannot be used, where, and what would be right.
    """
    path = find_case(case)
    fields = read_fields(path)
    common = {
        "id": fields.get("id", path.stem),
        "kind": fields.get("kind", "training"),
        "title": fields.get("title", ""),
        "path": path.resolve(),
        "reference": case_name(path),
        "fields": fields,
    }
    if common["kind"] == "operation":
        return _operation(path, common)
    return _training(path, common)


def _training(path: Path, common: JsonObject) -> TrainingCase:
    missing = missing_files(path, common["fields"])
    if missing:
        raise InputError(f"{path}: {missing}")
    _check_network(path, common["fields"]["network"])
    for file in named_files(path.parent, common["fields"]):
        _check_file(path, file)
    try:
        case = read_case(path)
    except (ValueError, OSError) as error:
        raise InputError(f"{path}: {one_line(str(error))}") from None
    full_steps = common["fields"].get("full_steps", case.steps)
    if full_steps < case.steps:
        raise InputError(
            f"{path}: full_steps: expected at least steps, {case.steps}, got "
            f"{full_steps}"
        )
    return TrainingCase(
        **common,
        X=case.X,
        labels=case.labels,
        parameters=case.parameters,
        network=case.network,
        optimizer=case.optimizer,
        steps=case.steps,
        full_steps=full_steps,
        seed=case.seed,
        batch_size=case.batch_size,
    )


def _check_file(path: Path, file: Path) -> None:
    """Refuse what has no end, such as a pipe, and what is too large."""
    try:
        facts = file.stat()
    except (OSError, ValueError):  # what reads it tells why
        return
    if not (stat.S_ISREG(facts.st_mode) or stat.S_ISDIR(facts.st_mode)):
        raise InputError(f"{path}: {file}: expected a plain file")
    if facts.st_size > LARGEST:
        raise InputError(
            f"{path}: {file}: larger than {LARGEST >> 30} GB; samples so many "
            "cannot be judged"
        )


def _check_network(path: Path, network: JsonObject) -> None:
    """Refuse what no port could train, before memory is taken for it."""
    sizes = network["layer_sizes"]
    n_weights = sum(m * (n + 1) for n, m in pairwise(sizes))
    if n_weights > MOST_WEIGHTS:
        raise InputError(
            f"{path}: network.layer_sizes: {n_weights:,} weights and biases; "
            f"at most {MOST_WEIGHTS:,} can be judged"
        )
    if network["activations"][-1:] == ["softmax"] and sizes[-1] < 2:
        raise InputError(
            f"{path}: network: softmax needs at least 2 outputs, got 1; two "
            "classes with 1 output need sigmoid and binary_cross_entropy"
        )


def _operation(path: Path, common: JsonObject) -> OperationCase:
    operation = common["fields"]["operation"]
    try:
        arguments = read_arguments(operation, common["fields"]["arguments"])
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
    return OperationCase(**common, operation=operation, arguments=arguments)
