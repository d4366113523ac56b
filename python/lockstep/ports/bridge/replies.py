"""Make replies of what a language gave, in the words of the judge."""

from __future__ import annotations

import numpy as np

from ...cases.contract import index_results
from ...languages.base import Language
from ..port import Reply, Request
from .adapter import Value


def answered(
    language: Language,
    request: Request,
    results: dict[str, Value],
    seconds: float,
) -> Reply:
    """Make a reply of an operation's results.

    Numbers of samples count from 0, whatever the language counts from.
    """
    for name in index_results(request.operation):
        if isinstance(results[name], np.ndarray):
            results[name] = results[name] - language.first_index
    return Reply(results, seconds=seconds, unknown_forms=language.unknown_forms)


def refused(language: Language, message: str) -> Reply:
    """Make a reply of an operation's error."""
    return Reply({}, message, lack=language.lack(message))
