"""Which operation computes a quantity of a training step."""

from __future__ import annotations

import re
from typing import Any

from ..errors import InputError


def operation_of(quantity: str, case: Any) -> str:
    """Name the function of the contract that computes a quantity.

    Parameters
    ----------
    quantity : str
        loss, Z1, A1, dZ1, dW1, vW1, W1, ...
    case : TrainingCase

    Returns
    -------
    str

    Raises
    ------
    InputError
        If a step has no such quantity.
    """
    network, optimizer = case.network, case.optimizer
    if quantity == "loss":
        return "network_loss"
    match = re.fullmatch(r"(d?[ZAG]|M|d?[Wb]|[vs][Wb])(\d+)", quantity)
    if match is None:
        raise InputError(f"a step has no quantity '{quantity}'")
    kind, layer = match[1], int(match[2])
    is_last = layer == len(network.activations)
    if kind[0] in "vsWb":
        return str(optimizer.name)
    if kind == "A" and network.keep_prob < 1 and not is_last:
        return "dropout_forward"
    if kind == "dZ" and is_last:
        return f"{network.loss}_gradient"
    if kind == "dW" and network.l2_penalty:
        return "dense_gradients and l2_gradient"
    return _OPERATIONS[kind]


_OPERATIONS = {
    "Z": "dense_forward",
    "G": "activation_forward",
    "M": "dropout_mask",
    "A": "activation_forward",
    "dZ": "activation_backward",
    "dW": "dense_gradients",
    "db": "dense_gradients",
    "dA": "dense_backward",
    "dG": "dropout_backward",
}
