"""How to run a lesson, what it prints, and what solves its exercises."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

from lockstep.languages import LANGUAGES

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "docs" / "measured" / "lessons.json"
FILES = {
    "python": "python/examples/{}.py",
    "r": "r/examples/{}.R",
    "octave": "octave/examples/{}.m",
}
COMMANDS = {
    "python": ".venv/bin/python",
    "r": "Rscript",
    "octave": "octave-cli",
}


def lesson(part: str) -> str:
    """How to run the lesson of a part, its time, and what it prints."""
    kept = _kept(part)
    commands = [
        f"    {COMMANDS[language]} {file.format(part)}"
        for language, file in FILES.items()
    ]
    seconds = ", ".join(
        f"{LANGUAGES[language].title} {value:.0f} s"
        for language, value in kept["seconds"].items()
    )
    return "\n".join(
        [
            "From the root of the repository, after `make setup`:\n",
            *commands,
            "",
            f"Time it takes: {seconds} (measured on {kept['date']},",
            "pictures included). All three print this:\n",
            _folded("What the lesson prints", kept["printed"]),
        ]
    )


def solution(part: str) -> str:
    """The program that solves the exercises of a part, folded."""
    name = f"solutions/{part}"
    heads, cells = [], []
    for language, file in FILES.items():
        place = file.format(name)
        code = (ROOT / place).read_text("utf-8").rstrip()
        title = f"{LANGUAGES[language].title}"
        link = f'<a href="../../{place}">{title}</a>'
        heads.append(f"<th>{link}</th>")
        cells.append(f"<td>\n\n```{language}\n{code}\n```\n\n</td>")
    row = "\n".join(cells)
    return "\n".join(
        [
            "<details><summary>Solution, and what it prints</summary>\n",
            f"<table>\n<tr>{''.join(heads)}</tr>\n<tr>\n{row}\n</tr>\n</table>",
            f"\n```text\n{_kept(name)['printed']}\n```\n",
            "</details>",
        ]
    )


def _kept(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(KEPT.read_text("utf-8"))[name]
    return found


def _folded(summary: str, text: str) -> str:
    head = f"<details><summary>{html.escape(summary)}</summary>\n"
    return f"{head}\n```text\n{text}\n```\n\n</details>"
