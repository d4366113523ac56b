"""Certify cases and keep what was proved as fixtures."""

from __future__ import annotations

import datetime
import platform
from collections.abc import Callable

from ...cases.load import LoadedCase, OperationCase, TrainingCase
from ...extras import flint
from ...files.strict_json import JsonObject
from ..formulas.operations import certify_operation
from ..formulas.witness import is_recorded
from ..second_opinions.independent import independent_checks
from ..stored import write_expected
from .beyond import continue_unproved
from .single_step import certify_step, start_at
from .trajectory import Certificate, certify_run

METHOD = (
    "ball arithmetic: both ends of the enclosure of each value round to the "
    "decimal that is stored"
)
SECONDS = 40.0  # of the processor; after them no further step is certified
BEYOND_SECONDS = 60.0


def provenance() -> JsonObject:
    """Name what computed the values, when and where."""
    now = datetime.datetime.now(datetime.timezone.utc)
    return {
        "method": METHOD,
        "python_flint": flint().__version__,
        "flint": flint().__FLINT_VERSION__,
        "date": now.isoformat(timespec="seconds"),
        "machine": platform.machine(),
    }


def training_facts(certificate: Certificate, steps: int) -> JsonObject:
    """What is stored of a certified training run."""
    return {
        **provenance(),
        "precision": certificate.precision,
        "digits": certificate.digits,
        "seconds": certificate.seconds,
        "steps_of_case": steps,
        "steps_proved": certificate.steps,
        "ended": certificate.reason or "all steps are proved",
        "radius": {str(s): r for s, r in certificate.radius.items()},
        "losses": certificate.losses,
        "steps": {str(s): v for s, v in certificate.values.items()},
    }


def certify_case(
    case: LoadedCase,
    seconds: float = SECONDS,
    progress: Callable[[int], None] = lambda done: None,
) -> JsonObject:
    """Certify a case, and check what was proved by other ways.

    Parameters
    ----------
    case : TrainingCase or OperationCase
    seconds : float
        For a training case.
    progress : callable
        Told the number of proved steps.

    Returns
    -------
    dict
        What is stored in `expected/`.
    """
    if isinstance(case, OperationCase):
        return operation_facts(case)
    certificate = certify_run(case, seconds=seconds, progress=progress)
    facts = training_facts(certificate, case.steps)
    facts["checks"] = independent_checks(case, facts)
    if certificate.steps < case.steps:
        last = case.steps - 1
        facts["replays"] = {str(last): replay_facts(case, last)}
        beyond = continue_unproved(case, certificate.steps, BEYOND_SECONDS)
        if beyond is not None:
            facts["beyond"] = beyond
    return facts


def store_case(case: LoadedCase, seconds: float = SECONDS) -> JsonObject:
    """Certify a case and write what was proved; see `certify_case`."""
    facts = certify_case(case, seconds)
    write_expected(case, facts)
    return facts


def replay_facts(case: TrainingCase, step: int) -> JsonObject:
    """One proved step from the reference's parameters, which are kept too."""
    parameters, state = start_at(case, step)
    certificate = certify_step(case, step, parameters, state)
    traced = [name for name in certificate.values if is_recorded(name)]
    return {
        "precision": certificate.precision,
        "ended": certificate.reason or "the step is proved",
        "start": {n: v.tolist() for n, v in {**parameters, **state}.items()},
        "values": {name: certificate.values[name] for name in traced},
    }


def operation_facts(case: OperationCase) -> JsonObject:
    """What is stored of a certified operation."""
    certificate = certify_operation(case)
    return {
        **provenance(),
        "precision": certificate.precision,
        "digits": certificate.digits,
        "seconds": certificate.seconds,
        "ended": certificate.reason or "all results are proved",
        "results": certificate.results,
    }
