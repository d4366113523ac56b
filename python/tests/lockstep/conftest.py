"""Shared by the tests of the judge."""

from __future__ import annotations

from pathlib import Path

import pytest
from own_case import make_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A user's folder with data and weights."""
    return make_folder(tmp_path)
