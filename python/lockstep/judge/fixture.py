"""Whether a case is a fixture, and still what its certified values are of."""

from __future__ import annotations

from typing import Any, TypedDict

from ..cases.find import CaseHeader
from ..files.paths import fixtures_root
from ..truth.stored import has_lost_truth


class Origin(TypedDict):
    """Fields of a result that say where its case is from."""

    is_fixture: bool
    has_lost_truth: bool


def origin(case: Any) -> Origin:
    """Say where a case is from.

    Parameters
    ----------
    case : Case or CaseHeader
    """
    is_fixture = case.path.is_relative_to(fixtures_root() / "cases")
    is_loaded = not isinstance(case, CaseHeader)
    lost = is_fixture and is_loaded and has_lost_truth(case)
    return Origin(is_fixture=is_fixture, has_lost_truth=lost)
