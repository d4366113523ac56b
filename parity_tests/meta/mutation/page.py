"""Write docs/mutants.md and its badge from what was recorded."""

from __future__ import annotations

import datetime
import json
import subprocess
from collections import Counter
from collections.abc import Iterable, Sequence

from lockstep.files.paths import repository_root
from lockstep.ports.environment import describe_machine

from .equivalent import reason
from .jury import KILLED, Verdict
from .mutants import Mutant, mutants
from .operators.arrays import OPERATORS
from .record import Record
from .reference import topic
from .trees.sources import LANGUAGES

ROOT = repository_root()
PAGE = ROOT / "docs" / "mutants.md"
BADGE = ROOT / "docs" / "mutants.json"
TITLES = {"python": "Python", "r": "R", "octave": "Octave"}
SIGNS = "One sign is taken for another."
Row = tuple[Mutant, Verdict]
HEAD = """\
# Mutation score

<!-- Written by `make mutants`; do not edit. -->

A mutant is a copy of a package with one place of its mathematics changed: a
sign, a factor, an axis, an index, an update, a default. Each language is read
by a parser (Python's and R's own, tree-sitter's for Octave), so that a change
is one of code, not of text.

A mutant is **killed** if the judge says that the port diverges, or if an
assertion of the language's own tests fails; the judge is asked first. A mutant
that stops with an error, hangs or cannot be read is not counted as killed: the
columns say how many there are. The unbroken code passes the same jury, else
nothing is written. The reference stays unbroken: what is broken is a port that
is held to it, in Python, too.

Measured on {date}, commit `{commit}`{changed}, {machine}.
{partly}
## By language

Named: the judge's verdict names the function that is broken, or, where that
is not a public one, a function of its topic. Killed: a share of those that run.
Noticed in any way: all that do not survive, a share of all but the equivalent.

| language | mutants | equivalent | do not run | hang | do not build | \
judged | killed by the judge | of these named | killed by own tests alone | \
survive | **killed** | at least | noticed in any way |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
"""
OPERATORS_HEAD = """
## By operator

Killed, of those that run.

| operator | what it does | {titles} |
|---|---|{lines}|
"""
STEMS_HEAD = """
## By topic

| topic | {titles} |
|---|{lines}|
"""
SURVIVORS = """
## Survivors

{words}
"""
EQUIVALENT = """
## Equivalent mutants

They change the text and not the result. The score fails if one of them is
killed.

| where | change | why nothing changes |
|---|---|---|
"""


def is_named(mutant: Mutant, verdict: Verdict) -> bool:
    """Whether the verdict names what is broken."""
    if not verdict.operation:
        return False
    if verdict.operation == mutant.function:
        return True
    stem = {"search_space": "tuning", "powers": "optimizers", "npy": "fixtures"}
    own = stem.get(mutant.stem, mutant.stem)
    return topic(verdict.operation) == own


def page(rows: Sequence[Row], total: int, facts: dict[str, str]) -> str:
    """The whole page."""
    judged = [row for row in rows if not reason(row[0])]
    waiting = total - len(rows)
    partly = (
        f"\nNot all: {len(rows)} of {total} mutants, drawn at random (pictures "
        'last). "At least" says what share of all is killed at least, with a '
        "confidence of 95 %. Survivors of earlier days have got tests "
        "since: of those not drawn yet, fewer may be killed.\n"
        if waiting
        else ""
    )
    titles = " | ".join(TITLES.values())
    lines = "---|" * len(LANGUAGES)
    given = {"titles": titles, "lines": lines[:-1]}
    text = HEAD.format(**facts, partly=partly)
    text += "".join(_language_row(name, rows) for name in LANGUAGES)
    text += OPERATORS_HEAD.format(**given)
    for name, operator in OPERATORS.items():
        of_one = [row for row in judged if row[0].operator == name]
        what = operator.__doc__ or SIGNS
        text += f"| {name} | {what} | {_cells(of_one)} |\n"
    text += STEMS_HEAD.format(**given)
    for stem in sorted({mutant.stem for mutant, _ in rows}):
        of_one = [row for row in judged if row[0].stem == stem]
        text += f"| {stem} | {_cells(of_one)} |\n"
    left = [m for m, v in judged if v.end == "survives"]
    words = _survivors(left) if left else "None."
    text += SURVIVORS.format(words=words)
    known = {m.key: m for m, _ in rows if reason(m)}
    text += EQUIVALENT
    for mutant in known.values():
        place = f"{mutant.language} `{mutant.file}`, {mutant.function}"
        text += f"| {place} | {_change(mutant)} | {reason(mutant)} |\n"
    return text


