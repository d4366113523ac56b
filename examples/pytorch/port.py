"""A port in PyTorch: python3 port.py CASE_FILE OUT_DIR."""

import json
import shutil
import sys
from pathlib import Path

import network as net
import numpy as np
import torch

CASE_FILE, OUT = Path(sys.argv[1]), Path(sys.argv[2])
CASE = json.loads(CASE_FILE.read_text())
RUN = CASE.get("run", {})


def read(name, row=...):
    """An array beside the case file, or of a stack one row."""
    values = np.load(CASE_FILE.parent / name, mmap_mode="r")[row]
    return torch.tensor(np.array(values))


def stored(folder, letters="", row=...):
    """W1, b1, ..., and with letters vW1, vb1, ..., from a folder."""
    layers = range(1, len(CASE["network"]["activations"]) + 1)
    names = [f"{v}{p}{n}" for n in layers for v in ("", *letters) for p in "Wb"]
    return {name: read(f"{folder}/{name}.npy", row) for name in names}


def samples():
    """Samples in columns, and labels; in the file one a row, label last."""
    table = read(CASE["data"].replace(".csv", ".npy"))
    return table[:, :-1].T, table[:, -1]


def echo():
    """Give back everything that was read."""
    X, labels = samples()
    found = {**CASE, **CASE["network"], **CASE["optimizer"]}
    found |= {"X": X, "labels": labels, **stored(CASE["weights"])}
    for name, value in found.items():
        if not isinstance(value, (str, dict)) and name != "activations":
            np.save(OUT / name, np.asarray(value, dtype=np.float64))


def operations():
    """Activations, all of Z alone."""
    for name in CASE["cases"]:
        given = json.loads((CASE_FILE.parent / name / "case.json").read_text())
        A = net.ACTIVATIONS[given["operation"]](read(f"{name}/Z.npy"))
        (OUT / name).mkdir()
        np.save(OUT / name / given["run"]["returns"][0], A.numpy())


def batch(row, n_samples):
    """Samples of a step; -1 fills up a smaller batch."""
    if "batches" not in RUN:
        return torch.arange(n_samples)
    chosen = read(RUN["batches"], row).long()
    return chosen[chosen >= 0]


def masks(row, n_samples):
    """Dropout masks of a step."""
    if "masks" not in RUN:
        return {}
    names = [f"M{n}" for n in range(1, len(CASE["network"]["activations"]))]
    folder = RUN["masks"]
    return {n: read(f"{folder}/{n}.npy", row)[:, :n_samples] for n in names}


def put(row, values):
    """Write a row of each quantity's stack."""
    for name, value in values.items():
        file, shape = OUT / f"{name}.npy", (CASE["steps"], *value.shape)
        if row == 0:
            np.lib.format.open_memmap(file, "w+", float, shape)
        np.load(file, mmap_mode="r+")[row] = value.detach()


def begin(row, step):
    """Parameters and their optimizer, from the weights or a replay's starts."""
    given = CASE["optimizer"]
    start = stored(CASE["weights"])
    if "starts" in RUN:
        letters = "".join(net.AVERAGES[given["name"]])
        start = stored(RUN["starts"], letters, row)
    P = {
        name: p.requires_grad_() for name, p in start.items() if name[0] in "Wb"
    }
    return P, net.new_optimizer(P, given, step, start)


def train():
    """Train, or replay steps that each start anew."""
    network, given = CASE["network"], CASE["optimizer"]
    X, labels = samples()
    n_batches = -(-X.shape[1] // CASE["batch_size"])
    for row in range(CASE["steps"]):
        step = RUN["first_step"] + row
        if row == 0 or "starts" in RUN:
            P, optimizer = begin(row, step)
        chosen = batch(row, X.shape[1])
        cache = net.forward(X[:, chosen], P, network, masks(row, len(chosen)))
        loss = net.loss(labels[chosen], P, cache, network)
        optimizer.zero_grad()
        loss.backward()
        put(row, {"loss": loss, **net.gradients(P)})
        if RUN.get("intermediates"):
            put(row, {**cache, **net.gradients(cache)})
        rate = net.learning_rate(given, step // n_batches)
        optimizer.param_groups[0]["lr"] = rate
        optimizer.step()
        put(row, {**P, **net.state(P, given, optimizer)})


if CASE.get("kind") == "operations":
    operations()
elif RUN["task"] == "echo":
    echo()
else:
    train()
shutil.copy(Path(__file__).with_name("port.json"), OUT / "trace.json")
