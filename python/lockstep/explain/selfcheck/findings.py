"""What a self-check found, as plain data."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from ...files.strict_json import JsonObject
from ...traces.distance import WorstElement

HOLDS, BROKEN, SILENT = "holds", "broken", "says nothing"

# Each check, and what it holds against what.
CHECKS = {
    "repeated": "the same case twice gives the same bits",
    "shorter run": "the first steps of a run do not know how long it will be",
    "samples permuted": "the order of the samples does not matter",
    "units permuted": "hidden units in another order give the same network",
    "classes permuted": "classes with other numbers give the same network",
    "samples doubled": "each sample twice gives the same means, the double sum",
    "samples parted": "two halves give the whole: sums add up, means average",
    "inputs scaled": "inputs times 2^k, weights over 2^k: the same bits",
    "relu scaled": "a relu layer times 2^k, the next over 2^k: the same bits",
    "restarted": "gradient descent goes on from its parameters alone",
    "slope": "the gradients are the derivatives of the loss",
    "descent": "the loss of a convex problem falls as far as it must",
}


@dataclass(frozen=True)
class Finding:
    """One check on one case.

    Attributes
    ----------
    check, case : str
    verdict : {"holds", "broken", "says nothing"}
    quantity : str
        The first that breaks the relation, else the nearest to doing so.
    worst : WorstElement or None
        Of it.
    message : str
    """

    check: str
    case: str
    verdict: str
    quantity: str = ""
    worst: WorstElement | None = None
    message: str = ""

    @property
    def fraction(self) -> float:
        """Error over tolerance of the worst element."""
        if self.worst is None or not self.worst.error:
            return 0.0
        bound = self.worst.bound
        return self.worst.error / bound if bound else float("inf")


@dataclass(frozen=True)
class SelfCheck:
    """All checks of one port.

    Attributes
    ----------
    port : str
    findings : list of Finding
    not_supported : dict of str
        What port.json does not declare, by case.
    """

    port: str
    findings: list[Finding]
    not_supported: dict[str, str]

    @property
    def has_held(self) -> bool:
        """Whether a check holds; to say nothing is no pass."""
        return any(finding.verdict == HOLDS for finding in self.findings)

    @property
    def broken(self) -> list[Finding]:
        """What does not hold."""
        return [f for f in self.findings if f.verdict == BROKEN]

    def to_dict(self) -> JsonObject:
        """Everything, ready for JSON."""
        return {
            "port": self.port,
            "is_broken": bool(self.broken),
            "findings": [asdict(finding) for finding in self.findings],
            "not_supported": self.not_supported,
        }
