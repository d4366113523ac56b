"""What a known mistake is."""

from __future__ import annotations

from dataclasses import dataclass

from ...compare.findings import Cause
from .formulas import Formulas

DIVIDE = "divide by the number of samples"


@dataclass(frozen=True)
class Mistake:
    """A known mistake: its stable name, what a port does, and should do.

    `formulas` are those of a port that makes it.
    """

    id: str
    words: str
    cure: str
    formulas: Formulas

    @property
    def cause(self) -> Cause:
        """The mistake as results hold it."""
        return Cause(self.id, self.words, self.cure)
