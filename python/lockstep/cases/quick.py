"""Few cases and steps that show all known faults that cases show at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..files.strict_json import JsonObject, read_object

FILE = Path(__file__).with_name("quick.json")
FIX = "run it without --quick to be sure"


@dataclass(frozen=True)
class Quick:
    """What a quick run judges, and what that is known to show.

    Attributes
    ----------
    date : str
        Of the results that the cases were chosen from.
    faults, mutants : tuple of int
        How many of how many are seen: planted by hand, and made by a program.
    steps : dict of int
        By the id of a training case.
    operations : list of str
    """

    date: str
    faults: tuple[int, int]
    mutants: tuple[int, int]
    steps: dict[str, int]
    operations: list[str]

    @property
    def cases(self) -> list[str]:
        """Ids of all cases."""
        return [*self.steps, *self.operations]

    def to_dict(self) -> JsonObject:
        """What results say of it."""
        return {
            "date": self.date,
            "cases": len(self.cases),
            "faults": list(self.faults),
            "mutants": list(self.mutants),
        }


@cache
def quick() -> Quick:
    """Read the file that parity_tests/meta/quick.py writes."""
    fields = read_object(FILE)
    return Quick(
        fields["date"],
        tuple(fields["faults"]),
        tuple(fields["mutants"]),
        fields["steps"],
        fields["operations"],
    )


def quick_words(facts: JsonObject) -> str:
    """Say what a quick verdict is worth.

    Parameters
    ----------
    facts : dict
        From `Quick.to_dict`.
    """
    (seen, known), (killed, made) = facts["faults"], facts["mutants"]
    return (
        f"quick: {facts['cases']} cases, which show {seen} of {known} known "
        f"faults ({seen / known:.0%}) and {killed} of {made} mutants "
        f"({killed / made:.0%}) in a port of level 3, as of {facts['date']}; "
        f"{FIX}"
    )
