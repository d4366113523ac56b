"""Ask a port for the first steps of small cases, and infer its conventions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ...cases.drawn import missing_for_training, write_case
from ...cases.load import TrainingCase, load_case
from ...compare.compare import compare_bits
from ...errors import InputError, PortFailure, PortUnavailable
from ...files.strict_json import JsonObject
from ...ports.defaults import TIME_LIMIT
from ...ports.description import undeclared
from ...ports.port import Port, PortSpec
from ...ports.start import open_port
from ...ports.train import free_run
from ...traces.quantities import TRAINED
from ...traces.trace import Trace
from .conventions import BY_NAME, CONVENTIONS, OURS, choices
from .hints import hints_of_inputs

SEED, STEPS, N_SAMPLES = 5, 5, 7  # into the third epoch of two batches
CANNOT_TELL = "cannot tell"
HIDDEN = ("tanh", "sigmoid", "relu")  # the first that a port can
ALL = ("labels", "gradients", "loss", "db")  # what every step shows
ARRAYS, IN_ORDER = "order of arrays", "as in the files"
OPTIMIZERS = {
    "gradient_descent": (),
    "momentum": ("momentum",),
    "classical_momentum": ("classical momentum",),
    "rmsprop": ("RMSprop's epsilon", "RMSprop's s"),
    "adam": ("Adam's epsilon", "Adam's correction", "Adam's count"),
}


@dataclass(frozen=True)
class Row:
    """A convention: what a port does, and what is right.

    Attributes
    ----------
    name, yours, ours : str
    differs : bool
        False, too, where the probes cannot tell.
    """

    name: str
    yours: str
    ours: str
    differs: bool


@dataclass(frozen=True)
class Sheet:
    """The conventions of a port.

    Attributes
    ----------
    rows : list of Row
    failure : str
        Why the port did not train some probe; nothing if it did.
    """

    rows: list[Row]
    failure: str = ""

    @property
    def unlike(self) -> list[Row]:
        """Those in which the port differs."""
        return [row for row in self.rows if row.differs]


def infer_conventions(
    spec: PortSpec, folder: Path, time_limit: float = TIME_LIMIT
) -> Sheet:
    """Infer what a port does where makers of networks differ.

    Parameters
    ----------
    spec : PortSpec
    folder : Path
        For the probes.
    time_limit : float
        Seconds for each call of the port.

    Returns
    -------
    Sheet
        Of the conventions that the port's capabilities let it follow.

    Raises
    ------
    InputError
        If the port does not claim to train.
    PortUnavailable
        If it does not start.
    """
    _check_trains(spec)
    failure = ""
    found: dict[str, list[set[str]]] = {}
    first = Row(ARRAYS, CANNOT_TELL, IN_ORDER, False)
    with open_port(spec, time_limit) as port:
        for names, case in probes(folder, _able(spec)):
            if undeclared(spec.description, case):
                continue
            for name in names:
                found.setdefault(name, [])
            try:
                port.open_case(case, STEPS)
                first = _order_of_arrays(port, first)
                told = choices(names, case, *_first_steps(port, case))
            except (PortFailure, PortUnavailable) as error:
                failure = failure or f"{case.id}: {error}"
                continue
            for name, chosen in told.items():
                found[name].append(chosen)
    rows = [
        _row(convention.name, found[convention.name])
        for convention in CONVENTIONS
        if convention.name in found
    ]
    return Sheet([first, *rows], failure)


def _able(spec: PortSpec) -> Collection[str] | None:
    return None if spec.description is None else spec.description.capabilities


def _check_trains(spec: PortSpec) -> None:
    port = spec.description
    if port is None:
        return
    lacking = missing_for_training(port.capabilities)
    if port.level < TRAINED:
        lacking = f"level above {port.level}"
    if lacking:
        raise InputError(
            f"{port.file}: conventions are inferred from trained steps, but "
            f"the port declares no {lacking}"
        )


def _row(name: str, seen: list[set[str]]) -> Row:
    """What all probes that tell something have in common."""
    convention = BY_NAME[name]
    common = set.intersection(*seen) if seen else set()
    yours = " or ".join(convention.words(c) for c in sorted(common))
    differs = bool(common) and OURS not in common
    return Row(name, yours or CANNOT_TELL, convention.ours, differs)


def probes(
    folder: Path, able: Collection[str] | None = None
) -> list[tuple[tuple[str, ...], TrainingCase]]:
    """Small cases, each with the conventions that it shows.

    Parameters
    ----------
    folder : Path
    able : collection of str, optional
        Capabilities of the port: its activations are used; all by default.
    """
    network = _network((*HIDDEN, "softmax") if able is None else able)

    def fields(name: str, **more: JsonObject) -> JsonObject:
        return _fields(name, network | more.pop("network", {}), **more)

    wanted: list[tuple[tuple[str, ...], JsonObject]] = [
        ((*ALL, *shown), fields(name)) for name, shown in OPTIMIZERS.items()
    ]
    plain = "gradient_descent"
    penalised = ("labels", "gradients", "loss", "L2 in the loss", "L2 in dW")
    dropped = ("labels", "gradients", "dropout")
    falling = ("labels", "gradients", "schedule")
    wanted += [
        (penalised, fields(plain, network={"l2_penalty": 0.7})),
        (dropped, fields(plain, network={"keep_prob": 0.6})),
        (falling, {**fields(plain, optimizer=_FALLING), "batch_size": 4}),
    ]
    generator = np.random.default_rng(SEED)
    probes = []
    for number, (names, given) in enumerate(wanted):
        name = f"probe-{number}"
        file = write_case(folder, name, generator, given, N_SAMPLES)
        case = load_case(file)
        assert isinstance(case, TrainingCase)
        probes.append((names, case))
    return probes


_FALLING = {"schedule": "exponential", "decay_rate": 0.5}


def _network(able: Collection[str]) -> JsonObject:
    """Of what a port can: one hidden layer, and classes if it has softmax."""
    hidden = [name for name in HIDDEN if name in able][:1]
    is_binary = "sigmoid" in able and "softmax" not in able
    output, loss = (
        ("sigmoid", "binary") if is_binary else ("softmax", "categorical")
    )
    n_outputs = 1 if is_binary else 3
    return {
        "layer_sizes": [2, *(3 for _ in hidden), n_outputs],
        "activations": [*hidden, output],
        "loss": f"{loss}_cross_entropy",
    }


def _fields(
    optimizer_name: str,
    network: JsonObject,
    optimizer: JsonObject | None = None,
) -> JsonObject:
    return {
        "network": network,
        "optimizer": {
            "name": optimizer_name,
            "learning_rate": 0.1,
            "beta1": 0.8,
            "beta2": 0.7,
            "epsilon": 0.05,
            **(optimizer or {}),
        },
        "steps": STEPS,
        "seed": SEED,
    }


def _order_of_arrays(port: Port, before: Row) -> Row:
    """What the arrays of a case look like that a port hands back."""
    if before.yours != CANNOT_TELL:
        return before
    expected, actual = port.echo()
    place = compare_bits(expected, actual).divergence
    if place is None:
        return Row(ARRAYS, IN_ORDER, IN_ORDER, False)
    told = hints_of_inputs(
        actual, expected, [place.quantity, *place.also_wrong]
    )
    if not told:
        return before
    return Row(ARRAYS, "; ".join(told), IN_ORDER, True)


def _first_steps(port: Port, case: TrainingCase) -> tuple[Trace, int]:
    """The trace of a port's first steps, and how many there are."""
    (chunk,) = list(free_run(port, case, STEPS))
    wanted = {"loss", *case.parameters}
    missing = wanted - set(chunk.trace)
    if missing:
        raise PortFailure(f"no {', '.join(sorted(missing))}")
    return chunk.trace, chunk.n_steps
