"""Hold a port against itself: relations that need no reference."""

from .check import selfcheck
from .findings import CHECKS, SelfCheck

__all__ = ["CHECKS", "SelfCheck", "selfcheck"]
