"""A report for people: a table, and a paragraph for each run that failed."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.text import Text

from ..judge import EQUAL, NOT_SUPPORTED, SKIPPED
from ..judge.results import Results, RunResult
from .formats.summary import skipped_reasons
from .levels import earned_level, level_counts, reached_level
from .table import STYLES, results_table

PRINTED = 5  # lines of a failed port's output


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
    for run, others in most_telling(results.runs):
        console.print(_explain(run, others), "")
    for run in results.runs:
        if run.verdict == EQUAL and run.message:
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


def most_telling(
    runs: Iterable[RunResult],
) -> list[tuple[RunResult, list[RunResult]]]:
    """Of all that failed of a port on a case, the run that tells most.

    A wrong input comes first, for it explains the rest; then the highest
    level that diverges, for it names the operation; then what is no number.

    Returns
    -------
    list of (RunResult, list of RunResult)
        Each with the others that failed.
    """
    failed: dict[tuple[str, str], list[RunResult]] = {}
    for run in runs:
        if run.verdict not in (EQUAL, SKIPPED, NOT_SUPPORTED):
            failed.setdefault((run.case, run.port), []).append(run)
    found = []
    for group in failed.values():
        first = max(group, key=_tells)
        found.append((first, [run for run in group if run is not first]))
    return found


def _tells(run: RunResult) -> tuple[bool, bool, int]:
    return (run.mode == "echo", run.divergence is not None, run.level or 0)


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
    reasons = skipped_reasons(results)
    if reasons:
        told = (f"{reason} ({n} runs)" for reason, n in reasons.items())
        yield "not supported: " + "; ".join(told)
    counts = level_counts(results)
    for count in counts:
        yield f"level {count.level}: {count.words}"
    reached, earned = reached_level(counts), earned_level(counts)
    if reached == earned:
        where = ""
    else:
        where, earned = " in the part that was run", reached
    if counts:
        yield f"level reached{where}: {'none' if earned is None else earned}"


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


def _explain(run: RunResult, others: list[RunResult]) -> RenderableType:
    head = Text.assemble(
        "\n",
        (run.verdict, STYLES[run.verdict]),
        f": {run.case}, {run.port}, {run.mode}",
    )
    lines: list[RenderableType] = [head, Text(f"  {run.message}")]
    place = run.divergence
    if place is not None:
        for cause in place.causes:
            lines.append(
                Text(f"  known mistake: {cause.words}; right: {cause.cure}")
            )
        lines += [Text(f"  hint: {hint}") for hint in place.hints]
        before = f"all {place.step} steps before it" if place.step else ""
        same = ", ".join(place.agreed)
        agreed = "; ".join(filter(None, [before, same]))
        lines.append(Text(f"  agreed before: {agreed or 'nothing'}"))
        if place.also_wrong:
            wrong = ", ".join(place.also_wrong)
            lines.append(Text(f"  also wrong at this step: {wrong}"))
    if run.diagnosis:
        lines.append(Text(f"  what it means: {run.diagnosis}"))
    if run.output.strip():
        lines.append(Text("  what it printed at the end:"))
        printed = run.output.strip().splitlines()[-PRINTED:]
        lines += [Text(f"    {line[:200]}") for line in printed]
    if others:
        told = ", ".join(_where(other) for other in others)
        lines.append(Text(f"  fails as well: {told}"))
    lines.append(Text(f"  see it again: {run.command}"))
    if run.explain:
        lines.append(Text(f"  look closer: {run.explain}"))
    return Group(*lines)


def _where(run: RunResult) -> str:
    return run.mode if run.level is None else f"level {run.level}"


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
