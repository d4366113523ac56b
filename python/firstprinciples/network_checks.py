"""What fits a network: its settings, parameters, masks and caches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .activations import HIDDEN_ACTIVATIONS, OUTPUT_ACTIVATIONS
from .checks import (
    check_choice,
    check_entries,
    check_keep_prob,
    check_list,
    check_matrix,
    check_no_others,
    check_not_negative,
    check_shape,
    check_sizes,
    checks_enabled,
    refuse,
)
from .losses import LOSSES, REDUCTIONS, check_targets
from .regularization import check_mask

if TYPE_CHECKING:
    from .network import Network

OUTPUT_OF_LOSS = {
    "categorical_cross_entropy": "softmax",
    "binary_cross_entropy": "sigmoid",
    "perceptron_loss": "step",
}


def check_settings(
    function: str,
    layer_sizes: Any,
    activations: Any,
    loss: Any,
    reduction: Any,
    l2_penalty: Any,
    keep_prob: Any,
) -> None:
    """Refuse what no network can be made of."""
    check_sizes(function, "layer_sizes", layer_sizes)
    _check_activations(function, activations, len(layer_sizes) - 1)
    check_choice(function, "loss", loss, LOSSES)
    check_choice(function, "reduction", reduction, REDUCTIONS)
    output = activations[-1]
    if OUTPUT_OF_LOSS[loss] != output:
        refuse(function, "loss", f"one that fits {output}", loss)
    if output != "softmax" and layer_sizes[-1] != 1:
        got = f"{layer_sizes[-1]:.6g}"
        refuse(function, "layer_sizes", f"1 {output} output", got)
    check_not_negative(function, "l2_penalty", l2_penalty)
    check_keep_prob(function, "keep_prob", keep_prob)


def _check_activations(function: str, activations: Any, n_layers: int) -> None:
    check_list(function, "activations", activations, "words")
    if len(activations) != n_layers:
        got = f"{len(activations)} for {n_layers} layers"
        refuse(function, "activations", "one a layer", got)
    *hidden, output = activations
    for name in hidden:
        check_choice(function, "activations", name, HIDDEN_ACTIVATIONS)
    check_choice(function, "activations", output, OUTPUT_ACTIVATIONS)


def check_inputs(
    function: str, X: Any, parameters: Any, network: Network
) -> None:
    """Refuse samples or parameters that do not fit a network."""
    if not checks_enabled():
        return
    check_matrix(function, "X", X)
    check_shape(function, "X", X, network.layer_sizes[0], X.shape[1])
    check_parameters(function, parameters, network)


def check_parameters(function: str, parameters: Any, network: Network) -> None:
    """Refuse parameters that are not exactly those of a network."""
    shapes = network.parameter_shapes
    check_entries(function, "parameters", parameters, shapes)
    check_no_others(function, "parameters", parameters, shapes)
    for name, shape in shapes.items():
        check_shape(function, name, parameters[name], *shape)


def check_masks(function: str, masks: Any, network: Network, X: Any) -> None:
    """Refuse dropout masks that are neither none nor one a hidden layer."""
    if not checks_enabled():
        return
    sizes = dict(enumerate(network.layer_sizes[1:-1], start=1))
    names = [f"M{layer}" for layer in sizes]
    check_entries(function, "masks", masks, ())
    check_entries(function, "masks", masks, names if len(masks) else ())
    check_no_others(function, "masks", masks, names)
    for name, n_units in zip(names, sizes.values(), strict=True):
        if name in masks:
            check_mask(function, name, masks[name], n_units, X.shape[1])


def check_pass(
    function: str, Y: Any, parameters: Any, cache: Any, network: Network
) -> None:
    """Refuse targets and a cache that are not of one forward pass."""
    if not checks_enabled():
        return
    check_matrix(function, "Y", Y)
    shape = network.layer_sizes[-1], Y.shape[1]
    check_targets(function, Y, shape, network.loss)
    check_parameters(function, parameters, network)
    _check_cache(function, cache, network, Y.shape[1])


def _check_cache(
    function: str, cache: Any, network: Network, n_samples: int
) -> None:
    layers = dict(enumerate(network.layer_sizes))
    names = ["A0", *(f"{c}{n}" for n in list(layers)[1:] for c in "ZA")]
    check_entries(function, "cache", cache, names)
    hidden = list(layers)[1:-1]
    dropped = [f"{c}{n}" for n in hidden for c in "GM"]
    has_masks = any(name in cache for name in dropped)
    check_entries(function, "cache", cache, dropped if has_masks else ())
    check_no_others(function, "cache", cache, [*names, *dropped])
    for name in [*names, *(dropped if has_masks else ())]:
        n_units = layers[int(name[1:])]
        check_shape(function, name, cache[name], n_units, n_samples)
