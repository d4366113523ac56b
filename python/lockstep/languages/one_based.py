"""What R and Octave share: they count from 1, and read 17 digits exactly."""

from __future__ import annotations

from typing import ClassVar

from ..traces.trace import Start
from .base import Language
from .literals import quoted_bits

WORDS = {"nan": "NaN", "inf": "Inf", "-inf": "-Inf"}


class OneBased(Language):
    """A language that counts from 1.

    Attributes
    ----------
    array : str
        Sets an array from its bits.
    element, printed : str
        An element of an array; prints a double with all its digits.
    """

    first_index = 1
    array: ClassVar[str]
    element: ClassVar[str]
    printed: ClassVar[str]

    def number(self, value: float) -> str:
        """Write 17 digits."""
        text = format(float(value), ".17g")
        return WORDS.get(text, text)

    def show(self, array: str, place: list[int], is_index: bool = False) -> str:
        """Print an element, whose place is given from 0; so is an index."""
        index = ", ".join(str(i + 1) for i in place) or "1"
        number = self.element.format(array, index) + " - 1" * is_index
        return self.printed.format(number)

    def arrays(self, start: Start) -> list[str]:
        """Set parameters and state, bit for bit."""
        return [
            self.array.format(
                part=part,
                name=name,
                bits=quoted_bits(stack[0], f",{self.continued}"),
                shape=", ".join(map(str, stack.shape[1:])),
            )
            for part, values in zip(Start._fields, start, strict=True)
            for name, stack in (values or {}).items()
        ]
