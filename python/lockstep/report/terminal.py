"""A report for people: a table, and a paragraph for each run that failed."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from ..cases.quick import quick_words
from ..judge import EQUAL, SKIPPED
from ..judge.results import Results, RunResult
from .levels import (
    fresh_count,
    lacking_words,
    level_counts,
    levels_reached,
)
from .port.blocks import blocks, has_failed
from .table import STYLES, results_table


def print_results(console: Console, results: Results) -> None:
    """Print a whole report.

    Parameters
    ----------
    console : Console
        Colour on a terminal, plain text elsewhere.
    results : Results
    """
    console.print(_versions(results))
    console.print(results_table(results.runs, console.width))
    for block in blocks(results.runs):
        console.print(block, crop=False)
    console.print()
    failed = {(run.case, run.port) for run in results.runs if has_failed(run)}
    for run in results.runs:
        is_told = (run.case, run.port) in failed  # a block says more
        if run.verdict == EQUAL and run.message and not is_told:
            told = "; ".join(filter(None, [run.message, run.diagnosis]))
            console.print(f"{run.case}, {run.port}, {run.mode}: {told}")
    skipped = [run for run in results.runs if run.verdict == SKIPPED]
    for case, message in {run.case: run.message for run in skipped}.items():
        console.print(Text(f"{case} is not run: {message}"), soft_wrap=True)
    for lost in _edited(results.runs):
        console.print(lost, soft_wrap=True)
    for line in _levels(results):
        console.print(line)
    console.print(_summary(results))
    if "quick" in results.environment:
        told = quick_words(results.environment["quick"])
        console.print(Text(told), soft_wrap=True)


def _edited(runs: list[RunResult]) -> Iterable[Text]:
    """Name the fixtures that are not what their certified values are of."""
    cases = dict.fromkeys(run.case for run in runs if run.has_lost_truth)
    for case in cases:
        yield Text(
            f"{case} was edited: its certified values are not used; restore "
            f"it with git, or type: lockstep certify {case} --store"
        )


def _levels(results: Results) -> Iterable[str]:
    """Tell what each level came to, and what was not asked."""
    fresh = fresh_count(results)
    if fresh is not None:
        seed = results.environment["fresh"]["seed"]
        yield f"fresh cases: {fresh[0]} of {fresh[1]} (seed {seed})"
    levels = levels_reached(results)
    if levels is not None:
        yield levels.words
    for count in level_counts(results):
        yield f"level {count.level}: {count.words}"
    lacking = lacking_words(results)
    if lacking:
        yield f"not supported: {lacking}"


def _versions(results: Results) -> str:
    ports = results.environment["ports"]
    described = [
        f"{name}: {facts.get('language', 'not available')}"
        for name, facts in ports.items()
    ]
    return (
        f"lockstep {results.lockstep}, fixtures {results.fixtures}; "
        + "; ".join(described)
    )


def _summary(results: Results) -> Text:
    runs = [run for run in results.runs if run.verdict != SKIPPED]
    ports = list(dict.fromkeys(run.port for run in runs))
    own = results.own_values
    itself = f", and {own:,} of the reference's with itself" if own else ""
    text = Text(results.verdict, style=STYLES[results.verdict])
    counts = {
        verdict: sum(run.verdict == verdict for run in runs)
        for verdict in STYLES
    }
    told = ", ".join(f"{n} {word}" for word, n in counts.items() if n)
    n_skipped = len(results.runs) - len(runs)
    apart = f"; {n_skipped} not run, files are missing" if n_skipped else ""
    n_earlier = sum(run.is_earlier for run in runs)
    earlier = (
        f"; {n_earlier} of {len(runs)} taken from earlier runs"
        if n_earlier
        else ""
    )
    early = "" if results.is_complete else "; the run is not complete"
    return text.append(
        f": {len(runs)} runs on {', '.join(ports)} ({told}); "
        f"{results.values:,} values compared{itself}{apart}"
        f"{earlier}{early}",
        style="default",
    )
