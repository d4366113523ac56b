"""What a report shows of a divergence: the step, explained."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ...cases.load import LoadedCase, OperationCase
from ...errors import InputError, PortFailure, PortUnavailable
from ...explain import Explanation, explain_operation, explain_step
from ...ports.port import PortSpec
from .. import DIVERGED
from ..results import RunResult


def explain_divergences(
    runs: Iterable[RunResult],
    cases: Mapping[str, LoadedCase],
    specs: Mapping[str, PortSpec],
    time_limit: float,
) -> list[RunResult]:
    """Explain every run that diverged, where there can be an explanation.

    Parameters
    ----------
    runs : iterable of RunResult
    cases, specs : mapping
        By id and by name.
    time_limit : float
        Seconds for one call of a port.

    Returns
    -------
    list of RunResult
        With explanations.
    """
    return [_explained(run, cases, specs, time_limit) for run in runs]


def _explained(
    run: RunResult,
    cases: Mapping[str, LoadedCase],
    specs: Mapping[str, PortSpec],
    time_limit: float,
) -> RunResult:
    if run.verdict != DIVERGED or run.divergence is None:
        return run
    try:
        found = _explain(run, cases[run.case], specs[run.port], time_limit)
    except (InputError, PortFailure, PortUnavailable):
        return run  # the run's own message has to do
    return run.with_explanation(found.to_dict())


def _explain(
    run: RunResult,
    case: LoadedCase,
    spec: PortSpec,
    time_limit: float,
) -> Explanation:
    if isinstance(case, OperationCase):
        return explain_operation(case, spec, None, time_limit)
    step = run.divergence.step if run.divergence else 0
    return explain_step(case, spec, step, None, time_limit)
