"""A published mistake makes training chaotic, even if all ports share it.

The spiral's bias gradient of the output layer is not divided by the number
of samples: in copies of the three packages, and in the reference.  Compared
with each other, every step then follows from the one before it, yet free runs
drift apart: the problem amplifies rounding, and the judge says so.  Held
against certified values, all ports have the same bug, at db2, in the first
step.

    python scripts/bounds/missing_division.py

Exit code 0: the judge says both.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

import lockstep
from lockstep.cases.load import load_case
from lockstep.files.paths import fixtures_root, repository_root
from lockstep.judge.results import Results, RunResult
from lockstep.ports.defaults import PORT_NAMES
from lockstep.ports.port import PortSpec
from lockstep.ports.start import port_spec
from lockstep.reference.adapter import ReferenceAdapter
from lockstep.report.terminal import print_results
from lockstep.traces.trace import Trace

CASE = "spiral-2x100x3_relu-gd"
STEPS = 300
LAST = "db2"
# File of each package, the right line, and the line with the mistake.
MISTAKES = {
    "python": (
        "firstprinciples/network.py",
        'gradients[f"db{layer}"] = db',
        'gradients[f"db{layer}"] = db * (Y.shape[1] if layer == '
        "len(network.activations) else 1)",
    ),
    "r": (
        "R/network.R",
        'gradients[[sprintf("db%d", layer)]] <- slopes$db',
        'gradients[[sprintf("db%d", layer)]] <- slopes$db * '
        "(if (layer == n_layers) ncol(Y) else 1)",
    ),
    "octave": (
        "inst/network/network_backward.m",
        'gradients.(["db" n]) = db;',
        'gradients.(["db" n]) = db * columns (Y) ^ (layer == n_layers);',
    ),
}


class MistakenReference(ReferenceAdapter):
    """The reference with the mistake, whose errors grow as its gradient."""

    def errors(
        self, steps: Sequence[int], parameters: Trace, names: list[str]
    ) -> Trace:
        """Bounds; those of the wrong gradient are m times as large."""
        errors = super().errors(steps, parameters, names)
        if LAST in errors:
            # The product with m is rounded once more.
            n_samples = self._case.X.shape[1]
            errors[LAST] = (n_samples + 1) * errors[LAST]
        return errors


def mistaken(folder: Path) -> list[PortSpec]:
    """Copy the three packages, each with the mistake."""
    specs = []
    (folder / "fixtures").mkdir()  # where copies of the packages look
    shutil.copy(fixtures_root() / "contract.json", folder / "fixtures")
    for name in PORT_NAMES:
        file, right, wrong = MISTAKES[name]
        package = folder / name
        shutil.copytree(repository_root() / name, package)
        text = (package / file).read_text("utf-8")
        assert text.count(right) == 1, f"{file} has changed"
        (package / file).write_text(text.replace(right, wrong), "utf-8")
        source = {"source": str(package)}
        specs.append(PortSpec(name, port_spec(name).adapter, source))
    return specs


def case_of(folder: Path) -> Path:
    """The case under a name of its own: it has another envelope."""
    case = load_case(CASE)
    fields = {**case.fields, "id": "spiral-missing_division", "steps": STEPS}
    for name in ("data", "weights"):
        fields[name] = str(case.path.parent / fields[name])
    file = folder / "case.json"
    file.write_text(json.dumps(fields))
    return file


def demonstrate(certified: bool = False) -> Results:
    """Judge ports that all make the same mistake.

    Parameters
    ----------
    certified : bool
        Hold them against certified values, not only against each other.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reference = PortSpec(
            "reference",
            "missing_division:MistakenReference",
            {"source": str(folder / "python")},
        )
        return lockstep.run(
            case_of(folder),
            mistaken(folder),
            steps=1 if certified else None,
            reference=reference,
            certified=certified,
        )


def is_called_rounding(runs: list[RunResult]) -> bool:
    """Whether free runs drift apart, and no step is wrong."""
    apart = [run for run in runs if run.drift]
    return bool(apart) and all(run.verdict == "equal" for run in runs)


def is_called_bug(runs: list[RunResult]) -> bool:
    """Whether replay finds the mistake in every port."""
    found = [run.divergence for run in runs if run.mode == "replay"]
    return all(place is not None and place.quantity == LAST for place in found)


def main() -> int:
    """Print both reports."""
    told = []
    for certified, holds in (
        (False, is_called_rounding),
        (True, is_called_bug),
    ):
        results = demonstrate(certified)
        print_results(Console(width=120), results)
        told.append(holds(results.runs))
    return 0 if all(told) else 1


if __name__ == "__main__":
    sys.exit(main())
