"""What a test needs and a machine may lack."""

from __future__ import annotations

import os

import pytest


def need(present: object, message: str) -> None:
    """Skip a test, or its module, where something is missing; fail in CI.

    Parameters
    ----------
    present : object
        False, None or another value that counts as false if it is missing.
    message : str
        What is missing, and what to type.
    """
    if present:
        return
    if os.environ.get("CI"):
        pytest.fail(message, pytrace=False)
    pytest.skip(message, allow_module_level=True)
