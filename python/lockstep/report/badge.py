"""Badges of a port's levels: SVG, and JSON from which shields.io draws."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from ..files.write import write_whole
from ..judge.results import Results
from .files import write_plain
from .levels import LevelCount, level_counts

GREEN, RED = "#2e7d32", "#c62828"
LETTER = 6.6  # width of a letter of 11 pixels, on average
TEMPLATE = """\
<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" \
role="img" aria-label="{label}: {value}">
<title>{label}: {value}</title>
<rect width="{width}" height="20" rx="3" fill="#424242"/>
<path d="M{left} 0h{reach}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-{reach}z" \
fill="{colour}"/>
<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" \
text-anchor="middle">
<text x="{label_at}" y="14">{label}</text>
<text x="{value_at}" y="14">{value}</text>
</g>
</svg>
"""


def write_badges(folder: Path, results: Results) -> list[Path]:
    """Write two badges for each level, `level-0.svg`, `level-0.json` and so on.

    Returns
    -------
    list of Path
    """
    files = []
    for count in level_counts(results):
        drawing = folder / f"level-{count.level}.svg"
        write_whole(drawing, badge(count))
        write_plain(drawing.with_suffix(".json"), endpoint(count))
        files += [drawing, drawing.with_suffix(".json")]
    return files


def badge(count: LevelCount) -> str:
    """Draw the badge of a level: what fraction of the cases is equal."""
    label, value = _label(count), _value(count)
    left, right = (round(LETTER * len(text)) + 10 for text in (label, value))
    return TEMPLATE.format(
        label=escape(label),
        value=escape(value),
        width=left + right,
        left=left,
        reach=right - 3,
        colour=_colour(count),
        label_at=left / 2,
        value_at=left + right / 2,
    )


def endpoint(count: LevelCount) -> dict[str, Any]:
    """Describe the badge of a level to shields.io, in its first schema."""
    return {
        "schemaVersion": 1,
        "label": _label(count),
        "message": _value(count),
        "color": _colour(count),
        "isError": not count.passes,
    }


def _label(count: LevelCount) -> str:
    return f"lockstep level {count.level}"


def _value(count: LevelCount) -> str:
    if count.passes:
        return f"{count.equal} of {count.total}"
    return f"{count.failed} failed" if count.failed else "not supported"


def _colour(count: LevelCount) -> str:
    return GREEN if count.passes else RED
