"""A port in JAX: python3 port.py CASE_FILE OUT_DIR.  Samples in columns."""

import json
import shutil
import sys
from functools import cache, partial
from pathlib import Path

import numpy as np

try:
    import jax
except ModuleNotFoundError:
    sys.exit(f"no JAX here; type: {sys.executable} -m pip install jax")

import jax.numpy as jnp
from jax.nn import logsumexp, relu, sigmoid, softmax

jax.config.update("jax_enable_x64", True)  # doubles all the way
jax.config.update("jax_platforms", "cpu")

CASE_FILE, OUT = (Path(word).resolve() for word in sys.argv[1:3])
CASE = json.loads(CASE_FILE.read_text())
RUN = CASE.get("run", {"task": CASE["kind"], "first_step": 0})
ACTIVATIONS = {
    "relu": relu,
    "tanh": jnp.tanh,
    "sigmoid": sigmoid,
    "softmax": partial(softmax, axis=0),
    "step": lambda Z: jnp.heaviside(Z, 0.0),
}


def forward(P, zeros, X, masks, network):
    """Everything between samples and output.

    A zero is added to each: the loss's gradient by that zero is dZ, dG or dA.
    """
    found, A = {}, X
    for layer, name in enumerate(network["activations"], start=1):
        Z = P[f"W{layer}"] @ A + P[f"b{layer}"]  # n_l x n_samples
        Z = Z + zeros[f"Z{layer}"]
        A = G = ACTIVATIONS[name](Z) + zeros[f"G{layer}"]
        if f"M{layer}" in masks:
            A = G * masks[f"M{layer}"] / network["keep_prob"]
        A = A + zeros[f"A{layer}"]
        found |= {f"Z{layer}": Z, f"G{layer}": G, f"A{layer}": A}
    return found


def loss(P, zeros, X, Y, masks, network):
    """The loss, from the scores, and what forward has found."""
    L, found = len(P) // 2, forward(P, zeros, X, masks, network)
    Z, A = found[f"Z{L}"], found[f"A{L}"]  # n_outputs x n_samples
    if network["loss"] == "perceptron_loss":
        total = jnp.sum(jax.lax.stop_gradient(A - Y) * Z)
    else:  # a single score stands beside a 0
        scores = Z if len(Z) > 1 else jnp.concatenate([jnp.zeros_like(Z), Z])
        total = jnp.sum(logsumexp(scores, axis=0) - jnp.sum(Z * Y, axis=0))
    squares = sum(jnp.sum(P[f"W{layer}"] ** 2) for layer in range(1, L + 1))
    total = total + network["l2_penalty"] / 2 * squares
    divisor = Y.shape[1] if network["reduction"] == "mean" else 1
    return total / divisor, found


