"""Mutants that nothing can see, and why."""

from __future__ import annotations

# language, file, changed line: the reason.
EQUIVALENT: dict[tuple[str, str, str], str] = {}
