"""A table for people, and a paragraph for each run that did not pass."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from ..compare.findings import Comparison, WorstError
from ..judge import EQUAL, KNOWN_FAILURE, NOT_SUPPORTED, SKIPPED
from ..judge.results import Outcome, Results, RunResult
from .formats.summary import skipped_reasons
from .levels import earned_level, level_counts, reached_level

COLUMNS = (
    "case",
    "port",
    "mode",
    "verdict",
    "steps",
    "values",
    "worst error",
    "headroom",
    "normwise digits",
    "of an element",
    "seconds",
)
# Left out one by one, until the table fits.
SPARE = ("of an element", "seconds", "steps", "headroom", "mode")
LEFT = ("case", "port", "mode", "verdict")
CASE_WIDTH = 16  # a longer name goes on in the next line
GAP = 2  # characters between columns
MERGED = ("operation", "echo")  # modes that are told in one row
PRINTED = 5  # lines of a failed port's output
STYLES = {
    "equal": "green",
    "diverged": "bold red",
    "error": "bold yellow",
    KNOWN_FAILURE: "yellow",
    NOT_SUPPORTED: "dim",
    "skipped": "yellow",
}


def print_results(console: Console, results: Results) -> None:
    """Print a whole report.

    Parameters
    ----------
    console : Console
        Colour on a terminal, plain text elsewhere.
    results : Results
    """
    console.print(_versions(results))
    console.print(_table(results.runs, console.width))
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


def _table(runs: list[RunResult], width: int) -> Table:
    training = [
        run
        for run in runs
        if run.mode not in MERGED and run.verdict != NOT_SUPPORTED
    ]
    rows = [_cells(run) for run in [*_merged_rows(runs), *training]]
    shown = _fitting(rows, width)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in shown:
        table.add_column(
            heading,
            justify="left" if heading in LEFT else "right",
            no_wrap=heading != "case",
            overflow="fold",
        )
    for cells in rows:
        table.add_row(*(cells[heading] for heading in shown))
    return table


def _fitting(rows: list[dict[str, Text]], width: int) -> list[str]:
    """The columns for which there is room, the case's name folded if need be.

    Values, the worst error and digits are always among them.
    """
    shown = list(COLUMNS)
    needed = {
        heading: max([len(heading), *(len(row[heading]) for row in rows)])
        for heading in COLUMNS
    }
    needed["case"] = min(needed["case"], CASE_WIDTH)
    for heading in SPARE:
        if sum(needed[name] + GAP for name in shown) - GAP <= width:
            break
        shown.remove(heading)
    return shown


def _merged_rows(runs: list[RunResult]) -> Iterable[RunResult]:
    """One row a port for all short runs that agree, one for each other."""
    short = [run for run in runs if run.mode in MERGED]
    short.sort(key=lambda run: MERGED.index(run.mode))
    for (mode, port), group in groupby(short, lambda r: (r.mode, r.port)):
        members = [run for run in group if run.verdict != NOT_SUPPORTED]
        equal = [run for run in members if run.verdict == EQUAL]
        if len(equal) > 1:
            name = f"{len(equal)} {mode} cases"
            equal = [_merged(name, port, mode, equal)]
        yield from equal
        yield from (run for run in members if run.verdict != EQUAL)


def _merged(
    name: str, port: str, mode: str, runs: list[RunResult]
) -> RunResult:
    seen, seconds = Comparison(), 0.0
    for run in runs:
        seen += Comparison(
            run.values,
            {f"{run.case} {n}": worst for n, worst in run.max_error.items()},
            {f"{run.case} {n}": found for n, found in run.truth.items()},
        )
        seconds += run.seconds
    merged = RunResult(name, port, mode, level=runs[0].level)
    return merged.with_outcome(Outcome(seen, len(runs), seconds))


def _cells(run: RunResult) -> dict[str, Text]:
    error, headroom = _error(run)
    cells = {
        "case": run.case,
        "port": run.port,
        "mode": run.mode if run.level is None else f"{run.level} {run.mode}",
        "verdict": run.verdict,
        "steps": f"{run.steps:,}",
        "values": f"{run.values:,}",
        "worst error": error,
        "headroom": headroom,
        "normwise digits": _digits(run),
        "of an element": _element_digits(run),
        "seconds": f"{run.seconds:.1f}",
    }
    style = {"verdict": STYLES[run.verdict]}
    return {
        name: Text(text, style=style.get(name, ""))
        for name, text in cells.items()
    }


def _error(run: RunResult) -> tuple[str, str]:
    """The worst error and its headroom: where a run diverges, those there."""
    place = run.divergence
    if place is None or place.expected is None or place.error is None:
        name, worst = run.worst
        if not name and run.verdict != EQUAL:
            return "-", "-"  # nothing was compared
        quantity = name.rpartition(" ")[2]
        error = f"{worst.relative:.1e} {quantity}" if name else "0"
        return error, _headroom(worst)
    size = abs(place.expected) or 1.0
    error = f"{place.error / size:.1e} {place.quantity}"
    if not place.error > 0 or place.tolerance is None:  # NaN, too
        return error, "-"
    return error, f"{place.tolerance / place.error:.1g}"


def _headroom(worst: WorstError) -> str:
    """Bound over the largest error."""
    if not worst.fraction:
        return "exact"
    room = 1 / worst.fraction
    return f"{room:.1f}" if room < 10 else f"{room:,.0f}"


def _digits(run: RunResult) -> str:
    """Fewest correct digits against certified values, and where."""
    if not run.truth:
        return "edited" if run.has_lost_truth else "-"
    unknown = sum(distance.unknown for distance in run.truth.values())
    gaps = f" ({unknown:,} unknown)" if unknown else ""
    known = {n: found.digits for n, found in run.truth.items() if found.steps}
    if not known:
        return f"-{gaps}"
    name = min(known, key=lambda name: known[name])
    return f"{known[name]:.1f} {name.rpartition(' ')[2]}{gaps}"


def _element_digits(run: RunResult) -> str:
    """Fewest correct digits of a single element."""
    known = [d.element_digits for d in run.truth.values() if d.steps]
    return f"{min(known):.1f}" if known else "-"


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
    early = "" if results.is_complete else "; the run is not complete"
    return text.append(
        f": {len(runs)} runs on {', '.join(ports)} ({told}); "
        f"{results.values:,} values compared{itself}{apart}{early}",
        style="default",
    )