def _language_row(language: str, rows: Sequence[Row]) -> str:
    own = [row for row in rows if row[0].language == language]
    counted = [row for row in own if not reason(row[0])]
    ends = Counter(verdict.end for _, verdict in counted)
    killed = sum(ends[end] for end in KILLED)
    judged = killed + ends["survives"]
    named = sum(is_named(m, v) for m, v in counted if v.end == "diverged")
    share = f"**{killed / judged:.2%}**" if judged else "-"
    cells = (
        TITLES[language],
        len(own),
        len(own) - len(counted),
        ends["does not run"],
        ends["hangs"],
        ends["does not build"],
        judged,
        ends["diverged"],
        named,
        ends["assertion"],
        ends["survives"],
        share,
        f"{least(killed, judged):.2%}" if judged else "-",
        f"{1 - ends['survives'] / len(counted):.2%}" if counted else "-",
    )
    return f"| {' | '.join(map(str, cells))} |\n"


def least(killed: int, judged: int) -> float:
    """Wilson's lower bound of a share, at 95 % from below."""
    share, z2 = killed / judged, 1.6449**2
    spread = (z2 * (share * (1 - share) + z2 / (4 * judged)) / judged) ** 0.5
    return (share + z2 / (2 * judged) - spread) / (1 + z2 / judged)


def _cells(rows: Iterable[Row]) -> str:
    rows = list(rows)
    cells = []
    for language in LANGUAGES:
        ends = [v.end for m, v in rows if m.language == language]
        killed = sum(end in KILLED for end in ends)
        judged = killed + ends.count("survives")
        cells.append(f"{killed} / {judged}" if judged else "-")
    return " | ".join(cells)


def _change(mutant: Mutant) -> str:
    right, wrong = (
        " ".join(t.split()).replace("|", "\\|")
        for t in (mutant.right, mutant.wrong)
    )
    return f"`{right}` → `{wrong}`" if wrong else f"`{right}` left out"


def _survivors(left: Sequence[Mutant]) -> str:
    rows = "".join(
        f"| {m.language} `{m.file}:{m.line}` | {m.operator} | {_change(m)} |\n"
        for m in left
    )
    return "| where | operator | change |\n|---|---|---|\n" + rows.rstrip()


def facts() -> dict[str, str]:
    """When, what and where."""
    commit = _git("rev-parse", "--short", "HEAD")
    own = ("python", "r", "octave", "fixtures", "parity_tests")
    changed = _git("status", "--porcelain", "--", *own)
    return {
        "date": datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%d"),
        "commit": commit,
        "changed": " with changes of its own" if changed else "",
        "machine": _machine(),
    }


def _machine() -> str:
    about = describe_machine()
    return f"{about['platform']}, Python {about['python']}"


def _git(*words: str) -> str:
    done = subprocess.run(
        ["git", *words], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout.strip()


def badge(rows: Sequence[Row]) -> dict[str, object]:
    """The badge's text, as shields.io reads it."""
    ends = [v.end for m, v in rows if not reason(m)]
    killed = sum(end in KILLED for end in ends)
    judged = killed + ends.count("survives")
    share = killed / judged if judged else 0.0
    return {
        "schemaVersion": 1,
        "label": "mutants killed",
        "message": f"{share:.1%} of {judged}",
        "color": "brightgreen" if share >= 0.99 else "yellow",
    }


def main() -> None:
    """Write page and badge."""
    rows: list[Row] = []
    total = 0
    for language in LANGUAGES:
        rows += Record(language).known(mutants(language))
        total += len(mutants(language))
    PAGE.write_text(page(rows, total, facts()), "utf-8")
    BADGE.write_text(json.dumps(badge(rows), indent=1) + "\n", "utf-8")
