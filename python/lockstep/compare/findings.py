"""What a comparison found: where two diverge, and how near they came."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

Found = TypeVar("Found")


@dataclass(frozen=True)
class Cause:
    """A known mistake that explains all that a port shows of a step.

    Attributes
    ----------
    id : str
        Stable, for programs.
    words : str
        What the port does.
    cure : str
        What it should do.
    """

    id: str
    words: str
    cure: str


@dataclass(frozen=True)
class Divergence:
    """The first place where a port diverges.

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
        Later quantities of the same step that diverge as well.
    operation : str
        The function that computes the quantity, where that is known.
    causes : list of Cause
        Known mistakes, each of which explains the whole step.
    hints : list of str
        What the numbers look like, where no mistake is known.
    message : str
        All of it in a sentence.
    """

    step: int
    quantity: str
    index: list[int] = field(default_factory=list)
    expected: float | None = None
    actual: float | None = None
    error: float | None = None
    tolerance: float | None = None
    agreed: list[str] = field(default_factory=list)
    also_wrong: list[str] = field(default_factory=list)
    operation: str = ""
    causes: list[Cause] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    message: str = ""


@dataclass(frozen=True)
class WorstError:
    """The largest error of a quantity over all steps.

    Attributes
    ----------
    relative : float
        Error over the quantity's largest magnitude at that step; steps at
        which all of the quantity is zero have none.
    ulp : float
        Error in units in the last place of the expected element; a zero has
        no last place.
    fraction : float
        Error over tolerance, element by element; above 1 is a divergence.
    step : int
        Where the relative error is largest.
    """

    relative: float = 0.0
    ulp: float = 0.0
    fraction: float = 0.0
    step: int = 0

    def __add__(self, later: WorstError) -> WorstError:
        """The worst of two stretches of steps."""
        is_later = later.relative > self.relative
        return WorstError(
            max(self.relative, later.relative),
            max(self.ulp, later.ulp),
            max(self.fraction, later.fraction),
            later.step if is_later else self.step,
        )


@dataclass(frozen=True)
class TruthDistance:
    """How far a quantity is from its certified values.

    Attributes
    ----------
    digits : float
        Normwise: correct decimal digits at the worst step, the log relative
        error -log10(error / magnitude), both the largest of the quantity; at
        most 17.  Steps at which all of the quantity is zero have none.
    element_digits : float
        The fewest correct digits of a single element, by its own magnitude;
        a zero has none.
    ulp : float
        Largest error of an element in units of its own last place.
    step : int
        Where the digits are fewest.
    steps : int
        How many steps were measured: those with a certified value.
    unknown : int
        How many numbers of them have no certified value.
    """

    digits: float = 17.0
    ulp: float = 0.0
    step: int = 0
    steps: int = 0
    unknown: int = 0
    element_digits: float = 17.0

    def __add__(self, later: TruthDistance) -> TruthDistance:
        """The worst of two stretches of steps."""
        is_later = later.digits < self.digits
        return TruthDistance(
            min(self.digits, later.digits),
            max(self.ulp, later.ulp),
            later.step if is_later else self.step,
            self.steps + later.steps,
            self.unknown + later.unknown,
            min(self.element_digits, later.element_digits),
        )


@dataclass(frozen=True)
class Comparison:
    """What was compared, and what was found.  `a + b` joins two.

    Attributes
    ----------
    values : int
        Numbers compared.
    errors : mapping of WorstError
        By quantity.
    truth : mapping of TruthDistance
        By quantity, where a certified value is known.
    divergence : Divergence or None
        The first: of two at one step, that of the first comparison.
    """

    values: int = 0
    errors: Mapping[str, WorstError] = field(default_factory=dict)
    truth: Mapping[str, TruthDistance] = field(default_factory=dict)
    divergence: Divergence | None = None

    @property
    def agrees(self) -> bool:
        """Whether nothing diverges."""
        return self.divergence is None

    def __add__(self, other: Comparison) -> Comparison:
        """Both comparisons as one."""
        found = [d for d in (self.divergence, other.divergence) if d]
        return Comparison(
            self.values + other.values,
            _joined(self.errors, other.errors, WorstError.__add__),
            _joined(self.truth, other.truth, TruthDistance.__add__),
            min(found, key=lambda place: place.step, default=None),
        )


def _joined(
    one: Mapping[str, Found],
    other: Mapping[str, Found],
    add: Callable[[Found, Found], Found],
) -> dict[str, Found]:
    """Two tables of findings by quantity as one."""
    joined = dict(one)
    for name, found in other.items():
        joined[name] = add(joined[name], found) if name in joined else found
    return joined
