"""What the page shows of every step of a training case."""

from __future__ import annotations

from ...cases.contract import result_names
from ...cases.load import TrainingCase
from ...files.strict_json import JsonObject
from ...judge.results import RunResult
from ...traces.quantities import EVERYTHING, Quantity, should_hold

ALL = EVERYTHING, True  # of a step


def steps_of(runs: list[RunResult]) -> list[JsonObject]:
    """Worst elements of each run, what is equal left out.

    Parameters
    ----------
    runs : list of RunResult
        Of one training case.

    Returns
    -------
    list of dict
        A port's replay, where nothing accumulates; its free run if there is
        no replay.  As in `Stretches`, with quantities in order of
        computation, and the first divergence.
    """
    chosen: dict[str, RunResult] = {}
    for run in runs:
        if "stretches" in run.history and not run.is_own_code:
            replays = chosen.get(run.port)
            if replays is None or run.mode == "replay":
                chosen[run.port] = run
    return [_steps(run, _beyond(run, runs)) for run in chosen.values()]


def _beyond(run: RunResult, runs: list[RunResult]) -> list[object] | None:
    """Where a port first leaves its bounds in a mode, on any level."""
    alike = [r for r in runs if (r.port, r.mode) == (run.port, run.mode)]
    places = [one.divergence for one in alike if one.divergence]
    first = min(places, key=lambda place: place.step, default=None)
    return [first.step, first.quantity] if first else None


def _steps(run: RunResult, beyond: list[object] | None) -> JsonObject:
    told = run.history["stretches"]
    names = sorted(told["worst"], key=lambda name: Quantity.parse(name).order)
    return {
        "port": run.port,
        "mode": run.mode,
        "starts": told["starts"],
        "steps": told["steps"],
        "first_bit": told["first_bit"],
        "worst": {name: _once(told["worst"][name]) for name in names},
        "beyond": beyond,
    }


def _once(worst: list[object]) -> list[object] | int:
    """Write a quantity whose bits are all equal as 0."""
    return worst if any(worst) else 0


def computed_by(steps: list[JsonObject], case: TrainingCase) -> JsonObject:
    """Name the operations that compute each quantity, and its result there."""
    names = dict.fromkeys(name for one in steps for name in one["worst"])
    beyond = (one["beyond"][1] for one in steps if one["beyond"])
    names |= {name: None for name in beyond if should_hold(name, *ALL)}
    found = {}
    for name in names:
        quantity = Quantity.parse(name)
        told = quantity.operation(case.network, case.optimizer)
        operations = told.split(" and ")
        results = result_names(operations[0])
        found[name] = [operations, _result(quantity, results)]
    return found


def _result(quantity: Quantity, results: tuple[str, ...]) -> str:
    """The result of an operation that a quantity is."""
    symbol = quantity.symbol
    if quantity.is_updated:
        symbol = symbol[0] if quantity.is_state else "P"
    return symbol if symbol in results else results[0]
