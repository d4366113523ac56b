"""The commands that show a result again, or look closer at it."""

from __future__ import annotations

from ...cases.find import CaseHeader
from ...cases.load import Case, TrainingCase
from ...ports.port import PortSpec
from ..claims import Question


def again(
    case: Case | CaseHeader,
    port: PortSpec,
    question: Question,
    steps: int | None,
    strict: bool = False,
) -> str:
    """The command that asks one port one question again.

    Parameters
    ----------
    case : Case or CaseHeader
    port : PortSpec
    question : Question
    steps : int or None
        Of a training case; left out where it is the case's own.
    strict : bool
        Of a training case, as for `run`.
    """
    name, level = _name(case), question.level
    if level is None:
        words = ["lockstep run", name, f"--ports {port.reference}"]
        if question.mode != "operation":
            words.append(f"--mode {question.mode}")
    else:
        words = [f"lockstep validate {port.reference} --level {level}"]
        words.append(f"--cases {name}")
    if steps is not None and isinstance(case, TrainingCase):
        words += _steps_options(case, steps)
        words += ["--strict"] if strict else []
    return " ".join(words)


def _name(case: Case | CaseHeader) -> str:
    """How a user names a case again."""
    return case.reference if isinstance(case, Case) else case.id


def _steps_options(case: TrainingCase, steps: int) -> list[str]:
    """Options that make a training case run so many steps."""
    is_full = steps > case.steps
    planned = case.full_steps if is_full else case.steps
    options = ["--full"] if is_full else []
    return options if steps == planned else [*options, f"--steps {steps}"]


def closer(case: Case, port: PortSpec, step: int | None = None) -> str:
    """The command that shows an operation, or a step, as a table."""
    words = ["lockstep explain", case.reference, f"--port {port.reference}"]
    if step is not None:
        words.append(f"--step {step}")
    return " ".join(words)
