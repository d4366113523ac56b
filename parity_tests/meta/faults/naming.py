"""Which planted faults the judge names, in each language.

    PYTHONPATH=parity_tests/meta python -m faults.naming [LANGUAGE]...

writes docs/measured/named-mistakes.json, from which docs/known_mistakes.py
makes the table of docs/known-mistakes.md.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import Bench

from lockstep.judge.results import RunResult

from . import FAULTS
from .table import LANGUAGES, Fault, Sight

FILE = Path(__file__).parents[3] / "docs" / "measured" / "named-mistakes.json"
# What each fault is in docs/known-mistakes.md; every other is not listed.
LISTED = {
    "H2": ("db-not-divided-last",),
    "D12": ("dropout-back-missing",),
    "D13": ("adam-epsilon-inside", "rmsprop-epsilon-inside"),
    "D20": ("weights-not-transposed",),
    "D25b": ("classical_momentum-without-memory",),
    "D26": ("adam-without-memory", "rmsprop-without-memory"),
    "W1": ("adam-not-corrected",),
    "W2": ("count-not-increased",),
    "W3": ("adam-betas-swapped",),
    "W4": ("momentum-classical",),
    "W5": ("momentum-averaged",),
    "W6": ("batches-shuffled-once",),
    "W7": ("gradients-of-full-size",),
    "W8": ("softmax-twice-forward",),
    "W9": ("squared-error-gradient",),
    "W10": ("loss-penalty-not-halved",),
    "W11": ("penalty-of-biases", "bias-gradient-penalised"),
    "W12": ("penalty-gradient-missing",),
    "W13": ("loss-without-penalty",),
    "W14": ("dropout-forward-not-scaled",),
    "W16": ("weights-reshaped-by-rows", "weights-reshaped-by-columns"),
    "W17": ("labels-too-high",),
    "W18": ("slope-missing",),
    "W20": ("activation-missing-forward",),
    "X3": ("relu-slope-at-0",),
}
RIGHT, SILENT, WRONG = "right", "silent", "wrong"


def named_sights(fault: Fault) -> list[Sight]:
    """Where training shows a fault: there a mistake can be named."""
    return [s for s in fault.seen if s.mode != "operation" and s.quantity]


def kind_of(fault: str) -> str:
    """Whether a fault is in the catalogue of known mistakes."""
    return "listed" if fault in LISTED else "others"


def naming(fault: Fault, runs: list[RunResult]) -> str:
    """Whether a fault was named: right in every run, or wrongly in one."""
    listed = set(LISTED.get(fault.id, ()))
    told = [
        {cause.id for cause in run.divergence.causes}
        for run in runs
        if run.divergence is not None
    ]
    if any(names and not names & listed for names in told):
        return WRONG
    return RIGHT if told and all(told) else SILENT


def main(languages: Sequence[str]) -> None:
    """Plant, judge, and write what was named."""
    found = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    with Bench() as bench:
        for language in languages:
            found[language] = {"listed": {}, "others": {}}
            for fault, word in _named(bench, language):
                found[language][kind_of(fault)][fault] = word
    FILE.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


def _named(bench: Bench, language: str) -> Iterator[tuple[str, str]]:
    for fault in FAULTS:
        sights, edits = named_sights(fault), fault.edits(language)
        if sights and edits:
            cases = [(s.case, s.mode, s.steps) for s in sights]
            runs = list(bench.judge(language, edits, cases))
            yield fault.id, naming(fault, runs)


if __name__ == "__main__":
    main(sys.argv[1:] or LANGUAGES)
