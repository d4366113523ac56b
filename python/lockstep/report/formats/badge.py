"""Badges of a port's levels: SVG, and JSON from which shields.io draws."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from ...files.strict_json import JsonObject
from ...files.write import write_whole
from ...judge.results import Results
from ..levels import LevelCount, fresh_count, level_counts
from .files import write_plain

GREEN, GREY, RED = "#2e7d32", "#616161", "#c62828"
FRESH_LABEL = "lockstep fresh cases"
LETTER = 6.6  # width of a letter of 11 pixels, on average
TEMPLATE = """\
<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" \
viewBox="0 0 {width} 20" role="img" aria-label="{label}: {value}">
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

    Of cases that were drawn there is one, `fresh.svg`, and its JSON.

    Returns
    -------
    list of Path
    """
    files: list[Path] = []
    fresh = fresh_count(results)
    if fresh is not None:
        equal, total = fresh
        colour = GREEN if equal == total else RED
        return _written(
            folder / "fresh", FRESH_LABEL, f"{equal} of {total}", colour
        )
    counts = level_counts(results)
    for index, count in enumerate(counts):
        below = counts[:index]
        said = _label(count), *_value(count, below)
        files += _written(folder / f"level-{count.level}", *said)
    return files


def _written(stem: Path, label: str, value: str, colour: str) -> list[Path]:
    drawing, facts = stem.with_suffix(".svg"), stem.with_suffix(".json")
    write_whole(drawing, _drawn(label, value, colour))
    write_plain(facts, _endpoint(label, value, colour))
    return [drawing, facts]


def badge(count: LevelCount, below: Sequence[LevelCount] = ()) -> str:
    """Draw the badge of a level: how many of all cases are equal.

    Parameters
    ----------
    count : LevelCount
    below : sequence of LevelCount
        Of the levels below it: a level stands on them.

    Returns
    -------
    str
        SVG.  Green only for all cases with all their steps.
    """
    return _drawn(_label(count), *_value(count, below))


def _drawn(label: str, value: str, colour: str) -> str:
    left, right = (round(LETTER * len(text)) + 10 for text in (label, value))
    return TEMPLATE.format(
        label=escape(label),
        value=escape(value),
        width=left + right,
        left=left,
        reach=right - 3,
        colour=colour,
        label_at=left / 2,
        value_at=left + right / 2,
    )


def endpoint(count: LevelCount, below: Sequence[LevelCount] = ()) -> JsonObject:
    """Describe the badge of a level to shields.io, in its first schema."""
    return _endpoint(_label(count), *_value(count, below))


def _endpoint(label: str, value: str, colour: str) -> JsonObject:
    return {
        "schemaVersion": 1,
        "label": label,
        "message": value,
        "color": colour,
        "isError": colour == RED,
    }


def _label(count: LevelCount) -> str:
    return f"lockstep level {count.level}"


def _value(count: LevelCount, below: Sequence[LevelCount]) -> tuple[str, str]:
    """What a badge says, and its colour."""
    if count.failed:
        return f"{count.failed} failed", RED
    if not count.passes:
        return "not supported", RED
    missed = [lower.level for lower in below if not lower.passes]
    if missed:
        return f"level {missed[0]} is not reached", RED
    parts = [each.part for each in (count, *below) if each.part]
    if parts:
        n_equal = f"{count.equal} " if count.equal < count.total else ""
        return f"{n_equal}equal in {parts[0]}", GREY
    return f"{count.equal} of {count.total}", GREEN
