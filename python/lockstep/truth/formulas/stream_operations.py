"""The random stream, made a second time from its description.

The twister is CPython's, seeded by the loop of Matsumoto and Nishimura's
`init_genrand` (2002); the stirring of an address is written out here.
Results are exact, except normals and scales of weights, which are balls.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

import numpy as np

from ...cases.arguments import Arguments
from ..arithmetic.arithmetic import (
    Arithmetic,
    Number,
    Numbers,
    Results,
    Undecided,
)

MASK = 0xFFFFFFFF


def address_seed(seed: float, purpose: str, step: float) -> int:
    """Stir step, purpose and seed into a word of 32 bits."""
    state = 0
    for word in _words(int(seed), purpose.encode(), int(step)):
        state = (state + word + 2654435769) & MASK
        for multiplier in (1664525, 2031877):
            state = (state * multiplier) & MASK
            state = (state & ~0xFFFF) | ((state ^ (state >> 16)) & 0xFFFF)
    return state


def _words(seed: int, letters: bytes, step: int) -> Iterator[int]:
    yield from (step & MASK, step >> 32)
    yield from letters
    yield from (seed & MASK, seed >> 32)
    yield len(letters)


def twister(seed: int) -> random.Random:
    """Mersenne twister whose first word is the seed itself."""
    key = [seed]
    for number in range(1, 624):
        before = key[-1] ^ (key[-1] >> 30)
        key.append((1812433253 * before + number) & MASK)
    generator = random.Random()
    generator.setstate((3, (*key, 624), None))
    return generator


def uniforms(
    seed: float, purpose: str, step: float, n_values: float
) -> np.ndarray:
    """Uniform doubles of an address; each is exact."""
    draw = twister(address_seed(seed, purpose, step)).random
    return np.array([draw() for _ in range(int(n_values))])


def permutation(
    seed: float, purpose: str, step: float, n_values: float
) -> np.ndarray:
    """Order that sorts the uniforms; of equals the first comes first."""
    drawn = uniforms(seed, purpose, step, n_values)
    ranked = sorted(range(len(drawn)), key=lambda i: (drawn[i], i))
    return np.array(ranked, dtype=float)


def normals(
    seed: float, purpose: str, step: float, n_values: float, a: Arithmetic
) -> Numbers:
    """Marsaglia's polar method: whether a point is used is decided exactly."""
    draw = twister(address_seed(seed, purpose, step)).random
    found: list[Number] = []
    one, two = a.exact(1.0), a.exact(2.0)
    while len(found) < n_values:
        x, y = (2 * Fraction(draw()) - 1 for _ in range(2))
        if not 0 < x * x + y * y < 1:
            continue
        x, y = (a.exact(float(part)) for part in (x, y))
        s = x * x + y * y
        factor = a.sqrt(-(two * a.log1p(s - one)) / s)
        found += [factor * y, factor * x]
    return np.concatenate(found[: int(n_values)], axis=1)[0]


def mask(given: Arguments, layer: int, n_samples: int) -> np.ndarray:
    """Dropout mask of a layer: uniform < keep_prob."""
    n_units = int(given["n_units"])
    purpose = f"dropout{layer}"
    drawn = uniforms(given["seed"], purpose, given["step"], n_units * n_samples)
    return (drawn < given["keep_prob"]).astype(float).reshape(n_units, -1)


def streams(name: str, given: Arguments, a: Arithmetic) -> Results:
    """Numbers of an address."""
    address = given["seed"], given["purpose"], given["step"]
    if name == "stream_seed":
        return {"mt_seed": a.exact(float(address_seed(*address)))[0, 0]}
    drawn = *address, given["n_values"]
    if name == "random_normals":
        return {"normals": normals(*drawn, a)}
    if name == "random_permutation":
        return {"order": a.exact(permutation(*drawn))[0]}
    return {"uniforms": a.exact(uniforms(*drawn))[0]}


def masks(name: str, given: Arguments, a: Arithmetic) -> Results:
    """Dropout masks of a layer or of a network."""
    n_samples = int(given["n_samples"])
    if name == "dropout_mask":
        own = mask(given, int(given["layer"]), n_samples)
        return {"mask": a.exact(own)}
    network = given["network"]
    keep_prob = network.get("keep_prob", 1.0)
    if keep_prob == 1.0:
        return {"masks": {}}
    hidden = enumerate(network["layer_sizes"][1:-1], start=1)
    return {
        "masks": {
            f"M{layer}": a.exact(
                mask(
                    {**given, "n_units": n_units, "keep_prob": keep_prob},
                    layer,
                    n_samples,
                )
            )
            for layer, n_units in hidden
        }
    }


def batches(name: str, given: Arguments, a: Arithmetic) -> Results:
    """Batches of an epoch, and the samples put aside for a test."""
    n_samples = int(given["n_samples"])
    if name.endswith("_split"):
        parts = _split(given, n_samples)
        return {part: a.exact(order)[0] for part, order in parts.items()}
    size = int(given["batch_size"])
    firsts = range(0, n_samples, size)
    if name == "batch_count":
        return {"n_batches": a.exact(float(len(firsts)))[0, 0]}
    epoch, batch = divmod(int(given["step"]), len(firsts))
    order = np.arange(float(n_samples))
    if len(firsts) > 1:
        order = permutation(given["seed"], "batches", epoch, n_samples)
    chosen = order[firsts[batch] : firsts[batch] + size]
    return {"samples": a.exact(chosen)[0]}


def _split(given: Arguments, n_samples: int) -> dict[str, np.ndarray]:
    """Test, then validation if there is a share for it, then the rest."""
    order = permutation(given["seed"], "split", 0, n_samples)
    n_test = _nearest_count(n_samples, given["test_share"])
    others, parts = order[n_test:], {"test": order[:n_test]}
    if "validation_share" in given:
        count = _nearest_count(n_samples, given["validation_share"])
        parts["validation"], others = others[:count], others[count:]
    return {"train": others, **parts}


def _nearest_count(n_samples: int, share: float) -> int:
    """Whole number nearest to a share, a half rounded up."""
    return int(n_samples * Fraction(share) + Fraction(1, 2))


def initial_weights(name: str, given: Arguments, a: Arithmetic) -> Results:
    """Drawn weights, times their scale; biases of 0."""
    parameters: Results = {}
    for layer, (n_in, n_out) in enumerate(pairwise(given["layer_sizes"]), 1):
        shape = int(n_out), int(n_in)
        values = _drawn(given, layer, shape[0] * shape[1], a)
        scale = _deviation(given["method"], n_in, a)
        parameters[f"W{layer}"] = (scale * values).reshape(shape)
        parameters[f"b{layer}"] = a.exact(np.zeros((shape[0], 1)))
    return {"parameters": parameters}


def _drawn(
    given: Arguments, layer: int, n_values: int, a: Arithmetic
) -> Numbers:
    """Numbers of mean 0 and variance 1."""
    address = given["seed"], "weights", layer, n_values
    if given["distribution"] == "normal":
        return normals(*address, a)[None]
    centred = a.exact(2.0) * a.exact(uniforms(*address)) - a.exact(1.0)
    return a.sqrt(a.exact(3.0)) * centred


def _deviation(method: str, n_in: float, a: Arithmetic) -> Numbers:
    """Standard deviation of a layer's weights."""
    if method == "zeros":
        return a.exact(0.0)
    if method == "random":
        return a.exact(1.0) / a.exact(100.0)
    if method not in ("he", "xavier"):
        raise Undecided(f"unknown method {method}")
    share = a.exact(2.0 if method == "he" else 1.0) / a.exact(float(n_in))
    return a.sqrt(share)
