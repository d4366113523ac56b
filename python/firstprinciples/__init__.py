"""Neural networks from first principles, in vectorized NumPy.

The same functions, under the same names and with the same arguments, exist
in R and Octave; `lockstep` proves the three equal.  Samples stand in
columns: X is n_features x n_samples.
"""

from .activations import (
    activation_backward,
    activation_forward,
    heaviside,
    log_sum_exp,
    relu,
    relu_derivative,
    sigmoid,
    sigmoid_derivative,
    softmax,
    softmax_jacobian,
    tanh_derivative,
)
from .averages import moving_average
from .batches import batch_count, batch_samples
from .curves import area_under_curve, precision_recall_curve, roc_curve
from .fitting import fit_network
from .fixtures import (
    Case,
    read_case,
    read_data,
    read_matrix,
    read_npy,
    read_weights,
)
from .gradient_check import (
    gradient_check,
    gradient_difference,
    numerical_gradients,
)
from .idx import read_idx, read_mnist
from .initializers import initialize_parameters
from .layers import dense_backward, dense_forward, dense_gradients
from .losses import (
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    categorical_cross_entropy,
    categorical_cross_entropy_gradient,
    one_hot,
    perceptron_loss,
    perceptron_loss_gradient,
)
from .metrics import accuracy, confusion_matrix
from .model import Model, fit
from .network import (
    Network,
    network_backward,
    network_forward,
    network_loss,
    network_masks,
    network_targets,
    new_network,
    predict_labels,
    predict_probabilities,
)
from .optimizers import (
    Optimizer,
    adam,
    classical_momentum,
    gradient_descent,
    momentum,
    new_optimizer,
    optimizer_state,
    optimizer_update,
    rmsprop,
)
from .plots import (
    plot_confusion_matrix,
    plot_data,
    plot_decision_boundary,
    plot_losses,
    plot_precision_recall,
    plot_roc,
    plot_softmax_surface,
    plot_trials,
)
from .port import run_port, write_npy
from .preprocessing import (
    standardize,
    standardize_with,
    train_test_split,
    train_validation_test_split,
)
from .random_stream import (
    random_normals,
    random_permutation,
    random_uniforms,
    stream_seed,
)
from .regularization import (
    dropout_backward,
    dropout_forward,
    dropout_mask,
    l2_gradient,
    l2_loss,
)
from .schedules import scheduled_rate
from .statistics import (
    CLASS_STATISTICS,
    OVERALL_STATISTICS,
    class_statistics,
    overall_statistics,
)
from .training import (
    Step,
    replay_case,
    step_batch,
    train,
    train_case,
    train_step,
)
from .tuning import Search, narrow_space, random_search, tuning_trials

__version__ = "0.1.0"

__all__ = [
    "CLASS_STATISTICS",
    "OVERALL_STATISTICS",
    "Case",
    "Model",
    "Network",
    "Optimizer",
    "Search",
    "Step",
    "accuracy",
    "activation_backward",
    "activation_forward",
    "adam",
    "area_under_curve",
    "batch_count",
    "batch_samples",
    "binary_cross_entropy",
    "binary_cross_entropy_gradient",
    "categorical_cross_entropy",
    "categorical_cross_entropy_gradient",
    "class_statistics",
    "classical_momentum",
    "confusion_matrix",
    "dense_backward",
    "dense_forward",
    "dense_gradients",
    "dropout_backward",
    "dropout_forward",
    "dropout_mask",
    "fit",
    "fit_network",
    "gradient_check",
    "gradient_descent",
    "gradient_difference",
    "heaviside",
    "initialize_parameters",
    "l2_gradient",
    "l2_loss",
    "log_sum_exp",
    "momentum",
    "moving_average",
    "narrow_space",
    "network_backward",
    "network_forward",
    "network_loss",
    "network_masks",
    "network_targets",
    "new_network",
    "new_optimizer",
    "numerical_gradients",
    "one_hot",
    "optimizer_state",
    "optimizer_update",
    "overall_statistics",
    "perceptron_loss",
    "perceptron_loss_gradient",
    "plot_confusion_matrix",
    "plot_data",
    "plot_decision_boundary",
    "plot_losses",
    "plot_precision_recall",
    "plot_roc",
    "plot_softmax_surface",
    "plot_trials",
    "precision_recall_curve",
    "predict_labels",
    "predict_probabilities",
    "random_normals",
    "random_permutation",
    "random_search",
    "random_uniforms",
    "read_case",
    "read_data",
    "read_idx",
    "read_matrix",
    "read_mnist",
    "read_npy",
    "read_weights",
    "relu",
    "relu_derivative",
    "replay_case",
    "rmsprop",
    "roc_curve",
    "run_port",
    "scheduled_rate",
    "sigmoid",
    "sigmoid_derivative",
    "softmax",
    "softmax_jacobian",
    "standardize",
    "standardize_with",
    "step_batch",
    "stream_seed",
    "tanh_derivative",
    "train",
    "train_case",
    "train_step",
    "train_test_split",
    "train_validation_test_split",
    "tuning_trials",
    "write_npy",
]
