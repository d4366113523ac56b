"""What earlier runs have answered, so that nobody is asked again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..ports.port import Facts
from .results import RunResult

Key = tuple[Path, str, str]  # the case's path, the port, the mode


@dataclass(frozen=True)
class Known:
    """Results that still hold.

    Attributes
    ----------
    runs : mapping of RunResult
    facts : mapping of dict
        Versions of ports and of the reference, by name.
    """

    runs: Mapping[Key, RunResult] = field(default_factory=dict)
    facts: Mapping[str, Facts] = field(default_factory=dict)

    def of(
        self, case: Path, port: str, modes: Iterable[str]
    ) -> list[RunResult]:
        """The results of a port on a case; none unless of every mode."""
        found = [self.runs.get((case, port, mode)) for mode in modes]
        return [run for run in found if run] if all(found) else []


NOTHING = Known()
