"""What the judge must know of a language: one class, a module each."""

from __future__ import annotations

import re
import textwrap
from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from ..traces.forms import Forms
from ..traces.trace import Start
from .system import install_command

if TYPE_CHECKING:
    import numpy as np

# How a function of the course says what the machine lacks.
LACK = re.compile(r"\w+: needs (?P<what>.+?); type: (?P<command>.+)", re.S)
WORDS = {"nan": "NaN", "inf": "Inf", "-inf": "-Inf"}  # in R and Octave
HEX_WIDTH = 72


class Span(NamedTuple):
    """Lines of a function, from 1, and those that are documentation."""

    first: int
    last: int
    documented: frozenset[int] = frozenset()


class Call(NamedTuple):
    """An operation, its arguments, and the number that is asked for.

    Attributes
    ----------
    operation : str
    arguments : dict
        In the contract's order.
    returns : sequence of str
        Names of its results.
    part : str
        Name of a result, or "cache.Z1" for a part of one.
    place : list of int
        Of the number, from 0.
    is_index : bool
        Whether the number is that of a sample.
    """

    operation: str
    arguments: dict[str, Any]
    returns: tuple[str, ...]
    part: str
    place: list[int]
    is_index: bool = False


class Replay(NamedTuple):
    """A step to be replayed, and the number that is asked for.

    Attributes
    ----------
    file : str
        Of the case.
    step : int
    start : Start
        Before the update, as stacks of one step.
    quantity : str
    place : list of int
        Row and column, from 0; empty for the loss.
    """

    file: str
    step: int
    start: Start
    quantity: str
    place: list[int]


class Language(ABC):
    """A language behind a bridge.

    Attributes
    ----------
    name, title : str
        For machines and for people.
    ending, lexer : str
        Of a file, without the dot; of Pygments.
    bridge, adapter : str
        As port.json names it; "module:Class" that serves it.
    program : str
        That must be in the PATH.
    library, package : str
        Module of Python that reaches it; its name for pip.
    script : tuple of str
        Command that runs a file.
    install : str
        Command that installs packages of the language itself, in quotes.
    needs : tuple of str
        Of scripts/system-packages.txt, with pictures.
    sources : str
        Folder of the functions, from the root of the repository.
    continued : str
        Between two lines of an expression.
    first_index : int
        Of an array: 0 or 1.
    unknown_forms : frozenset of Form
        Forms of a result that the language does not know.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    ending: ClassVar[str]
    lexer: ClassVar[str]
    bridge: ClassVar[str]
    adapter: ClassVar[str]
    program: ClassVar[str] = ""
    library: ClassVar[str] = ""
    package: ClassVar[str] = ""
    script: ClassVar[tuple[str, ...]] = ()
    install: ClassVar[str] = ""
    needs: ClassVar[tuple[str, ...]] = ()
    sources: ClassVar[str]
    continued: ClassVar[str] = "\n"
    first_index: ClassVar[int] = 0
    unknown_forms: ClassVar[Forms] = frozenset()

    def install_command(self, needs: Iterable[str]) -> str:
        """Give what to type for things that it needs, on this system."""
        return install_command(needs, self.install)

    def lack(self, message: str) -> str:
        """Say what the machine lacks, if that is what an error means."""
        found = LACK.search(message)
        if found is None:
            return ""
        return f"{self.title} lacks {found['what']}; type: {found['command']}"

    @abstractmethod
    def source_file(self, stem: str, operation: str) -> str:
        """File of a function, from the root of the repository."""

    @abstractmethod
    def find(self, lines: list[str], name: str) -> Span | None:
        """Find a function and its documentation in the lines of a file."""

    @abstractmethod
    def number(self, value: float) -> str:
        """Write a double so that every bit survives."""

    @abstractmethod
    def flag(self, value: bool) -> str:
        """Write a truth value."""

    @abstractmethod
    def text(self, value: str) -> str:
        """Write a text."""

    @abstractmethod
    def texts(self, values: Iterable[str]) -> str:
        """Write several texts."""

    @abstractmethod
    def numbers(self, values: np.ndarray) -> str:
        """Write a vector."""

    @abstractmethod
    def matrix(self, value: np.ndarray) -> str:
        """Write a matrix."""

    @abstractmethod
    def record(self, fields: dict[str, str]) -> str:
        """Write named values that are written already."""

    @abstractmethod
    def load(self, folder: str) -> str:
        """Write lines that load the package of a checkout."""

    @abstractmethod
    def call(self, call: Call) -> str:
        """Write a program that calls an operation and prints one number."""

    @abstractmethod
    def replay(self, replay: Replay) -> str:
        """Write a program that replays a step and prints one number."""


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
                bits=_quoted_bits(stack[0], f",{self.continued}"),
                shape=", ".join(map(str, stack.shape[1:])),
            )
            for part, values in zip(Start._fields, start, strict=True)
            for name, stack in (values or {}).items()
        ]


def _quoted_bits(value: np.ndarray, between: str) -> str:
    """Bits of doubles, column by column, in quoted lines."""
    flat = value.ravel(order="F").astype("<f8")
    lines = textwrap.wrap(flat.tobytes().hex(), HEX_WIDTH)
    return between.join(f'  "{line}"' for line in lines)


def first_match(lines: list[str], pattern: str, start: int = 0) -> int | None:
    """Index of the next line that matches from its first column on."""
    numbers = range(start, len(lines))
    return next((n for n in numbers if re.match(pattern, lines[n])), None)
