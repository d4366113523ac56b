"""What a row of the table of faults says."""

from __future__ import annotations

from dataclasses import dataclass, field

from planting import Edit

LANGUAGES = ("python", "r", "octave")
SPIRAL = "spiral-2x100x3_relu-gd"
SHUFFLED = "spiral_shuffled-2x100x3_relu-gd"
TIES = "spiral_shuffled-2x5x3_relu_ties-gd"
SQUARE = "spiral_shuffled-2x9x3x3_sigmoid-gd"
TANH = "spiral_shuffled-2x15x6x3_tanh-gd"
DROPOUT = "spiral_shuffled-2x15x6x3_tanh-l2_dropout"
GATE = "gate_and-2x1_step-gd"
L2 = "circles-2x11x1_relu-l2"
HE = "circles-2x7x1_relu-he_uniform"
CLASSICAL = "spiral_shuffled-2x100x3_relu-classical_momentum"
MOMENTUM = "digits-64x15x9x10_relu-momentum"
DECAY = "digits-64x15x9x10_relu-gd_decay"
ADAM = "spiral_shuffled-2x15x6x3_relu-adam"
RMSPROP = "spiral_shuffled-2x8x7x6x5x3_tanh-rmsprop"


@dataclass(frozen=True)
class Sight:
    """Where the judge must see a fault.

    Attributes
    ----------
    case : str
    quantity : str
        The first one that parts; "" if the port does not run at all.
    step : int
    mode : {"replay", "free", "operation"}
    steps : int
        How many are run.
    also : str
        A later quantity of the same step that must be reported, too.
    message : str
        What the message must contain.
    """

    case: str
    quantity: str
    step: int = 0
    mode: str = "replay"
    steps: int = 3
    also: str = ""
    message: str = ""


def operation(case: str, quantity: str, message: str = "") -> Sight:
    """A sight in an operation case."""
    return Sight(case, quantity, 0, "operation", 1, message=message)


@dataclass(frozen=True)
class Fault:
    """A fault, how it is planted in each language, and where it shows.

    Attributes
    ----------
    id : str
        Of the catalogue; a letter behind it tells variants apart.
    python, r, octave : list of Edit
        Changed source.
    seen : list of Sight
    hidden : list of Sight
        Where it must not show: what makes it hard to find.
    absent : dict of str
        Why it cannot exist in a language.
    """

    id: str
    python: list[Edit] = field(default_factory=list)
    r: list[Edit] = field(default_factory=list)
    octave: list[Edit] = field(default_factory=list)
    seen: list[Sight] = field(default_factory=list)
    hidden: list[Sight] = field(default_factory=list)
    absent: dict[str, str] = field(default_factory=dict)

    @property
    def languages(self) -> list[str]:
        """Languages in which it is planted."""
        return [name for name in LANGUAGES if self.edits(name)]

    def edits(self, language: str) -> list[Edit]:
        """Changed source of a language."""
        return {"python": self.python, "r": self.r, "octave": self.octave}[
            language
        ]
