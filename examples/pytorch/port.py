"""A port in PyTorch: python3 port.py CASE_FILE OUT_DIR.  Samples in columns."""

import json
import shutil
import sys
from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch.nn import BCEWithLogitsLoss, CrossEntropyLoss, Parameter
from torch.optim import SGD, Adam, RMSprop

CASE_FILE, OUT = (Path(word).resolve() for word in sys.argv[1:3])
CASE = json.loads(CASE_FILE.read_text())
RUN = CASE.get("run", {"task": CASE["kind"], "first_step": 0})
ACTIVATIONS = {
    "relu": torch.relu,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "softmax": partial(torch.softmax, dim=0),
}


def forward(X, P, network, masks):
    """Everything between samples and output; autograd keeps its gradients."""
    cache, A = {}, X
    for layer, name in enumerate(network["activations"], start=1):
        Z = P[f"W{layer}"] @ A + P[f"b{layer}"]  # n_l x n_samples
        A = G = ACTIVATIONS[name](Z)
        if f"M{layer}" in masks:
            A = G * masks[f"M{layer}"] / network["keep_prob"]
        cache |= {f"Z{layer}": Z, f"G{layer}": G, f"A{layer}": A}
    for value in cache.values():
        value.retain_grad()
    return cache | masks


def loss(labels, P, cache, network):
    """Cross-entropy of the scores, and the L2 penalty on the weights."""
    Z = cache[f"Z{len(network['activations'])}"]  # n_outputs x n_samples
    if network["loss"] == "categorical_cross_entropy":
        total = CrossEntropyLoss(reduction="sum")(Z.T, labels.long())
    else:
        total = BCEWithLogitsLoss(reduction="sum")(Z[0], labels)
    squares = sum((W**2).sum() for name, W in P.items() if name[0] == "W")
    total = total + network["l2_penalty"] / 2 * squares
    return total / len(labels) if network["reduction"] == "mean" else total


def learning_rate(given, epoch):
    """Rate of an epoch, counted from 0."""
    rate, decay = given["learning_rate"], given["decay_rate"]
    if given["schedule"] == "inverse_time":
        return rate / (1 + decay * epoch)
    drops = {"constant": 0, "step": epoch // given["decay_epochs"]}
    return rate * decay ** drops.get(given["schedule"], epoch)


def update(P, averages, given, step, epoch):
    """Change P and its averages, vW1, sW1, ..., by the torch.optim meant."""
    beta1, beta2, epsilon = given["beta1"], given["beta2"], given["epsilon"]
    optimizer = {
        "gradient_descent": SGD,
        # The course averages: its share of a new gradient is 1 - dampening.
        "momentum": partial(SGD, momentum=beta1, dampening=beta1),
        "classical_momentum": partial(SGD, momentum=beta1),
        "rmsprop": partial(RMSprop, alpha=beta2, eps=epsilon),
        "adam": partial(Adam, betas=(beta1, beta2), eps=epsilon),
    }[given["name"]](P.values(), lr=learning_rate(given, epoch))
    # Without a state SGD would take the first gradient whole, not its share.
    for name, value in P.items():
        v = averages.setdefault(f"v{name}", torch.zeros_like(value))
        s = averages.setdefault(f"s{name}", torch.zeros_like(value))
        state = {"step": torch.tensor(float(step)), "momentum_buffer": v}
        state |= {"exp_avg": v, "square_avg": s, "exp_avg_sq": s}
        optimizer.state[value] = state  # each kind takes its own
    optimizer.step()  # in place


def read(name, part=...):
    """An array beside the case file, or a part of it."""
    return torch.tensor(np.load(CASE_FILE.parent / name, mmap_mode="c")[part])


def read_all(folder, part=...):
    """Every array of a folder, by name: W1, b1, ..., vW1, ..., or M1, ..."""
    files = (CASE_FILE.parent / folder).glob("*.npy")
    return {file.stem: read(file, part) for file in files}


def put(row, values):
    """Write a row of each quantity's stack, and of its gradient's."""
    gradients = {f"d{name}": value.grad for name, value in values.items()}
    for name, value in (values | gradients).items():
        if value is not None:
            file, shape = OUT / f"{name}.npy", (CASE["steps"], *value.shape)
            if row == 0:
                np.lib.format.open_memmap(file, "w+", float, shape)
            np.load(file, mmap_mode="r+")[row] = value.detach()


def echo():
    """Give back everything that was read."""
    table = read("data.npy")
    found = {**CASE, **CASE["network"], **CASE["optimizer"]}
    found |= {"X": table[:, :-1].T, "labels": table[:, -1]}
    for name, value in (found | read_all(CASE["weights"])).items():
        if not isinstance(value, (str, dict)) and name != "activations":
            np.save(OUT / name, np.asarray(value, dtype=float))


def operations():
    """Activations, all of Z alone."""
    for name in CASE["cases"]:
        given = json.loads((CASE_FILE.parent / name / "case.json").read_text())
        A = ACTIVATIONS[given["operation"]](read(f"{name}/Z.npy"))
        (OUT / name).mkdir()
        np.save(OUT / name / given["run"]["returns"][0], A)


def train():
    """Train, or replay steps that each start anew."""
    table = read("data.npy")  # in the file one sample a row, its label last
    n_batches = -(-len(table) // CASE["batch_size"])
    values, batch, masks = read_all(CASE["weights"]), slice(None), {}
    for row in range(CASE["steps"]):
        if "starts" in RUN:
            values = read_all(RUN["starts"], row)
        if "batches" in RUN:
            batch = read(RUN["batches"], row).long()
            batch = batch[batch >= 0]  # -1 fills up a smaller one
        X, labels = table[batch, :-1].T, table[batch, -1]
        if "masks" in RUN:
            masks = read_all(RUN["masks"], np.s_[row, :, : len(labels)])
        P = {n: Parameter(values[n]) for n in values if n[0] in "Wb"}
        cache = forward(X, P, CASE["network"], masks)
        error = loss(labels, P, cache, CASE["network"])
        error.backward()
        step = RUN["first_step"] + row
        update(P, values, CASE["optimizer"], step, step // n_batches)
        values |= P
        put(row, {"loss": error.detach(), **values})
        if RUN.get("intermediates"):
            put(row, cache)


{"echo": echo, "operations": operations}.get(RUN["task"], train)()
shutil.copy(Path(__file__).with_name("port.json"), OUT / "trace.json")
