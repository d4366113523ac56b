"""What the posts' programs compute, measured by docs/measured/posts.py."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from .tables import table

FILE = Path(__file__).parents[1] / "measured" / "posts.json"
PYTHON = ("as_published", "other_order", "divided", "divided_other_order")
R = ("as_published", "row_sums", "row_sums_zero_biases")


def kept() -> dict[str, Any]:
    """What was measured."""
    return json.loads(FILE.read_text("utf-8"))


def losses(language: str, runs: tuple[str, ...], heads: list[str]) -> str:
    """Losses of some runs at each 1,000th step."""
    columns = [kept()[language][run]["losses"] for run in runs]
    rows = [
        [1000 * row, *(f"{loss:.7f}" for loss in values)]
        for row, values in enumerate(zip(*columns, strict=True))
    ]
    return table(["step", *heads], rows)


def python_losses() -> str:
    """With the missing division, and without; in two orders of samples."""
    heads = ["$db_2$ not divided", "the same, samples reversed"]
    return losses("python", PYTHON, [*heads, "divided", "divided, reversed"])


def r_losses() -> str:
    """With the scalar db1, without, and without random biases too."""
    heads = ["scalar $db_1$", "row sums", "row sums, biases 0"]
    return losses("r", R, heads)


def post_counts() -> str:
    """Confusion matrices after 10,000 steps, a row of the table a run."""
    rows = []
    names = {"python": "Python", "r": "R"}
    for language, runs in (("python", PYTHON), ("r", R)):
        for run in runs:
            counts = kept()[language][run]["counts"]
            right = sum(counts[k][k] for k in range(3))
            shown = " ; ".join(" ".join(map(str, row)) for row in counts)
            words = run.replace("_", " ")
            rows.append([names[language], words, shown, right / 300])
    return table(["language", "run", "true classes in rows", "accuracy"], rows)


def relu_times() -> str:
    """How long R takes for one relu of 100 x 300 scores."""
    found = kept()["r"]
    slow, fast = found["relu_apply"], found["relu_pmax"]
    rows = [
        ["`apply(Z, 1:2, function(z) max(0, z))`", f"{slow:.1f} ms"],
        ["`pmax(Z, 0)`", f"{fast:.2f} ms"],
        ["ratio", f"{slow / fast:.0f}"],
    ]
    return table(["a relu of 100 x 300 scores", f"{found['R']}"], rows)


def fault_table() -> str:
    """The published errors, from the page that the judge's tests write."""
    text = (FILE.parents[1] / "faults.md").read_text("utf-8")
    rows, known = [], set()
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if re.match(r"[HD]\d", cells[0]) and cells[0] not in known:
            known.add(cells[0])
            rows.append([cells[0], cells[1], cells[4].split("<br>")[0]])
    return table(["id", "what is wrong", "first seen, step"], rows)
