"""Make the learning rate of a right port a little too large; count who sees.

The Python port trains each shared case with a rate that is too large by a
share of itself, and shows only its loss and parameters.  Counted are the
cases in which the certificate refuses a step, and those whose residuals name
the drift.  The table goes to docs/measured-errors.md, between two marks.

    python scripts/bounds/planted_drift.py [--steps 60] [--write]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Generator
from typing import Any

from drift import TIME_LIMIT, shared_cases
from tables import head, put

import lockstep
from lockstep.judge.diagnosis.drift import SYSTEMATIC
from lockstep.judge.free_run import FreeRun
from lockstep.ports.bridge.python import PythonAdapter
from lockstep.ports.bridge.session import BridgePort
from lockstep.ports.port import Port
from lockstep.reference.port import open_reference
from lockstep.reference.run import ReferenceRun
from lockstep.traces.trace import Trace

REFUSED, NAMED = "refused", "named"
SHARES = (1e-12, 1e-13, 2e-14, 5e-15)


class OffRate(PythonAdapter):
    """The Python port, with a rate that is too large by a share of itself."""

    def __init__(self, share: float) -> None:
        super().__init__()
        training = self._port.training
        right = training.optimizer_update

        def wrong(*given: Any) -> Any:
            return right(*given[:4], given[4] * (1.0 + share), given[5])

        training.optimizer_update = wrong


class Hiding(BridgePort):
    """A port that shows its loss and parameters, and nothing else."""

    def train(
        self, n_steps: int, chunk_steps: int
    ) -> Generator[tuple[Trace, float], None, None]:
        """Leave out what is not shown."""
        for trace, seconds in super().train(n_steps, chunk_steps):
            yield shown(trace), seconds


def shown(trace: Trace) -> Trace:
    """Loss and parameters."""
    return {name: v for name, v in trace.items() if name[0] in "lWb"}


def said_of(port: Port, reference: ReferenceRun) -> str:
    """What the judge says of a run: refused, named, or nothing."""
    port.open_case(reference.case)
    run = FreeRun(port, reference, [shown], replays=False)
    (outcome,) = run.judge(lambda done: None)
    if outcome.seen.divergence is not None:
        return REFUSED
    return NAMED if outcome.drift == SYSTEMATIC else ""


def planted(steps: int, every: int = 1) -> dict[float, list[str]]:
    """By share: what is said of each shared case, or every nth."""
    found: dict[float, list[str]] = {}
    with open_reference(TIME_LIMIT) as own:
        for share in SHARES:
            spec = lockstep.PortSpec(
                "python", "planted_drift:OffRate", {"share": share}
            )
            with Hiding(spec, TIME_LIMIT) as port:
                for case in list(shared_cases())[::every]:
                    own.open_case(case)
                    reference = ReferenceRun(
                        own, case, min(steps, case.steps), certified=False
                    )
                    said = said_of(port, reference)
                    found.setdefault(share, []).append(said)
                    reference.close()
    return found


def table(found: dict[float, list[str]], steps: int) -> list[str]:
    """Lines of the table."""
    rows = [
        f"| {share:.0e} | {len(said)} | {said.count(REFUSED)} "
        f"| {said.count(NAMED)} | {said.count('')} |"
        for share, said in found.items()
    ]
    return [
        head("planted_drift.py", f"at most {steps} steps of each case"),
        "",
        "| the rate is too large by | cases | refused | named | not seen |",
        "|---|---|---|---|---|",
        *rows,
    ]


def main() -> int:
    """Plant, print and, if asked, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    lines = table(planted(options.steps), options.steps)
    print("\n".join(lines))
    if options.write:
        put("planted drift", lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
