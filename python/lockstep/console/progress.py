"""Progress bars on a terminal, nothing elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bars

Advance = Callable[[int], None]


class Progress(Protocol):
    """Something that shows how far work has come."""

    def add(self, name: str, total: int) -> Advance:
        """Begin a piece of work; the result is told how much is done."""


class _NoProgress:
    def add(self, name: str, total: int) -> Advance:
        return lambda done: None


NO_PROGRESS: Progress = _NoProgress()


class _RichProgress:
    def __init__(self, bars: Bars) -> None:
        self._bars = bars

    def add(self, name: str, total: int) -> Advance:
        task = self._bars.add_task(name, total=total)

        def advance(done: int) -> None:
            self._bars.update(task, completed=done, visible=done < total)

        return advance


@contextmanager
def shown(console: Console) -> Iterator[Progress]:
    """Show progress bars if the console is a terminal."""
    if not console.is_terminal:
        yield NO_PROGRESS
        return
    with Bars(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    ) as bars:
        yield _RichProgress(bars)
