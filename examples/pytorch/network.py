"""Dense networks: autograd derives the gradients, torch.optim updates.

Samples stand in columns; values are tensors of doubles, by name.
"""

import torch
from torch.nn import functional
from torch.optim import SGD, Adam, RMSprop

ACTIVATIONS = {
    "relu": torch.relu,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "softmax": lambda Z: Z.softmax(0),
}
# The averages of gradients and of their squares, as torch.optim names them.
AVERAGES = {
    "gradient_descent": {},
    "momentum": {"v": "momentum_buffer"},
    "classical_momentum": {"v": "momentum_buffer"},
    "rmsprop": {"s": "square_avg"},
    "adam": {"v": "exp_avg", "s": "exp_avg_sq"},
}


def forward(X, P, network, masks):
    """Everything between samples and output; autograd keeps its gradients."""
    cache, A = {}, X
    for layer, name in enumerate(network["activations"], start=1):
        Z = P[f"W{layer}"] @ A + P[f"b{layer}"]  # n_l x n_samples
        A = ACTIVATIONS[name](Z)
        cache |= {f"Z{layer}": Z, f"A{layer}": A}
        if f"M{layer}" in masks:
            G, M = A, masks[f"M{layer}"]
            A = G * M / network["keep_prob"]
            cache |= {f"G{layer}": G, f"M{layer}": M, f"A{layer}": A}
    for value in cache.values():
        if value.requires_grad:
            value.retain_grad()
    return cache


def loss(labels, P, cache, network):
    """Cross-entropy of the scores, and the L2 penalty on the weights."""
    Z = cache[f"Z{len(network['activations'])}"]  # n_outputs x n_samples
    how = {"reduction": network["reduction"]}
    if network["loss"] == "categorical_cross_entropy":
        data = functional.cross_entropy(Z.T, labels.long(), **how)
    else:
        data = functional.binary_cross_entropy_with_logits(Z[0], labels, **how)
    divisor = len(labels) if network["reduction"] == "mean" else 1
    squares = sum((W**2).sum() for name, W in P.items() if name[0] == "W")
    return data + network["l2_penalty"] / (2 * divisor) * squares


def gradients(values):
    """What loss.backward() left beside each value."""
    found = {f"d{name}": value.grad for name, value in values.items()}
    return {name: grad for name, grad in found.items() if grad is not None}


def new_optimizer(P, given, step, start):
    """The torch.optim that is meant, before its update of a step."""
    rate, epsilon = given["learning_rate"], given["epsilon"]
    beta1, beta2 = given["beta1"], given["beta2"]
    # The course averages: its share of a new gradient is 1 - dampening.
    optimizer = {
        "gradient_descent": lambda: SGD(P.values(), rate),
        "momentum": lambda: SGD(P.values(), rate, beta1, dampening=beta1),
        "classical_momentum": lambda: SGD(P.values(), rate, beta1),
        "rmsprop": lambda: RMSprop(P.values(), rate, beta2, epsilon),
        "adam": lambda: Adam(P.values(), rate, (beta1, beta2), epsilon),
    }[given["name"]]()
    # Without a state SGD would take the first gradient whole, not its share.
    for name, value in P.items():
        own = optimizer.state[value]
        own["step"] = torch.tensor(float(step))
        for letter, slot in AVERAGES[given["name"]].items():
            own[slot] = start.get(letter + name, torch.zeros_like(value))
    return optimizer


def state(P, given, optimizer):
    """The averages that an optimizer keeps: vW1, ..., sW1, ..."""
    return {
        letter + name: optimizer.state[value][slot]
        for letter, slot in AVERAGES[given["name"]].items()
        for name, value in P.items()
    }


def learning_rate(given, epoch):
    """Rate of an epoch, counted from 0."""
    rate, decay = given["learning_rate"], given["decay_rate"]
    if given["schedule"] == "inverse_time":
        return rate / (1 + decay * epoch)
    drops = {"constant": 0, "exponential": epoch}
    return rate * decay ** drops.get(
        given["schedule"], epoch // given["decay_epochs"]
    )
