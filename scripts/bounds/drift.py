"""Measure how far right ports drift, and what their updates are off by.

Every shared training case, then random networks (see `hard_networks`): the
largest distance of a port's run from the reference's own, beyond the bounds
of one step, over the envelope E(t); and whether the residuals of the run
are called systematic, which no right port's may be.  The table goes to
docs/measured-errors.md, between two marks.

    python scripts/bounds/drift.py --setting "no SIMD in NumPy" --networks 100
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hard_networks import hard_case
from permuted_ports import is_permutable
from platforms import Setting, environment, parser_of, ports_of, settings
from tables import head, put, renewed, row_of

from lockstep.bounds.training import ENVELOPE_FACTOR, scale
from lockstep.cases.find import list_cases
from lockstep.cases.load import TrainingCase, load_case
from lockstep.errors import PortFailure, PortUnavailable
from lockstep.ports.port import Port
from lockstep.ports.start import open_port
from lockstep.ports.train import TrainedChunk, free_run
from lockstep.reference.chunk import Chunk
from lockstep.reference.hidden import HiddenState
from lockstep.reference.port import ReferencePort, open_reference
from lockstep.reference.residuals import Residuals
from lockstep.reference.run import ReferenceRun
from lockstep.traces.trace import Trace

TIME_LIMIT = 300.0


@dataclass
class Seen:
    """What was seen of a port on a case."""

    case: str
    port: str
    steps: int
    matched: int  # steps before the horizon
    distance: float  # over E(t)
    quantity: str
    systematic: str


class Watched:
    """The residuals of a run, of which all is shown, or as little as may be.

    Parameters
    ----------
    reference : ReferenceRun
    hides : bool
        Whether only loss and parameters are shown.
    """

    def __init__(self, reference: ReferenceRun, hides: bool = False) -> None:
        self._reference, self._hides = reference, hides
        self._hidden: HiddenState | None = None
        self.residuals = Residuals(reference.case)

    def add(self, chunk: Chunk, own: TrainedChunk) -> None:
        """Add the port's next steps."""
        shown = own.trace
        if self._hides:
            names = ["loss", *self._reference.case.parameters]
            shown = {name: shown[name] for name in names}
        due, self._hidden = self._reference.own_steps(
            chunk, shown, own.start, self._hidden
        )
        self.residuals.add(own.first_step, due, shown)


def farthest(chunk: Chunk, trace: Trace) -> tuple[float, str]:
    """The largest distance beyond the bounds of a step, over E(t)."""
    found = (0.0, "")
    judged = chunk.is_judged
    for name, wanted in chunk.trace.items():
        beyond = np.abs(trace[name] - wanted) - chunk.replay_bounds[name]
        rows = np.maximum(beyond, 0.0).reshape(chunk.n_steps, -1).max(axis=1)
        drift = chunk.free_bounds[name] - chunk.replay_bounds[name]
        allowed = scale(drift) / ENVELOPE_FACTOR
        off = judged & (rows > 0)
        if off.any():
            with np.errstate(divide="ignore"):
                most = float((rows[off] / allowed[off]).max())
            found = max(found, (most, name))
    return found


def watch(port: Port, reference: ReferenceRun, name: str) -> Seen:
    """Let a port train, and hold it against the reference's run."""
    case = reference.case
    known = [Watched(reference), Watched(reference, hides=True)]
    seen = Seen(case.id, name, 0, 0, 0.0, "", "")
    port.open_case(case)
    for number, own in enumerate(free_run(port, case, reference.steps)):
        chunk = reference.chunk(number)
        for one in known:
            one.add(chunk, own)
        distance = farthest(chunk, own.trace)
        if distance > (seen.distance, ""):
            seen.distance, seen.quantity = distance
        seen.steps += own.n_steps
        if seen.matched == own.first_step:
            is_beyond = ~chunk.is_judged
            n_judged = is_beyond.argmax() if is_beyond.any() else own.n_steps
            seen.matched += int(n_judged)
    found = [one.residuals.finding() for one in known]
    seen.systematic = "; ".join(one.note for one in found if one)
    return seen


