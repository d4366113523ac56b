"""What a comparison found: where two part, and how near they came."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Divergence:
    """The first place where a port parts from the reference.

    Attributes
    ----------
    step : int
    quantity : str
    index : list of int
        Row and column, from 0; empty for a number.
    expected, actual, error, tolerance : float or None
        None where there is no such number.
    agreed : list of str
        Quantities of the same step that were computed before and agree.
    also_wrong : list of str
        Later quantities of the same step that part as well.
    operation : str
        The function that computes the quantity, where that is known.
    """

    step: int
    quantity: str
    index: list[int]
    expected: float | None
    actual: float | None
    error: float | None
    tolerance: float | None
    agreed: list[str] = field(default_factory=list)
    also_wrong: list[str] = field(default_factory=list)
    operation: str = ""


@dataclass
class WorstError:
    """The largest error of a quantity over all steps.

    Attributes
    ----------
    relative : float
        Error over the quantity's largest magnitude at that step.
    ulp : float
        Error in units in the last place of the expected element.
    share : float
        Error over tolerance; above 1 is a divergence.
    step : int
        Where the relative error is largest.
    """

    relative: float = 0.0
    ulp: float = 0.0
    share: float = 0.0
    step: int = 0


@dataclass
class TruthDistance:
    """How far a quantity is from its certified values.

    Attributes
    ----------
    digits : float
        Correct decimal digits at the worst step: the log relative error
        -log10(error / magnitude), both the largest of the quantity; at
        most 17.
    ulp : float
        Largest error of an element in units of its own last place.
    step : int
        Where the digits are fewest.
    steps : int
        How many steps were measured.
    unknown : int
        How many numbers of them have no certified value.
    """

    digits: float = 17.0
    ulp: float = 0.0
    step: int = 0
    steps: int = 0
    unknown: int = 0
