"""Check certified values by ways that share little with how they came."""

from __future__ import annotations

import numpy as np

from ...cases.load import TrainingCase
from ...errors.libraries import flint
from ...files.strict_json import JsonObject
from ..arithmetic.balls import Balls
from ..formulas.witness import Witness
from ..stored import truth
from .autograd import ABSENT, Autograd, check_with_torch
from .finite_differences import PRECISION, Check, check_gradients


def independent_checks(case: TrainingCase, facts: JsonObject) -> JsonObject:
    """Finite differences and PyTorch, as they are recorded.

    Parameters
    ----------
    case : TrainingCase
    facts : dict
        As stored in `expected/`.

    Returns
    -------
    dict
        Of each check whether it passed, and how near it came.
    """
    checks: JsonObject = {
        "finite differences": _described(check_first_step(case, facts))
    }
    last = check_last_step(case, facts)
    checks["finite differences at the last step"] = _described(last)
    torch = check_with_torch(case, facts)
    checks["PyTorch"] = _torch_described(torch) if torch else ABSENT
    return checks


def check_first_step(case: TrainingCase, facts: JsonObject) -> Check:
    """Finite differences against the stored gradients of step 0."""
    with Balls(PRECISION).working():
        gradients = {
            name: balls_of(texts)
            for name, texts in facts["steps"]["0"].items()
            if name[0] == "d"
        }
    return check_gradients(case, 0, case.parameters, gradients)


def check_last_step(case: TrainingCase, facts: JsonObject) -> Check:
    """Finite differences against the witness at the last stored parameters."""
    step = max(int(step) for step in facts["steps"])
    stored = facts["steps"][str(step)]
    parameters = {name: truth(stored[name]).hi for name in case.parameters}
    arithmetic = Balls(PRECISION)
    with arithmetic.working():
        run = Witness(case, arithmetic)
        found = run.step(step, *run.start(parameters)).values
    return check_gradients(case, step, parameters, found)


def balls_of(texts: object) -> np.ndarray:
    """Balls around decimal text."""
    return np.frompyfunc(lambda text: flint().arb(text), 1, 1)(
        np.array(texts, dtype=object)
    )


def _described(check: Check) -> JsonObject:
    return {
        "passed": check.passed,
        "directions": check.n_directions,
        "relative_error": check.relative_error,
    }


def _torch_described(check: Autograd) -> JsonObject:
    return {
        "passed": check.passed,
        "version": check.version,
        "steps": check.steps,
        "relative_error": check.relative_error,
    }
