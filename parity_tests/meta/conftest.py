"""Shared by the tests of the judge: languages that can be broken."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from bench import Bench


@pytest.fixture(scope="session")
def bench() -> Iterator[Bench]:
    """All languages, running."""
    with Bench() as running:
        yield running
