"""Write docs/mutants.md and its badge from the scores of each language."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from lockstep.files.paths import repository_root

from ..operators.arrays import OPERATORS
from ..operators.others import IDEAS, Idea
from ..trees.sources import LANGUAGES
from .score import Score, read_scores, update_scores

ROOT = repository_root()
PAGE = ROOT / "docs" / "mutants.md"
BADGE = ROOT / "docs" / "mutants.json"
TITLES = {"python": "Python", "r": "R", "octave": "Octave"}
SIGNS = "One operator of the language is taken for another."
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

A verdict is kept as long as its mutant's code stays as it is. Counted on:

{measured}

## By language

Named: the judge's verdict names the function that is broken, or, where that
is not a public one, a function of its topic. Killed: a share of those that run.
Noticed in any way: all that do not survive, a share of all but the equivalent.
At least: the share that is killed if every mutant that is not judged yet runs
and survives.

| language | known, of all | equivalent | do not run | hang | do not build | \
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
BESIDE = """
## Beside other tools

R has two packages for mutation testing, muttest and mutator (0.3). What they
change, and which operator here does it:

| change | tool | here | what differs |
|---|---|---|---|
{rows}

Three of their ideas were tried apart in R on 30 November 2026, and are not part
of the score: a named argument left out, half of a condition left out, a flag
turned. Of 308 such mutants 69 were judged, and 13 survived.
Most of those change nothing (`fixed = TRUE` where a pattern is plain text, the
size of a picture's words); the others stood in conditions of `expect_parity`,
which has tests for them now.
"""
EQUIVALENT = """
## Equivalent mutants

They change the text and not the result. The score fails if one of them is
killed.

| where | change | why nothing changes |
|---|---|---|
"""


Scores = Mapping[str, Score]


def page(scores: Scores) -> str:
    """The whole page."""
    titles = " | ".join(TITLES[language] for language in scores)
    given = {"titles": titles, "lines": ("---|" * len(scores))[:-1]}
    text = HEAD.format(measured="\n".join(_measured(scores)))
    text += "".join(
        _language_row(language, score) for language, score in scores.items()
    )
    text += OPERATORS_HEAD.format(**given)
    for name, operator in OPERATORS.items():
        what = operator.__doc__ or SIGNS
        cells = _cells(score.operators.get(name) for score in scores.values())
        text += f"| {name} | {what} | {cells} |\n"
    text += STEMS_HEAD.format(**given)
    for stem in sorted({stem for s in scores.values() for stem in s.topics}):
        cells = _cells(score.topics.get(stem) for score in scores.values())
        text += f"| {stem} | {cells} |\n"
    text += SURVIVORS.format(words=_survivors(scores))
    text += BESIDE.format(rows="\n".join(map(_beside, IDEAS)))
    text += EQUIVALENT
    for language, score in scores.items():
        for place, change, why in score.equivalent:
            text += f"| {language} {place} | {change} | {why} |\n"
    return text


def _measured(scores: Scores) -> Iterator[str]:
    """When, of what and where each language was counted, and how far."""
    for language, score in scores.items():
        told = (
            f"- {TITLES[language]}: {score.date}, commit `{score.commit}`, "
            f"{score.machine}."
        )
        if score.n_known < score.n_mutants:
            told += (
                f" Not all: {score.n_known:,} of {score.n_mutants:,} mutants, "
                "drawn at random (pictures last). Tests were written for "
                "earlier survivors: of the mutants not judged yet, a smaller "
                "share may be killed."
            )
        yield f"{told} {score.note}".rstrip()


def _language_row(language: str, score: Score) -> str:
    ends = score.ends
    counted, survive = sum(ends.values()), ends.get("survives", 0)
    killed, judged = score.killed, score.judged
    cells = (
        TITLES[language],
        f"{score.n_known:,} of {score.n_mutants:,}",
        score.n_known - counted,
        ends.get("does not run", 0),
        ends.get("hangs", 0),
        ends.get("does not build", 0),
        judged,
        ends.get("diverged", 0),
        score.named,
        ends.get("assertion", 0),
        survive,
        f"**{killed / judged:.2%}**" if judged else "-",
        _at_least(score),
        f"{1 - survive / counted:.2%}" if counted else "-",
    )
    return f"| {' | '.join(map(str, cells))} |\n"


def _at_least(score: Score) -> str:
    """Where all are judged, the share says it."""
    is_whole = score.n_known == score.n_mutants
    return "-" if is_whole else f"{score.least:.2%}"


def _cells(counts: Iterable[list[int] | None]) -> str:
    """Killed of judged, in each language; a dash where nothing was judged."""
    return " | ".join(
        f"{count[0]} / {count[1]}" if count and count[1] else "-"
        for count in counts
    )


def _survivors(scores: Scores) -> str:
    rows = [
        f"| {language} `{place}` | {operator} | {change} |"
        for language, score in scores.items()
        for place, operator, change in score.survivors
    ]
    heads = ["| where | operator | change |", "|---|---|---|"]
    return "\n".join(heads + rows) if rows else "None."


def _beside(idea: Idea) -> str:
    here = "; ".join(idea.here) or "-"
    return f"| {idea.what} | {idea.tools} | {here} | {idea.why} |"


def badge(scores: Scores) -> dict[str, object]:
    """The badge's text, as shields.io reads it."""
    killed = sum(score.killed for score in scores.values())
    judged = sum(score.judged for score in scores.values())
    share = killed / judged if judged else 0.0
    return {
        "schemaVersion": 1,
        "label": "mutants killed",
        "message": f"{share:.1%} of {judged}",
        "color": "brightgreen" if share >= 0.99 else "yellow",
    }


def write(scores: Scores) -> None:
    """Write page and badge."""
    PAGE.write_text(page(scores), "utf-8")
    BADGE.write_text(json.dumps(badge(scores), indent=1) + "\n", "utf-8")


def main(languages: Iterable[str] = LANGUAGES) -> None:
    """Count some languages anew; write page and badge of all."""
    write(update_scores(languages))


if __name__ == "__main__":  # page and badge alone, of what was counted
    write(read_scores())
