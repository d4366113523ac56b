"""Make the learning rate of a right port a little too large; count who sees.

The Python port trains each shared case with a rate that is too large by a
share of itself, and shows only its loss and parameters.  Counted are the
cases whose residuals name the drift.  The table goes to
docs/measured-errors.md, between two marks.

    python scripts/bounds/planted_drift.py [--steps 60] [--write]
"""

from __future__ import annotations

import argparse
import sys
from typing import Any

from drift import TIME_LIMIT, Watched, shared_cases
from tables import head, put

import lockstep
from lockstep.ports.bridge.python import PythonAdapter
from lockstep.ports.port import Port
from lockstep.ports.start import open_port
from lockstep.ports.train import free_run
from lockstep.reference.port import open_reference
from lockstep.reference.run import ReferenceRun

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


def is_found(port: Port, reference: ReferenceRun) -> bool:
    """Whether the residuals of a run are called systematic."""
    watched = Watched(reference, hides=True)
    port.open_case(reference.case)
    for number, own in enumerate(
        free_run(port, reference.case, reference.steps)
    ):
        watched.add(reference.chunk(number), own)
    return watched.residuals.finding() is not None


def planted(steps: int, every: int = 1) -> dict[float, list[bool]]:
    """By share: whether it is found in each shared case, or every nth."""
    found: dict[float, list[bool]] = {}
    with open_reference(TIME_LIMIT) as own:
        for share in SHARES:
            spec = lockstep.PortSpec(
                "python", "planted_drift:OffRate", {"share": share}
            )
            with open_port(spec, TIME_LIMIT) as port:
                for case in list(shared_cases())[::every]:
                    own.open_case(case)
                    reference = ReferenceRun(
                        own, case, min(steps, case.steps), certified=False
                    )
                    seen = is_found(port, reference)
                    found.setdefault(share, []).append(seen)
                    reference.close()
    return found


def table(found: dict[float, list[bool]], steps: int) -> list[str]:
    """Lines of the table."""
    rows = [
        f"| {share:.0e} | {len(seen)} | {sum(seen)} |"
        for share, seen in found.items()
    ]
    return [
        head("planted_drift.py", f"at most {steps} steps of each case"),
        "",
        "| the rate is too large by | cases | found in |",
        "|---|---|---|",
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
