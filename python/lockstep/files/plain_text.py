"""Text of others, such as a port's output, made harmless for a screen."""

from __future__ import annotations

import re

# Control characters but line ends and tabs; what turns text around; halves of
# characters.
HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def printable(text: str) -> str:
    """Replace what moves a cursor, colours a screen or turns text around."""
    return HARMFUL.sub(" ", text)


def one_line(text: str, most: int = 1000) -> str:
    """Put a text on one line, cut where nobody would read on."""
    return shortened(" ".join(printable(text).split()), most)


def shortened(text: str, most: int = 40) -> str:
    """Cut a text that is too long to be echoed whole."""
    return text if len(text) <= most else f"{text[: most - 3]}..."
