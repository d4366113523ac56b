"""Train a network with PyTorch: a program of its own, run by `autograd`.

usage: torch_run.py INPUT.npz OUTPUT.npz.  It imports nothing of this
project: losses, derivatives and optimizers are PyTorch's.
"""

from __future__ import annotations

import json
import sys
from types import ModuleType
from typing import Any

import numpy as np

Tensor = Any  # PyTorch is not there where types are checked
Named = dict[str, Any]


def main(source: str, target: str) -> None:
    """Train the case in `source` and write what each step computed."""
    import torch

    torch.set_num_threads(1)
    given = dict(np.load(source, allow_pickle=False))
    settings = json.loads(str(given.pop("settings")))
    arrays = {
        name: torch.from_numpy(value.astype(np.float64))
        for name, value in given.items()
    }
    parameters = {
        name: arrays[name].clone().requires_grad_()
        for name in settings["parameters"]
    }
    optimizer = make_optimizer(list(parameters.values()), settings, torch)
    found: Named = {"version": np.array(torch.__version__)}
    for step, rate in enumerate(settings["rates"]):
        for group in optimizer.param_groups:
            group["lr"] = rate
        optimizer.zero_grad()
        loss = network_loss(step, parameters, arrays, settings, torch)
        loss.backward()
        found[f"loss.{step}"] = loss.detach().numpy()
        for name, value in parameters.items():
            found[f"d{name}.{step}"] = value.grad.numpy().copy()
        optimizer.step()
        for name, value in parameters.items():
            found[f"{name}.{step}"] = value.detach().numpy().copy()
    np.savez(target, **found)


def make_optimizer(
    values: list[Tensor], settings: Named, torch: ModuleType
) -> Tensor:
    """PyTorch's optimizer of the same name."""
    name, first = settings["name"], settings["rates"][0]
    beta1, beta2 = settings["beta1"], settings["beta2"]
    epsilon = settings["epsilon"]
    if name == "adam":
        betas = beta1, beta2
        return torch.optim.Adam(values, lr=first, betas=betas, eps=epsilon)
    if name == "rmsprop":
        rms = torch.optim.RMSprop
        return rms(values, lr=first, alpha=beta2, eps=epsilon)
    memory = beta1 if "momentum" in name else 0.0
    damping = beta1 if name == "momentum" else 0.0
    sgd = torch.optim.SGD(values, lr=first, momentum=memory, dampening=damping)
    if name == "momentum":
        # PyTorch starts the average at the first gradient, the course at 0.
        for value in values:
            sgd.state[value]["momentum_buffer"] = torch.zeros_like(value)
    return sgd


def network_loss(
    step: int,
    parameters: Named,
    arrays: Named,
    settings: Named,
    torch: ModuleType,
) -> Tensor:
    """Loss of a step's batch, for PyTorch to differentiate."""
    samples = arrays[f"samples.{step}"].long()
    A, labels = arrays["X"][:, samples], arrays["labels"][samples]
    n_layers = len(settings["activations"])
    for layer in range(1, n_layers + 1):
        A = parameters[f"W{layer}"] @ A + parameters[f"b{layer}"]
        activation = settings["activations"][layer - 1]
        if layer < n_layers:
            A = getattr(torch, activation)(A)
        if f"M{layer}.{step}" in arrays:
            A = A * arrays[f"M{layer}.{step}"] / settings["keep_prob"]
    functional, reduction = torch.nn.functional, settings["reduction"]
    if settings["activations"][-1] == "step":
        losses = ((A > 0).double() - labels) * A
        loss = losses.sum() if reduction == "sum" else losses.mean()
    elif settings["activations"][-1] == "softmax":
        loss = functional.cross_entropy(A.T, labels.long(), reduction=reduction)
    else:
        loss = functional.binary_cross_entropy_with_logits(
            A[0], labels, reduction=reduction
        )
    divisor = A.shape[1] if reduction == "mean" else 1
    weights = [parameters[name] for name in parameters if name[0] == "W"]
    squares = sum((W * W).sum() for W in weights)
    return loss + settings["l2_penalty"] / (2 * divisor) * squares


if __name__ == "__main__":
    main(*sys.argv[1:])
