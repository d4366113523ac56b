"""Drawings of networks show the layers that they are given."""

from __future__ import annotations

import re
from pathlib import Path

from build import DOCS
from page_parts.drawings import GAP, NETWORKS, Network, draw_all, network


def drawn(folder: Path, shown: Network) -> str:
    """The SVG of a network."""
    file = folder / "network.svg"
    network(file, shown)
    return file.read_text("utf-8")


def test_titles_and_words_are_text(tmp_path: Path) -> None:
    svg = drawn(tmp_path, NETWORKS["gate-xor"])
    for words in ("OR, NAND", "AND", "x1", "-0.5", "1.5", "-1.5"):
        assert f">{words}</text>" in svg


def test_a_long_column_has_a_gap_and_a_short_one_has_none(
    tmp_path: Path,
) -> None:
    long = drawn(tmp_path, Network([2, 100, 3], ["x", "100 relu", "y"]))
    assert long.count(GAP) == 1
    short = drawn(tmp_path, Network([2, 5, 3], ["x", "5 relu", "y"]))
    assert GAP not in short


def test_every_pair_of_units_is_joined(tmp_path: Path) -> None:
    short = drawn(tmp_path, Network([2, 5, 3], ["x", "5 relu", "y"]))
    assert len(re.findall(r'<g id="line2d_', short)) == 2 * 5 + 5 * 3


def test_drawing_again_gives_the_same_words(tmp_path: Path) -> None:
    draw_all(tmp_path)
    names = {file.name for file in tmp_path.glob("*.svg")}
    kept = DOCS / "course" / "drawings"
    assert names == {file.name for file in kept.glob("*.svg")}
    for name in names:
        again, before = (
            re.findall(r">([^<]+)</text>", (f / name).read_text("utf-8"))
            for f in (tmp_path, kept)
        )
        assert again == before
