"""One self-contained HTML page: verdicts, cases and sources side by side."""

from .write import write_page

__all__ = ["write_page"]
