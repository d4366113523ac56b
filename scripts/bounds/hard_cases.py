"""Judge right ports on random networks: none may be refused.

Each step of a port's own training is made again by the reference from the
port's own parameters, and must agree within the bounds of one step.  Kinds
of networks take turns: see `hard_networks`.  What is done is kept in a
file, a line for each network, so that a run that was ended goes on.

    python scripts/bounds/hard_cases.py --seed 1 --networks 10000
    python scripts/bounds/hard_cases.py --setting "kernel Nehalem"
    python scripts/bounds/hard_cases.py --seed 1 --only 37
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hard_networks import Hard, hard_case
from permuted_ports import is_permutable
from platforms import Setting, environment, parser_of, ports_of, settings
from rich.console import Console

from lockstep.cases.load import TrainingCase, load_case
from lockstep.compare.compare import compare
from lockstep.compare.findings import Comparison
from lockstep.compare.settle import settled
from lockstep.console.progress import shown
from lockstep.errors import PortFailure, PortUnavailable
from lockstep.files.paths import repository_root
from lockstep.ports.port import Port
from lockstep.ports.start import open_port
from lockstep.ports.train import TrainedChunk, free_run
from lockstep.reference.port import (
    ReferencePort,
    open_reference,
    train_in_chunks,
)
from lockstep.reference.steps import ReferenceSteps
from lockstep.traces.chunks import starts_of

TIME_LIMIT = 300.0
RIGHT, OVERFLOWS, REFUSED, FAILED = "right", "overflows", "refused", "failed"
PREFIX = "hard-cases-"  # of the files in build/


@dataclass
class Outcome:
    """What came of a port on a network."""

    number: int
    kind: str
    port: str
    verdict: str
    steps: int = 0
    values: int = 0
    share: float = 0.0  # largest error over its bound, of those computed
    where: str = ""
    message: str = ""


class Bench:
    """Ports and a reference that judge one network after the other.

    Parameters
    ----------
    ports : dict of Port
    reference : ReferencePort
    share : float
        The largest error over its bound so far; full bounds are computed
        only of steps that may come nearer.
    """

    def __init__(
        self, ports: dict[str, Port], reference: ReferencePort, share: float
    ) -> None:
        self._ports, self._reference = ports, reference
        self._share = share

    def judge(self, number: int, hard: Hard, file: Path) -> Iterator[Outcome]:
        """Let each port train, and make each of its steps again."""
        case = load_case(file)
        assert isinstance(case, TrainingCase)
        self._reference.open_case(case)
        steps = ReferenceSteps(self._reference, case)
        for name, port in self._ports.items():
            outcome = Outcome(number, hard.kind, name, RIGHT)
            self._judge(port, steps, case, outcome)
            if outcome.verdict != RIGHT and self._overflows(case):
                outcome.verdict, outcome.message = OVERFLOWS, ""
            self._share = max(self._share, outcome.share)
            yield outcome

    def _overflows(self, case: TrainingCase) -> bool:
        """Whether training ends in what is no number: nothing to judge."""
        try:
            for chunk in train_in_chunks(self._reference, case, case.steps):
                values = chunk.trace.values()
                if not all(np.isfinite(value).all() for value in values):
                    return True
        except PortFailure:
            return True
        return False

    def _judge(
        self,
        port: Port,
        reference: ReferenceSteps,
        case: TrainingCase,
        outcome: Outcome,
    ) -> None:
        seen = Comparison()
        try:
            port.open_case(case)
            for own in free_run(port, case, case.steps):
                seen += _own_steps(reference, own, self._share)
                if seen.divergence is not None:
                    outcome.verdict = REFUSED
                    outcome.message = seen.divergence.message
                    break
                outcome.steps += own.n_steps
        except (PortFailure, PortUnavailable) as error:
            outcome.verdict, outcome.message = FAILED, str(error)
        outcome.values = seen.values
        for quantity, worst in seen.errors.items():
            if worst.fraction > outcome.share:
                outcome.share, outcome.where = worst.fraction, quantity


def _own_steps(
    reference: ReferenceSteps, own: TrainedChunk, share: float
) -> Comparison:
    """Hold each step of a port against the port's own step before it."""
    first_step, starts = own.first_step, starts_of(own.trace, own.start)
    computed, bounds = reference.computed(first_step, starts)
    expected, bounds = reference.with_updates(
        first_step, starts, own.trace, computed, bounds
    )
    worst = dict.fromkeys(expected, share)
    needed = settled(expected, own.trace, bounds, worst)
    return compare(expected, own.trace, needed, first_step)


