"""Rules by which respected projects hold implementations together.

Each looks at the first ten steps of a right and a wrong run and says whether
it notices the wrong one.  The numbers are those that the projects publish.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

Trace = dict[str, np.ndarray]
STEPS = 10


class Rule(NamedTuple):
    """One project's rule.

    Attributes
    ----------
    name, source, says : str
    notices : callable
        Takes the right trace and the wrong one, the step first.
    """

    name: str
    source: str
    says: str
    notices: Callable[[Trace, Trace], bool]


def _off(
    right: np.ndarray, wrong: np.ndarray, rtol: float, atol: float
) -> bool:
    """Whether NumPy's allclose fails; NaN always does."""
    return not np.allclose(wrong, right, rtol=rtol, atol=atol)


def _norms(trace: Trace) -> np.ndarray:
    """Norm of all gradients at each step."""
    squares = [
        (value**2).reshape(len(value), -1).sum(axis=1)
        for name, value in trace.items()
        if name[:2] in ("dW", "db")
    ]
    return np.sqrt(np.sum(squares, axis=0))


def _pick(trace: Trace, *starts: str) -> Trace:
    return {n: v for n, v in trace.items() if n[:-1] in starts}


def _algoperf(right: Trace, wrong: Trace) -> bool:
    losses = right["loss"], wrong["loss"]
    norms = _norms(right), _norms(wrong)
    return _off(*losses, 5e-3, 1e-8) or _off(*norms, 5e-3, 1e-8)


def _llm_c(right: Trace, wrong: Trace) -> bool:
    slopes = _pick(right, "dW", "db")
    off = [_off(slopes[n][0], wrong[n][0], 0, 2e-2) for n in slopes]
    return any(off) or _off(right["loss"], wrong["loss"], 0, 1e-2)


def _keras(right: Trace, wrong: Trace) -> bool:
    means = right["loss"].mean(), wrong["loss"].mean()
    return _off(*means, 1e-7, 1e-3)


def _onnx(right: Trace, wrong: Trace) -> bool:
    weights = _pick(right, "W", "b")
    return any(_off(weights[n][-1], wrong[n][-1], 1e-3, 1e-5) for n in weights)


def _tinygrad(right: Trace, wrong: Trace) -> bool:
    weights = _pick(right, "W", "b")
    return any(_off(weights[n][0], wrong[n][0], 1e-7, 1e-4) for n in weights)


def _msprobe(right: Trace, wrong: Trace) -> bool:
    off = np.abs(wrong["loss"] - right["loss"]) / np.abs(right["loss"])
    return not off.mean() < 0.01


RULES = (
    Rule(
        "AlgoPerf",
        "mlcommons/algorithmic-efficiency, tests/test_traindiffs.py",
        "losses and norms of gradients of ten steps, to 5e-3 of themselves",
        _algoperf,
    ),
    Rule(
        "llm.c",
        "karpathy/llm.c, test_gpt2.c",
        "gradients of the first step to 2e-2, losses of ten to 1e-2",
        _llm_c,
    ),
    Rule(
        "Keras",
        "keras-team/keras, integration_tests/numerical_test.py",
        "the mean loss of an epoch (here: of ten steps) to 1e-3",
        _keras,
    ),
    Rule(
        "ONNX Runtime",
        "microsoft/onnxruntime, onnx_backend_test_series.py",
        "results (here: parameters after ten steps) to 1e-3 of themselves, "
        "plus 1e-5",
        _onnx,
    ),
    Rule(
        "tinygrad",
        "tinygrad/tinygrad, test/test_optim.py",
        "parameters after the first step to 1e-4",
        _tinygrad,
    ),
    Rule(
        "msprobe",
        "Ascend, MindStudio Probe",
        "losses of ten steps, on average to 1 % of themselves",
        _msprobe,
    ),
)
