"""Certify operation cases: single functions on exact arguments."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ...cases.load import OperationCase
from ...errors import InputError
from ...files.strict_json import JsonObject, JsonValue
from ..arithmetic.arithmetic import Arithmetic, Numbers, Results, Undecided
from ..arithmetic.balls import Balls
from ..arithmetic.digits import DIGITS, proved_text
from . import fitting_operations as fitting
from . import gradient_operations as gradients
from . import network_operations as net
from . import statistics_operations as statistics
from . import stream_operations as stream
from . import tuning_operations as tuning

PRECISIONS = (256, 1024, 4096)

Values = Results
FAMILIES: dict[Callable[[str, Values, Arithmetic], Values], tuple[str, ...]] = {
    net.activations: (
        "heaviside",
        "relu",
        "relu_derivative",
        "sigmoid",
        "sigmoid_derivative",
        "tanh_derivative",
        "log_sum_exp",
        "softmax",
        "softmax_jacobian",
        "activation_forward",
        "activation_backward",
    ),
    net.losses: (
        "categorical_cross_entropy",
        "categorical_cross_entropy_gradient",
        "binary_cross_entropy",
        "binary_cross_entropy_gradient",
        "perceptron_loss",
        "perceptron_loss_gradient",
    ),
    net.layers: ("dense_forward", "dense_gradients", "dense_backward"),
    net.targets_of_labels: ("one_hot",),
    net.networks: (
        "network_targets",
        "network_forward",
        "network_loss",
        "network_backward",
        "predict_probabilities",
        "predict_labels",
    ),
    net.regularization: (
        "l2_loss",
        "l2_gradient",
        "dropout_forward",
        "dropout_backward",
    ),
    net.optimizers: (
        "optimizer_state",
        "optimizer_update",
        "gradient_descent",
        "momentum",
        "classical_momentum",
        "rmsprop",
        "adam",
    ),
    net.schedules: ("scheduled_rate",),
    net.training: ("train",),
    fitting.fitting: ("fit_network",),
    stream.streams: (
        "stream_seed",
        "random_uniforms",
        "random_normals",
        "random_permutation",
    ),
    stream.masks: ("dropout_mask", "network_masks"),
    stream.batches: (
        "batch_count",
        "batch_samples",
        "train_test_split",
        "train_validation_test_split",
    ),
    gradients.gradient_checks: (
        "gradient_check",
        "numerical_gradients",
        "gradient_difference",
    ),
    tuning.trials: ("tuning_trials",),
    tuning.narrowed: ("narrow_space",),
    stream.initial_weights: ("initialize_parameters",),
    statistics.metrics: ("accuracy", "confusion_matrix"),
    statistics.class_statistics: ("class_statistics",),
    statistics.overall_statistics: ("overall_statistics",),
    statistics.curves: (
        "roc_curve",
        "precision_recall_curve",
        "area_under_curve",
    ),
    statistics.averages: ("moving_average",),
    statistics.preprocessing: ("standardize", "standardize_with"),
}
# A search decides by comparing scores; its parts are certified each.  A plot
# draws what it is given, or what a certified operation makes of it.
UNCERTIFIED = (
    "random_search",
    "plot_data",
    "plot_losses",
    "plot_decision_boundary",
    "plot_softmax_surface",
    "plot_confusion_matrix",
    "plot_roc",
    "plot_precision_recall",
    "plot_trials",
)
WITNESSES = {name: make for make, names in FAMILIES.items() for name in names}


@dataclass
class OperationCertificate:
    """What was proved of an operation case.

    Attributes
    ----------
    case : str
    precision : int
        Bits of the balls.
    digits : int
    values : dict
        Decimal text of each result, nested as in the contract.
    seconds : float
    reason : str
        Why nothing was proved; nothing if all was.
    """

    case: str
    precision: int
    digits: int
    values: JsonObject
    seconds: float
    reason: str = ""


def certify_operation(
    case: OperationCase, digits: int = DIGITS
) -> OperationCertificate:
    """Prove the results of an operation case.

    Parameters
    ----------
    case : OperationCase
    digits : int
    """
    begun, reason = time.perf_counter(), ""
    for precision in PRECISIONS:
        arithmetic = Balls(precision)
        try:
            with arithmetic.working():
                results = witness_results(case, arithmetic)
                texts = _texts(results, digits)
        except Undecided as undecided:
            reason = f"{undecided} with {precision} bits"
            continue
        seconds = round(time.perf_counter() - begun, 3)
        return OperationCertificate(case.id, precision, digits, texts, seconds)
    seconds = round(time.perf_counter() - begun, 3)
    return OperationCertificate(
        case.id, PRECISIONS[-1], digits, {}, seconds, reason
    )


def witness_results(case: OperationCase, arithmetic: Arithmetic) -> Results:
    """Results of an operation by the witness, before they are rounded."""
    witness = WITNESSES.get(case.operation)
    if witness is None:
        raise InputError(
            f"{case.id}: no formula certifies {case.operation}; name it in "
            "FAMILIES of python/lockstep/truth/formulas/operations.py"
        )
    return witness(case.operation, case.arguments, arithmetic)


def _texts(value: Numbers, digits: int) -> JsonValue:
    """Proved text of balls, in dicts and arrays of any shape."""
    if isinstance(value, dict):
        return {name: _texts(item, digits) for name, item in value.items()}
    if isinstance(value, np.ndarray):
        return [_texts(item, digits) for item in value]
    if value is None:
        return None
    text = proved_text(value, digits)
    if text is None:
        raise Undecided(f"a result has fewer than {digits} proved digits")
    return text