@contextmanager
def bench(
    setting: Setting, names: Iterable[str], share: float
) -> Iterator[Bench]:
    """Start ports in a setting; the reference runs as it is installed."""
    with ExitStack() as stack:
        reference = stack.enter_context(open_reference(TIME_LIMIT))
        with environment(setting.variables()):
            ports = {
                spec.name: stack.enter_context(open_port(spec, TIME_LIMIT))
                for spec in ports_of(setting)
                if spec.name in names
            }
        yield Bench(ports, reference, share)


def done_before(file: Path) -> list[Outcome]:
    """What a file of outcomes holds; a line cut short does not count."""
    if not file.exists():
        return []
    lines = file.read_text("utf-8").split("\n")[:-1]
    return [Outcome(**json.loads(line)) for line in lines]


def judged(
    setting: Setting,
    names: list[str],
    seed: int,
    numbers: Iterable[int],
    share: float = 0.0,
) -> Iterator[list[Outcome]]:
    """Judge networks by their numbers; `share` is the largest so far."""
    with bench(setting, names, share) as running:
        for number in numbers:
            hard = hard_case(seed, number)
            if setting.is_permuted and not is_permutable(hard.fields):
                yield []
                continue
            with TemporaryDirectory(prefix="lockstep-") as folder:
                file = hard.write(Path(folder))
                yield list(running.judge(number, hard, file))


def summary(outcomes: list[Outcome]) -> str:
    """Count what came of it, and say where an error came nearest."""
    told = []
    for verdict in (RIGHT, OVERFLOWS, REFUSED, FAILED):
        count = sum(o.verdict == verdict for o in outcomes)
        told.append(f"{count:,} {verdict}")
    values = sum(o.values for o in outcomes)
    nearest = max(outcomes, key=lambda o: o.share)
    return (
        f"{', '.join(told)}; {values:,} values; largest error "
        f"{nearest.share:.2f} of its bound ({nearest.where} of network "
        f"{nearest.number}, {nearest.kind}, {nearest.port})"
    )


def main() -> int:
    """Judge all networks; 1 if a port is refused, 3 if one does not run."""
    known = {setting.name: setting for setting in settings()}
    parser = parser_of(__doc__, n_networks=10_000)
    parser.add_argument("--only", type=int, nargs="*", help="numbers")
    parser.add_argument("--setting", choices=known, default="as installed")
    options = parser.parse_args()
    setting = known[options.setting]
    folder = repository_root() / "build"
    folder.mkdir(exist_ok=True)
    setting_name = setting.name.replace(" ", "_")
    name = f"{PREFIX}{options.seed}-{setting_name}.jsonl"
    file = folder / name
    before = [] if options.only else done_before(file)
    done = {outcome.number for outcome in before}
    numbers = options.only or [
        number for number in range(options.networks) if number not in done
    ]
    outcomes = [o for o in before if o.number < options.networks]
    console = Console(stderr=True)
    with shown(console) as progress, file.open("a", encoding="utf-8") as kept:
        advance = progress.add(f"networks, {setting.name}", len(numbers))
        share = max((o.share for o in outcomes), default=0.0)
        found = judged(setting, options.ports, options.seed, numbers, share)
        for count, new in enumerate(found, start=1):
            outcomes += new
            for outcome in new:
                if outcome.verdict in (REFUSED, FAILED):
                    print(_line(outcome), flush=True)
            if not options.only:
                lines = [json.dumps(asdict(o)) + "\n" for o in new]
                kept.write("".join(lines))
                kept.flush()
            advance(count)
            if count % 100 == 0 and not console.is_terminal:
                print(f"{count} of {len(numbers)} networks", flush=True)
    if not outcomes:
        print("no network fits this setting")
        return 2
    print(f"seed {options.seed}, {setting.name}: {summary(outcomes)}")
    verdicts = {outcome.verdict for outcome in outcomes}
    return 1 if REFUSED in verdicts else 3 if FAILED in verdicts else 0


def _line(outcome: Outcome) -> str:
    return (
        f"{outcome.verdict}: network {outcome.number} ({outcome.kind}), "
        f"{outcome.port}: {outcome.message}"
    )


if __name__ == "__main__":
    sys.exit(main())