def watched(
    cases: Iterable[TrainingCase],
    ports: dict[str, Port],
    port: ReferencePort,
    steps: int,
) -> Iterator[Seen]:
    """Watch every port on every case; what overflows is left out."""
    for case in cases:
        port.open_case(case)
        reference = ReferenceRun(
            port, case, min(steps, case.steps), certified=False
        )
        try:
            for name, one in ports.items():
                yield watch(one, reference, name)
        except (PortFailure, PortUnavailable):
            continue
        finally:
            reference.close()


def shared_cases() -> Iterator[TrainingCase]:
    """The training cases among the fixtures."""
    for header in list_cases():
        if header.kind == "training" and not header.missing:
            case = load_case(header.path)
            assert isinstance(case, TrainingCase)
            yield case


def hard_cases(seed: int, n_networks: int) -> Iterator[TrainingCase]:
    """Random networks, from files that go when the next is asked for."""
    for number in range(n_networks):
        with TemporaryDirectory(prefix="lockstep-") as folder:
            file = hard_case(seed, number).write(Path(folder))
            case = load_case(file)
            assert isinstance(case, TrainingCase)
            yield case


def _is_permutable(case: TrainingCase) -> bool:
    return is_permutable(case.fields)


def row(setting: Setting, what: str, seen: list[Seen]) -> str:
    """A line of the table."""
    far = max(seen, key=lambda one: one.distance)
    n_false = sum(bool(one.systematic) for one in seen)
    steps = sum(one.steps for one in seen)
    matched = sum(one.matched for one in seen)
    place = f" ({far.quantity}, {far.port}, {far.case})" if far.quantity else ""
    return row_of(
        *(setting.name, what, len(seen), f"{steps:,}", f"{matched:,}"),
        *(f"{far.distance:.2g}{place}", n_false),
    )


def main() -> int:
    """Print the table, or write it; 1 if a right port is called wrong."""
    known = {setting.name: setting for setting in settings()}
    parser = parser_of(__doc__, n_networks=100)
    parser.add_argument("--setting", choices=known, nargs="*")
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows, wrong = [], 0
    for name in options.setting or ["as installed"]:
        setting = known[name]
        with ExitStack() as stack:
            reference = stack.enter_context(open_reference(TIME_LIMIT))
            with environment(setting.variables()):
                ports = {
                    spec.name: stack.enter_context(open_port(spec, TIME_LIMIT))
                    for spec in ports_of(setting)
                    if spec.name in options.ports
                }
            for what, cases in (
                ("shared cases", shared_cases()),
                ("random networks", hard_cases(options.seed, options.networks)),
            ):
                if setting.is_permuted:
                    cases = filter(_is_permutable, cases)
                given = (cases, ports, reference, options.steps)
                seen = []
                for one in watched(*given):
                    seen.append(one)
                    if one.systematic or one.distance > ENVELOPE_FACTOR:
                        print(one, flush=True)
                if not seen:
                    continue
                wrong += sum(bool(one.systematic) for one in seen)
                wrong += sum(one.distance > ENVELOPE_FACTOR for one in seen)
                rows.append(row(setting, what, seen))
                print(rows[-1], flush=True)
    if options.write:
        put("drift", table(rows, options.seed))
    return 1 if wrong else 0


def table(rows: list[str], seed: int) -> list[str]:
    """The table of some rows, and of those that were measured before."""
    return [
        head("drift.py", f"seed {seed}"),
        "",
        "| setting | cases | runs | steps | of them before the horizon "
        "| largest distance over E(t) | called systematic | measured |",
        "|---|---|---|---|---|---|---|---|",
        *renewed("drift", rows, n_keys=2),
    ]


if __name__ == "__main__":
    sys.exit(main())