def learning_rate(given, epoch):
    """Rate of an epoch, counted from 0."""
    rate, decay = given["learning_rate"], given["decay_rate"]
    if given["schedule"] == "inverse_time":
        return rate / (1 + decay * epoch)
    drops = {"constant": 0, "step": epoch // given["decay_epochs"]}
    return rate * decay ** drops.get(given["schedule"], epoch)


def update(P, dP, v, s, r, t, given):
    """One parameter and its averages after update t, counted from 1."""
    beta1, beta2, epsilon = given["beta1"], given["beta2"], given["epsilon"]
    match given["name"]:
        case "gradient_descent":
            P = P - r * dP
        case "momentum":
            v = beta1 * v + (1 - beta1) * dP
            P = P - r * v
        case "classical_momentum":
            v = beta1 * v + dP
            P = P - r * v
        case "rmsprop":
            s = beta2 * s + (1 - beta2) * dP**2
            P = P - r * dP / (jnp.sqrt(s) + epsilon)
        case "adam":
            v = beta1 * v + (1 - beta1) * dP
            s = beta2 * s + (1 - beta2) * dP**2
            unbiased_v, unbiased_s = v / (1 - beta1**t), s / (1 - beta2**t)
            P = P - r * unbiased_v / (jnp.sqrt(unbiased_s) + epsilon)
    return P, v, s


@jax.jit
def step(P, v, s, X, Y, masks, r, t):
    """A whole step, compiled as one program."""
    network, zeros = CASE["network"], zeros_of(X.shape[1])
    slopes = jax.value_and_grad(loss, argnums=(0, 1), has_aux=True)
    (error, found), (dP, d) = slopes(P, zeros, X, Y, masks, network)
    new = {
        n: update(P[n], dP[n], v[n], s[n], r, t, CASE["optimizer"]) for n in P
    }
    P, v, s = ({n: new[n][part] for n in new} for part in range(3))
    return error, P, v, s, dP, found | masks, d


def zeros_of(n):
    """What is added to Z, G and A of each layer."""
    sizes = CASE["network"]["layer_sizes"][1:]
    return {
        f"{letter}{layer}": jnp.zeros((n_units, n))
        for layer, n_units in enumerate(sizes, start=1)
        for letter in "ZGA"
    }


def read(name, part=...):
    """An array beside the case file, or a part of it."""
    return np.load(CASE_FILE.parent / name, mmap_mode="r")[part]


def read_all(folder, start="", part=...):
    """Arrays of a folder, by what follows a start: W1, b1, ..., or M1, ..."""
    files = (CASE_FILE.parent / folder).glob(f"{start}[WbM]*.npy")
    return {f.stem.removeprefix(start): read(f, part) for f in files}


@cache
def opened(name, *shape):
    """The file of a quantity, behind a header with its final shape."""
    file = (OUT / f"{name}.npy").open("wb")
    facts = {"descr": "<f8", "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(file, facts)
    return file


def put(values, prefix=""):
    """Append a step to each quantity's file."""
    for name, value in values.items():
        file = opened(prefix + name, CASE["steps"], *value.shape)
        file.write(np.asarray(value, dtype=float).tobytes())


def echo():
    """Give back everything that was read."""
    table = read("data.npy")
    found = {**CASE, **CASE["network"], **CASE["optimizer"]}
    found |= {"X": table[:, :-1].T, "labels": table[:, -1]}
    for name, value in (found | read_all(CASE["weights"])).items():
        if not isinstance(value, (str, dict)) and name != "activations":
            np.save(OUT / name, np.asarray(value, dtype=float))


def targets(labels):
    """A column a sample: its label, or a 1 in the row of its class."""
    n_outputs = CASE["network"]["layer_sizes"][-1]
    classes = np.arange(n_outputs)[:, None]
    return labels[None] if n_outputs == 1 else (labels == classes).astype(float)


def train():
    """Train, or replay steps that each start anew."""
    table = read("data.npy")  # in the file one sample a row, its label last
    n_batches = -(-len(table) // CASE["batch_size"])
    batch, masks = slice(None), {}
    P = read_all(CASE["weights"])
    v = s = {name: np.zeros_like(value) for name, value in P.items()}
    for row in range(CASE["steps"]):
        if "starts" in RUN:
            P = read_all(RUN["starts"], part=row)
            v = v | read_all(RUN["starts"], "v", row)
            s = s | read_all(RUN["starts"], "s", row)
        if "batches" in RUN:
            batch = read(RUN["batches"], row).astype(int)
            batch = batch[batch >= 0]  # -1 fills up a smaller one
        X, labels = table[batch, :-1].T, table[batch, -1]
        if "masks" in RUN:
            masks = read_all(RUN["masks"], part=np.s_[row, :, : len(labels)])
        t = RUN["first_step"] + row + 1
        r = learning_rate(CASE["optimizer"], (t - 1) // n_batches)
        error, P, v, s, dP, found, d = step(
            P, v, s, X, targets(labels), masks, r, t
        )
        put({"loss": error} | P)
        put(dP, "d")
        put(v, "v")
        put(s, "s")
        if RUN.get("intermediates"):
            put(found)
            put(d, "d")


echo() if RUN["task"] == "echo" else train()
shutil.copy(Path(__file__).with_name("port.json"), OUT / "trace.json")
