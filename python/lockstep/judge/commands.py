"""The commands that show a result again, or look closer at it."""

from __future__ import annotations

from typing import Any


def run_command(
    case: Any,
    port: str,
    mode: str | None = None,
    steps: int | None = None,
    strict: bool = False,
) -> str:
    """The command that runs one port on one case again.

    Parameters
    ----------
    case : Case
    port : str
    mode : str, optional
        Of a training case.
    steps : int, optional
        Left out where it is the case's own.
    strict : bool

    Returns
    -------
    str
    """
    words = ["lockstep run", str(case.reference), f"--ports {port}"]
    if mode is not None:
        words.append(f"--mode {mode}")
    if steps is not None:
        words += _steps_options(case, steps)
    return " ".join([*words, "--strict"] if strict else words)


def _steps_options(case: Any, steps: int) -> list[str]:
    """Options that make a training case run so many steps."""
    is_full = steps > case.steps
    planned = case.full_steps if is_full else case.steps
    options = ["--full"] if is_full else []
    return options if steps == planned else [*options, f"--steps {steps}"]


def explain_command(case: Any, port: str, step: int | None = None) -> str:
    """The command that shows an operation, or a step, as a table."""
    words = ["lockstep explain", str(case.reference), f"--port {port}"]
    if step is not None:
        words.append(f"--step {step}")
    return " ".join(words)
