"""What ends a run before its end, with the results that are there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..errors import InputError, PortUnavailable

if TYPE_CHECKING:  # who tells of a failure may have no memory for more
    from .results import Results


class Interrupted(KeyboardInterrupt):
    """The user ended a run.

    Attributes
    ----------
    results : Results
        Those of the cases that were done.
    """

    def __init__(self, results: Results) -> None:
        super().__init__("the run was ended")
        self.results = results


class JudgeFailed(Exception):
    """The judge itself failed in a run: its cause says why.

    Attributes
    ----------
    results : Results
        Those of the cases that were done.
    """

    def __init__(self, results: Results) -> None:
        super().__init__("the judge failed")
        self.results = results


class ReferenceLost(PortUnavailable):
    """The reference ended in a run.

    Attributes
    ----------
    results : Results
        Those of the cases that were done.
    """

    def __init__(self, error: PortUnavailable, results: Results) -> None:
        super().__init__(str(error), error.port)
        self.results = results


@contextmanager
def keeping(so_far: Callable[[], Results]) -> Iterator[None]:
    """Give what is there of a run along with what ended it."""
    try:
        yield
    except InputError:
        raise
    except KeyboardInterrupt:
        raise Interrupted(so_far()) from None
    except PortUnavailable as error:
        raise ReferenceLost(error, so_far()) from None
    except Exception as error:
        raise JudgeFailed(so_far()) from error
