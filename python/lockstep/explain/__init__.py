"""Show a whole step, or an operation, as a table of errors and bounds."""

from .operation import explain_operation
from .step import explain_step
from .table import Explanation, Row

__all__ = ["Explanation", "Row", "explain_operation", "explain_step"]
