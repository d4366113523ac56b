"""A port held against itself: the right one holds, a wrong one does not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from firstprinciples import read_case, train_case
from lockstep.cases.load import TrainingCase
from lockstep.cli import app
from lockstep.errors import InputError, PortFailure
from lockstep.explain.selfcheck import SelfCheck, selfcheck
from lockstep.explain.selfcheck.check import SHORT
from lockstep.explain.selfcheck.findings import BROKEN, SILENT
from lockstep.ports.port import PortSpec
from lockstep.traces.trace import Trace

CASE = "spiral_shuffled-2x9x3x3_sigmoid-gd"
SPEC = PortSpec("tried", "in this process")


class Own:
    """The Python package in this process, its traces changed."""

    def __init__(self, change: Callable[[Trace, int], Trace]) -> None:
        self._change = change

    def open_case(self, case: TrainingCase, steps: int | None = None) -> None:
        """Read it."""
        self._case = read_case(case.path)

    def train(
        self, n_steps: int, chunk_steps: int
    ) -> Iterator[tuple[Trace, float]]:
        """Train it in one chunk."""
        trace = train_case(self._case, 0, n_steps)
        yield self._change(trace, n_steps), 0.0


def checked(
    change: Callable[[Trace, int], Trace], case: str | Path = CASE
) -> SelfCheck:
    port: Any = Own(change)
    return selfcheck(SPEC, port, [case])


def broken(found: SelfCheck) -> set[str]:
    return {finding.check for finding in found.broken}


def test_a_right_port_holds_all() -> None:
    found = checked(lambda trace, n_steps: trace)
    assert found.broken == []
    silent = [f.check for f in found.findings if f.verdict == SILENT]
    assert silent == []


def test_a_port_that_never_repeats_its_bits_is_not_refused() -> None:
    draw = np.random.default_rng(3)

    def last_digit(trace: Trace, n_steps: int) -> Trace:
        return {
            name: value * (1 - draw.integers(0, 2, value.shape) * 2.0**-53)
            if name in ("loss", "dW1", "db3")  # sums of many products
            else value
            for name, value in trace.items()
        }

    found = checked(last_digit)
    assert found.broken == []
    assert [f.verdict for f in found.findings if f.check == "repeated"] == [
        SILENT
    ]


@pytest.mark.parametrize("name", ["dW1", "db3", "W2", "loss"])
def test_a_small_share_breaks_the_slope(name: str) -> None:
    """Permutations cannot see it: both sides are wrong alike."""

    def off(trace: Trace, n_steps: int) -> Trace:
        if name not in trace:
            return trace  # of the convex problem, which has one layer
        if name != "W2":
            return {**trace, name: trace[name] * (1 + 1e-4)}
        return {**trace, name: trace[name] * (1 + 1e-6)}

    assert "slope" in broken(checked(off))


def test_the_gradient_that_is_wrong_is_named() -> None:
    def negated(trace: Trace, n_steps: int) -> Trace:
        return {**trace, "db1": -trace["db1"]}

    found = checked(negated)
    (slope,) = (f for f in found.broken if f.check == "slope")
    assert slope.quantity == "db1"


def test_a_port_that_stands_still_is_found() -> None:
    def frozen(trace: Trace, n_steps: int) -> Trace:
        still = {n: v.copy() for n, v in trace.items()}
        for name in ("W1", "b1"):
            still[name][4:] = still[name][min(3, n_steps - 1)]
        return still

    assert "restarted" in broken(checked(frozen))


def test_a_port_that_plans_ahead_is_found() -> None:
    def planned(trace: Trace, n_steps: int) -> Trace:
        return {**trace, "loss": trace["loss"] * (1 + n_steps * 1e-15)}

    assert "shorter run" in broken(checked(planned))


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_a_run_that_overflows_alike_is_no_contradiction(value: float) -> None:
    def overflowing(trace: Trace, n_steps: int) -> Trace:
        lost = {n: v.copy() for n, v in trace.items()}
        for stack in lost.values():
            stack[2:] = value
        return lost

    assert "shorter run" not in broken(checked(overflowing))

    def longer(trace: Trace, n_steps: int) -> Trace:
        loss = trace["loss"].copy()
        if n_steps > SHORT:
            loss[SHORT - 1] = value
        return {**trace, "loss": loss}

    assert "shorter run" in broken(checked(longer))


def test_a_single_digit_breaks_powers_of_two() -> None:
    def sized(trace: Trace, n_steps: int) -> Trace:
        is_large = abs(trace["dW1"]).max() > abs(trace["loss"]).max()
        last_bit = 2.0**-52 if is_large else 0.0
        return {**trace, "dW1": trace["dW1"] * (1 + last_bit)}

    assert "inputs scaled" in broken(checked(sized))


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("name", ["loss", "W1", "db2"])
def test_what_is_not_finite_never_holds(name: str, value: float) -> None:
    def filled(trace: Trace, n_steps: int) -> Trace:
        wrong = np.full(trace.get(name, trace["W1"]).shape, value)
        return {**trace, name: wrong}

    assert {"samples permuted", "slope"} & broken(checked(filled))


def test_a_wrong_shape_is_told_and_no_more() -> None:
    def turned(trace: Trace, n_steps: int) -> Trace:
        return {**trace, "W1": np.moveaxis(trace["W1"], 1, 2)}

    found = checked(turned)
    first = found.broken[0]
    assert (first.check, first.quantity) == ("repeated", "W1")
    assert "expected shape" in first.message


def test_an_error_of_the_port_is_a_finding() -> None:
    def raises(trace: Trace, n_steps: int) -> Trace:
        if trace["W1"].shape[2] == 2 and len(trace) < 8:
            raise PortFailure("no hidden layer?")
        return trace

    found = checked(raises)
    assert [(f.check, f.verdict) for f in found.broken] == [("descent", BROKEN)]
    assert "no hidden layer?" in found.broken[0].message


def test_operations_and_ports_that_train_nothing_are_refused() -> None:
    with pytest.raises(InputError, match="expected a training case"):
        checked(lambda trace, n_steps: trace, "softmax-ordinary")


def port_file(folder: Path, **words: object) -> Path:
    fields = {
        "name": "mine",
        "language": "Perl",
        "version": "1",
        "level": 1,
        "command": ["false"],
        "capabilities": ["*"],
    }
    (folder / "port.json").write_text(json.dumps({**fields, **words}))
    return folder / "port.json"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ({"level": 0}, 2, "from level 1 on"),
        ({}, 3, "ended with exit code 1"),
        ({"capabilities": []}, 3, "nothing could be checked"),
    ],
)
def test_what_cannot_be_checked_is_no_pass(
    tmp_path: Path, words: dict[str, object], code: int, said: str
) -> None:
    file = port_file(tmp_path, **words)
    shown = CliRunner().invoke(app, ["selfcheck", str(file)])
    told = f"{shown.output}{shown.exception}"
    assert said in told
    ended = 2 if isinstance(shown.exception, InputError) else shown.exit_code
    assert ended == code


def test_the_command_writes_what_it_shows(tmp_path: Path) -> None:
    file = tmp_path / "checks.json"
    words = ["selfcheck", "python", "--case", CASE, "--json", str(file)]
    shown = CliRunner().invoke(app, words)
    assert shown.exit_code == 0, shown.output
    written = json.loads(file.read_text())
    assert written["is_broken"] is False
    assert {f["verdict"] for f in written["findings"]} == {"holds"}
    assert "does not contradict itself" in shown.output
