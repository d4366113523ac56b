"""Programs that compute one element again, to be pasted into a language.

A step is replayed whole, from the bits that the judge started it from; an
update is one call with an element of each argument.
"""

from __future__ import annotations

from dataclasses import asdict

import numpy as np

from ..bounds.training import step_rates
from ..cases.load import TrainingCase
from ..files.paths import source_path
from ..languages import LANGUAGES
from ..languages.base import Call, Replay
from ..ports.port import PortSpec
from ..traces.quantities import Quantity, gradient_of, state_names
from ..traces.trace import Start, Trace


def languages_of(spec: PortSpec) -> dict[str, str]:
    """Folders of the sources for a port's own language, and for Python.

    Parameters
    ----------
    spec : PortSpec
        A port of no known language has only Python's snippet.

    Returns
    -------
    dict of str
        By language; the reference's Python last.
    """
    folders = {
        language.name: str(
            spec.options.get("source", source_path(language.name))
        )
        for language in LANGUAGES.values()
        if language.adapter == spec.adapter
    }
    folders.pop("python", None)
    return {**folders, "python": str(source_path("python"))}


def call_snippet(language: str, folder: str, call: Call) -> str:
    """Write a program that calls an operation and prints one number.

    Parameters
    ----------
    language : str
        Its name.
    folder : str
        Of the package's sources.
    call : Call
    """
    words = LANGUAGES[language]
    return f"{words.load(folder)}\n{words.call(call)}\n"


def _replay_snippet(language: str, folder: str, replay: Replay) -> str:
    words = LANGUAGES[language]
    return f"{words.load(folder)}\n{words.replay(replay)}\n"


def step_snippets(
    spec: PortSpec,
    quantity: str,
    index: list[int],
    case: TrainingCase,
    step: int,
    start: Start,
    actual: Trace,
) -> dict[str, str]:
    """Programs that print one element of a step.

    Parameters
    ----------
    spec : PortSpec
    quantity : str
    index : list of int
        Row and column, from 0; empty for the loss.
    case : TrainingCase
    step : int
    start : Start
        Before the update, as stacks of one step.
    actual : dict of ndarray
        What the port computed: its gradients make the update.

    Returns
    -------
    dict of str
        By language: the port's own first, then Python.  The port's prints
        the port's number, Python the reference's.
    """
    folders = languages_of(spec)
    if Quantity.parse(quantity).is_updated:
        call = _update(quantity, index, case, step, start, actual)
        return {
            name: call_snippet(name, f, call) for name, f in folders.items()
        }
    replay = Replay(str(case.path), step, start, quantity, index)
    return {
        language: _replay_snippet(language, folder, replay)
        for language, folder in folders.items()
    }


def _update(
    quantity: str,
    index: list[int],
    case: TrainingCase,
    step: int,
    start: Start,
    actual: Trace,
) -> Call:
    """The update of one element alone: optimizers do not mix elements."""
    parsed = Quantity.parse(quantity)
    name, gradient = parsed.parameter, gradient_of(parsed.parameter)
    place = tuple(index)

    def element(stack: np.ndarray) -> np.ndarray:
        return np.reshape(stack[place], (1, 1))

    before = start.state or {}
    state = {n: element(before[n][0]) for n in state_names(before, name)}
    rates = step_rates(case, [step])
    arguments = {
        "parameters": {name: element(start.parameters[name][0])},
        "gradients": {gradient: element(actual[gradient])},
        "state": state,
        "optimizer": asdict(case.optimizer),
        "learning_rate": float(rates.rate.item()),
        "count": float(rates.number.item()),
    }
    part = f"{'state' if parsed.is_state else 'parameters'}.{quantity}"
    returns = ("parameters", "state")
    return Call("optimizer_update", arguments, returns, part, [0, 0])
