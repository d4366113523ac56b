"""Compute stored values again and say where they differ."""

from __future__ import annotations

from collections.abc import Iterator

from ...cases.load import Case, LoadedCase, OperationCase, TrainingCase
from ...files.strict_json import JsonObject, JsonValue
from ..formulas.operations import certify_operation
from ..formulas.witness import is_recorded
from ..second_opinions.independent import independent_checks
from ..stored import expected_file, matrices, stored_expected
from .beyond import continue_unproved
from .single_step import certify_step
from .trajectory import certify_run

STORE = "lockstep certify --store"
QUICK_STEPS = 3


def check_case(case: LoadedCase, quick: bool = False) -> list[str]:
    """Compare what is stored for a case with what is proved now.

    Text is compared with text: a stored decimal is a property of the truth,
    so that one digit more or less is a fault.

    Parameters
    ----------
    case : TrainingCase or OperationCase
    quick : bool
        Only the first steps of a training case, and no independent checks.

    Returns
    -------
    list of str
        A line for each difference.
    """
    facts = stored_expected(case)
    if facts is None:
        there = "for another version of the case" if _there(case) else "missing"
        return [f"{case.id}: certified values {there}; type: {STORE} {case.id}"]
    if isinstance(case, OperationCase):
        found = certify_operation(case, facts["digits"]).values
        return [*_apart(case.id, facts["results"], found)]
    differences = [*_check_run(case, facts, quick)]
    if not quick:
        differences += _check_checks(case, facts)
        differences += _check_beyond(case, facts)
    differences += _check_replays(case, facts)
    return differences


def _there(case: Case) -> bool:
    return expected_file(case).is_file()


def _check_run(
    case: TrainingCase, facts: JsonObject, quick: bool
) -> Iterator[str]:
    """Run as far as is stored, with the precision that sufficed."""
    proved = facts["steps_proved"]
    steps = min(proved, QUICK_STEPS) if quick else proved
    found = certify_run(
        case, steps, facts["digits"], precisions=(facts["precision"],)
    )
    if found.steps < steps:
        yield f"{case.id}: {steps} steps are stored, but {found.reason}"
    stored = facts["losses"][: found.steps]
    yield from _apart(f"{case.id} loss", stored, found.losses)
    wanted = {
        step: value
        for step, value in facts["steps"].items()
        if int(step) < found.steps
    }
    values = {str(step): value for step, value in found.values.items()}
    # A short run ends at a step of its own, which need not be stored.
    values = {s: v for s, v in values.items() if s in wanted or not quick}
    yield from _apart(f"{case.id} step", wanted, values)


def _check_replays(case: TrainingCase, facts: JsonObject) -> Iterator[str]:
    for step, stored in facts.get("replays", {}).items():
        parameters, state = matrices(case, stored["start"])
        found = certify_step(case, int(step), parameters, state).values
        values = {name: v for name, v in found.items() if is_recorded(name)}
        yield from _apart(f"{case.id} replay {step}", stored["values"], values)


def _check_checks(case: TrainingCase, facts: JsonObject) -> Iterator[str]:
    for name, check in independent_checks(case, facts).items():
        if isinstance(check, dict) and not check["passed"]:
            yield f"{case.id}: {name} disagree, {check['relative_error']}"


def _check_beyond(case: TrainingCase, facts: JsonObject) -> Iterator[str]:
    stored = facts.get("beyond")
    if stored is None:
        return
    found = continue_unproved(
        case, facts["steps_proved"], float("inf"), stored["step"]
    )
    for key in ("losses", "values"):
        again = None if found is None else found[key]
        yield from _apart(f"{case.id} beyond {key}", stored[key], again)


def _apart(place: str, stored: JsonValue, found: JsonValue) -> Iterator[str]:
    """Name the first text of each nested value that differs."""
    if isinstance(stored, dict) and isinstance(found, dict):
        for name in {**stored, **found}:
            yield from _apart(
                f"{place} {name}", stored.get(name), found.get(name)
            )
        return
    lists = isinstance(stored, list) and isinstance(found, list)
    if lists and len(stored) == len(found):
        for row, pair in enumerate(zip(stored, found, strict=True)):
            yield from _apart(f"{place}[{row}]", *pair)
        return
    if stored != found:
        yield f"{place}: stored {_shown(stored)}, proved {_shown(found)}"


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) < 60 else f"{text[:60]}..."
