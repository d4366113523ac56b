"""What a run of the judge found, as plain data."""

from .results import Outcome, Results, RunResult

__all__ = ["Outcome", "Results", "RunResult"]
