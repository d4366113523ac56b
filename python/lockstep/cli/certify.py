"""lockstep certify: values of which every digit is proved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from ..console.progress import shown
from ..errors import InputError
from ..errors.libraries import require
from .app import EXIT_DIVERGED, EXIT_EQUAL, EXIT_NOT_RUN, app, screen

if TYPE_CHECKING:  # --help should be quick
    from ..cases.load import LoadedCase


@app.command(
    epilog="Examples: 'lockstep certify circles-2x7x1_relu-random' proves a "
    "run from its first step; with '--at 150' one step from the reference's "
    "parameters. '--check' computes all stored values again, '--store' "
    "renews them."
)
def certify(
    cases: Annotated[
        list[str] | None,
        typer.Argument(
            help="Ids of fixtures or paths of your own case files. With "
            "--store or --check, all fixtures if none is given.",
            show_default=False,
        ),
    ] = None,
    steps: Annotated[
        int | None,
        typer.Option(min=1, help="Stop after this many steps (default: all)."),
    ] = None,
    digits: Annotated[
        int,
        typer.Option(min=1, max=100, help="Significant digits to be proved."),
    ] = 17,
    seconds: Annotated[
        float,
        typer.Option(
            min=1,
            help="Of the processor, a case; then no further step is begun.",
        ),
    ] = 40.0,
    at: Annotated[
        int | None,
        typer.Option(
            min=0, help="Prove this step, from the reference's parameters."
        ),
    ] = None,
    store: Annotated[
        bool, typer.Option("--store", help="Keep the values as fixtures.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Compute stored values again.")
    ] = False,
    quick: Annotated[
        bool, typer.Option("--quick", help="Check the first steps only.")
    ] = False,
) -> None:
    """Prove loss, gradients and parameters in ball arithmetic."""
    require("flint")
    from ..fixtures.certify_many import chosen

    if store and check:
        raise InputError("certify: say either --store or --check")
    if not cases and not (store or check):
        raise InputError("certify: name a case, or say --store or --check")
    loaded = chosen(cases)
    if store:
        raise typer.Exit(_store(loaded, seconds))
    if check:
        raise typer.Exit(_check(loaded, quick))
    whole = [_certify(case, steps, digits, seconds, at) for case in loaded]
    raise typer.Exit(EXIT_EQUAL if all(whole) else EXIT_NOT_RUN)


def _store(cases: list[LoadedCase], seconds: float) -> int:
    from ..fixtures.certify_many import store_all

    console = screen()
    with shown(Console(stderr=True)) as progress:
        for case, facts in store_all(cases, seconds, progress):
            proved = facts.get("steps_proved")
            what = f"{proved} steps: " if proved is not None else ""
            console.print(f"{case}: {what}{facts['ended']}", highlight=False)
    console.print("now record them: lockstep fixtures --write")
    return EXIT_EQUAL


def _check(cases: list[LoadedCase], quick: bool) -> int:
    from ..fixtures.certify_many import check_all

    console, differences = screen(), 0
    with shown(Console(stderr=True)) as progress:
        for _, lines in check_all(cases, quick, progress):
            differences += len(lines)
            for line in lines:
                console.print(line, highlight=False)
    found = f"{differences} differences" if differences else "all proved again"
    console.print(f"{len(cases)} cases: {found}")
    return EXIT_DIVERGED if differences else EXIT_EQUAL


def _certify(
    case: LoadedCase,
    steps: int | None,
    digits: int,
    seconds: float,
    at: int | None,
) -> bool:
    """Certify one case and print what was proved; tell if all was."""
    from ..cases.load import OperationCase
    from ..reference.start import start_at
    from ..truth.formulas.operations import certify_operation
    from ..truth.proofs.show import operation_table, run_table, step_table
    from ..truth.proofs.single_step import certify_step
    from ..truth.proofs.trajectory import certify_run

    if isinstance(case, OperationCase):
        operation = certify_operation(case, digits)
        screen().print(operation_table(operation))
        return _told(operation.reason)
    if at is not None:
        step = certify_step(case, at, *start_at(case, at), digits)
        screen().print(step_table(step))
        return _told(step.reason)
    with shown(Console(stderr=True)) as progress:
        advance = progress.add(case.id, min(case.steps, steps or case.steps))
        run = certify_run(case, steps, digits, seconds, progress=advance)
    screen().print(run_table(run))
    screen().print(
        f"{run.steps} steps proved to {digits} digits with {run.precision} "
        f"bits in {run.seconds} s"
    )
    return _told(run.reason)


def _told(reason: str) -> bool:
    """Print why something is not proved; whether nothing is missing."""
    if reason:
        screen().print(f"not proved further: {reason}", highlight=False)
    return not reason
