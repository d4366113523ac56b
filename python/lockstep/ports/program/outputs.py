"""What a program left: a trace, handed out in rows, or results of calls."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import numpy as np

from ...cases.load import TrainingCase
from ...errors import InputError, PortUnavailable
from ...files.plain_text import one_line
from ...files.strict_json import JsonObject, read_object
from ...languages.base import LACK
from ...traces.forms import Forms
from ...traces.quantities import Quantity, should_hold
from ...traces.trace import Trace
from ..description import PortDescription
from ..port import Reply
from .npy import Stack, open_stack, read_array
from .text import npy_of

Stacks = dict[str, Stack]
ERROR = "error.txt"  # why an operation has no results
CHUNK = re.compile(r"[0-9]{1,15}")  # a folder, named by its first step
MOST_TEXT = 4000  # characters of a message
REASON_LETTERS = 500


def is_asked(
    case: TrainingCase, level: int, intermediates: bool, name: str
) -> bool:
    """Whether a quantity is one of the case's own; others are ignored."""
    if not should_hold(name, level, intermediates):
        return False
    quantity = Quantity.parse(name)
    if quantity.is_state and quantity.symbol[0] not in case.optimizer.letters:
        return False
    return quantity.layer < len(case.network.layer_sizes)


class TraceFiles:
    """Quantities in a folder, whole or in numbered chunks.

    Parameters
    ----------
    folder : Path
    is_asked : callable
        Whether a quantity of that name is asked for; others are ignored.

    Raises
    ------
    PortUnavailable
        If a file is no .npy file of doubles, or chunks do not follow each
        other.
    """

    def __init__(self, folder: Path, is_asked: Callable[[str], bool]) -> None:
        chunks = sorted(
            (int(place.name), place)
            for place in _entries(folder)
            if CHUNK.fullmatch(place.name) and place.is_dir()
        )
        self._parts: list[tuple[int, Stacks]] = []
        for first_step, place in chunks or [(0, folder)]:
            if first_step != self.promised:
                raise PortUnavailable(
                    f"chunk {place.name}: expected step {self.promised} next"
                )
            self._parts.append((first_step, _stacks(place, is_asked)))

    @property
    def promised(self) -> int:
        """Steps that the headers name."""
        if not self._parts:
            return 0
        first_step, stacks = self._parts[-1]
        return first_step + max(
            (stack.promised for stack in stacks.values()), default=0
        )

    def whole(self, needed: set[str]) -> int:
        """Steps from the first on that every quantity holds.

        None of a part in which a needed quantity is missing: the program
        ended before it wrote that, it did not leave it out.
        """
        total = 0
        for first_step, stacks in self._parts:
            held = min((s.held for s in stacks.values()), default=0)
            if first_step > total or needed - stacks.keys():
                break
            total = first_step + held
        return total

    def check_complete(self, steps: int) -> None:
        """Refuse a trace that holds another number of steps.

        Raises
        ------
        PortUnavailable
            Names the quantity that is short or long.
        """
        for first_step, stacks in self._parts:
            for name, stack in stacks.items():
                is_last = first_step == self._parts[-1][0]
                end = first_step + stack.promised
                if is_last and end != steps:
                    raise PortUnavailable(
                        f"{name}: expected {steps} steps, got {end}"
                    )
                if stack.held < stack.promised:
                    raise PortUnavailable(
                        f"{name}: the header names {stack.promised} "
                        f"steps, the file holds {stack.held}"
                    )

    def rows(self, first_step: int, n_steps: int) -> Trace:
        """Steps of every quantity, as far as they are there."""
        end = first_step + n_steps
        pieces: dict[str, list[np.ndarray]] = {}
        for start, stacks in self._parts:
            for name, stack in stacks.items():
                first = max(first_step - start, 0)
                if first < min(end - start, stack.held):
                    piece = stack.rows(first, end - start)
                    pieces.setdefault(name, []).append(piece)
        try:
            return {
                name: found[0] if len(found) == 1 else np.concatenate(found)
                for name, found in pieces.items()
            }
        except ValueError:
            raise PortUnavailable(
                "the chunks of a quantity differ in shape"
            ) from None


def check_trace_json(folder: Path, port: PortDescription, level: int) -> None:
    """Refuse a trace of another port, another version or a lower level.

    Raises
    ------
    PortUnavailable
        Names the first field that is not as port.json has it.
    """
    found = _read_trace_json(folder / "trace.json")
    for name in ("name", "version", "language"):
        wanted, got = getattr(port, name), found.get(name)
        if got != wanted:
            raise PortUnavailable(
                f"trace.json: {name}: expected '{wanted}' as in port.json, "
                f"got {json.dumps(got):.200}"
            )
    got = found.get("level")
    if not isinstance(got, int) or got < level:
        raise PortUnavailable(
            f"trace.json: level: expected {level} at least, got "
            f"{json.dumps(got):.200}"
        )


def _read_trace_json(file: Path) -> JsonObject:
    if file.is_symlink() or not file.is_file():
        raise PortUnavailable("wrote no trace.json into OUT_DIR")
    try:
        return read_object(file)
    except InputError as error:
        reason = str(error).removeprefix(str(file.parent)).lstrip("/")
        raise PortUnavailable(reason) from None


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError as error:
        raise PortUnavailable(
            f"OUT_DIR is no folder any more: {error.strerror}"
        ) from None


def _stacks(place: Path, is_asked: Callable[[str], bool]) -> Stacks:
    files = {f.stem: f for f in _arrays(place) if is_asked(f.stem)}
    names = sorted(files, key=lambda name: Quantity.parse(name).order)
    return {name: open_stack(_as_npy(files[name])) for name in names}


def _arrays(folder: Path) -> Iterator[Path]:
    """Files that may hold an array: .npy, or numbers as text."""
    found = [file for file in _entries(folder) if file.name != ERROR]
    yield from (file for file in found if file.suffix == ".npy")
    yield from (file for file in found if file.suffix == ".txt")


def _as_npy(file: Path) -> Path:
    return file if file.suffix == ".npy" else npy_of(file)


def read_arrays(folder: Path, wanted: Collection[str]) -> Trace:
    """Read the arrays of a folder that are wanted; others are ignored.

    Parameters
    ----------
    folder : Path
    wanted : collection of str
        Names; `cache` stands for `cache.Z1` as well.
    """
    files = {
        file.stem: file
        for file in _arrays(folder)
        if file.stem in wanted or file.stem.split(".")[0] in wanted
    }
    return {name: read_array(_as_npy(file)) for name, file in files.items()}


def read_reply(folder: Path, returns: Collection[str], unknown: Forms) -> Reply:
    """Results of one operation, or the error that it raised."""
    error = folder / ERROR
    if error.is_file() and not error.is_symlink():
        with error.open(errors="replace") as stream:
            text = stream.read(MOST_TEXT).strip() or "?"
        return Reply({}, text, lack=text if LACK.match(text) else "")
    if not folder.is_dir():
        return Reply({}, f"no folder {folder.name} in OUT_DIR")
    try:
        results: dict[str, np.ndarray] = read_arrays(folder, returns)
    except PortUnavailable as refused:
        return Reply({}, str(refused))
    return Reply(dict(results), unknown_forms=unknown)


def reason(file: Path) -> str:
    """The first words of a file, on one line."""
    with file.open(encoding="utf-8", errors="replace") as stream:
        return one_line(stream.read(REASON_LETTERS))
