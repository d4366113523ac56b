from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from lockstep.errors import InputError
from lockstep.judge import ERROR
from lockstep.judge.results import Results, RunResult
from lockstep.report.curves import (
    check_quantity,
    draw_on_terminal,
    draw_picture,
    histories,
)

CURVES = {
    "r": {
        "steps": [0, 10, 20],
        "losses": [1.1, 0.9, None],
        "errors": {"loss": [0.0, 1e-16, None]},
        "bounds": {"loss": [1e-14, 1e-14, 1e-14]},
    }
}


def test_terminal_shows_both_curves_in_the_width_at_hand() -> None:
    drawn = draw_on_terminal(CURVES, "loss", 60)
    assert "distance of loss" in drawn
    assert drawn.splitlines()[-1].endswith("r  -- tolerance")


def test_curves_without_colours_are_made_of_numbers() -> None:
    drawn = draw_on_terminal(CURVES, "loss", 60, coloured=False)
    assert "\x1b" not in drawn
    assert drawn.splitlines()[-1] == "1 r  -- tolerance"
    assert max(map(len, drawn.splitlines())) <= 60


@pytest.mark.parametrize("ending", [".png", ".svg", ".pdf"])
def test_picture_is_written(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"curves{ending}"
    draw_picture(CURVES, "loss", "a case", file)
    assert file.stat().st_size > 1000
    if ending == ".png":
        with Image.open(file) as image:
            assert image.size == (700, 700)


def test_other_endings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"should end in \.png, \.svg"):
        draw_picture(CURVES, "loss", "a case", tmp_path / "curves.gif")


def test_unknown_quantity_is_refused() -> None:
    with pytest.raises(InputError, match="no quantity 'W9': choose from loss"):
        check_quantity(CURVES, "W9")


def test_no_curves_says_why() -> None:
    failed = RunResult("case", "r", "free").with_verdict(
        ERROR, "crashed while computing"
    )
    with pytest.raises(
        InputError, match="nothing to draw: error: crashed while"
    ):
        histories(Results("0", "1", {}, [failed]), "free")
