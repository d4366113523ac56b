"""Badges of a port's levels, as SVG."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from ..files.write import write_whole
from ..judge.results import Results
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
    """Write a badge for each level, `level-0.svg` and so on.

    Returns
    -------
    list of Path
    """
    files = []
    for count in level_counts(results):
        files.append(folder / f"level-{count.level}.svg")
        write_whole(files[-1], badge(count))
    return files


def badge(count: LevelCount) -> str:
    """Draw the badge of a level: what share of the cases is proved."""
    label = f"lockstep level {count.level}"
    if count.passes:
        value = f"{count.equal} of {count.total}"
    else:
        value = f"{count.failed} failed" if count.failed else "not supported"
    left, right = (round(LETTER * len(text)) + 10 for text in (label, value))
    return TEMPLATE.format(
        label=escape(label),
        value=escape(value),
        width=left + right,
        left=left,
        reach=right - 3,
        colour=GREEN if count.passes else RED,
        label_at=left / 2,
        value_at=left + right / 2,
    )
