"""Every port draws what NumPy's RandomState draws, bit for bit.

The expected numbers are made here from RandomState and a stream seed; the
port's own functions are asked for the same address.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from firstprinciples import stream_seed
from lockstep.cases.contract import contract
from lockstep.ports.doctor import same_bits
from lockstep.ports.port import Port, Request

MILLION = 1_000_000
LARGEST = 2**53 - 1
WORDS = ("weights", "dropout1", "dropout12", "batches", "tuning", "", "für €")
ADDRESSES = [
    (0, "weights", 1),
    (2**32 - 1, "weights", 2),
    (LARGEST, "tuning", LARGEST),
]
ORDERS = {"forward": 1, "backward": -1}


def _ask(port: Port, operation: str, *calls: tuple) -> list[Any]:
    """Call an operation several times, in one crossing of the bridge."""
    returns = tuple(r["name"] for r in contract()[operation]["returns"])
    replies = port.call([Request(operation, c, returns) for c in calls])
    assert [reply.error for reply in replies] == [""] * len(calls)
    return [reply.results[returns[0]] for reply in replies]


def _draw(port: Port, operation: str, *arguments: Any) -> np.ndarray:
    return np.ravel(_ask(port, operation, arguments)[0]).astype(np.float64)


def _stream(*address: Any) -> np.random.RandomState:
    return np.random.RandomState(stream_seed(*address))


def _random_addresses(n_addresses: int) -> Iterator[tuple[int, str, int]]:
    stream = np.random.RandomState(11)
    for _ in range(n_addresses):
        bits = 2 ** stream.randint(0, 54, 2)
        seed, step = (int(stream.random_sample() * b) for b in bits)
        yield seed, WORDS[stream.randint(len(WORDS))], step


def test_stream_seeds_are_the_same(port: Port) -> None:
    addresses = list(_random_addresses(300))
    found = _ask(port, "stream_seed", *addresses)
    expected = [float(stream_seed(*address)) for address in addresses]
    assert np.ravel(found).tolist() == expected


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_a_million_uniforms_are_those_of_numpy(
    port: Port, address: tuple
) -> None:
    found = _draw(port, "random_uniforms", *address, MILLION)
    assert same_bits(_stream(*address).random_sample(MILLION), found)


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
@pytest.mark.parametrize("n_values", [1, 2, 100_000, MILLION - 1])
def test_normals_are_those_of_numpy(
    port: Port, address: tuple, n_values: int
) -> None:
    found = _draw(port, "random_normals", *address, n_values)
    assert same_bits(_stream(*address).randn(n_values), found)


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
@pytest.mark.parametrize("n_values", [1, 2, 300, 100_000])
def test_permutations_sort_the_uniforms(
    port: Port, address: tuple, n_values: int
) -> None:
    uniforms = _stream(*address).random_sample(n_values)
    expected = np.argsort(uniforms, kind="stable").astype(np.float64)
    found = _draw(port, "random_permutation", *address, n_values)
    assert same_bits(expected, found)


@pytest.mark.parametrize("order", ORDERS)
def test_masks_do_not_depend_on_the_order_of_steps(
    port: Port, order: str
) -> None:
    places = [(layer, step) for step in range(150) for layer in (1, 2, 30)]
    places = places[:: ORDERS[order]]
    calls = [(4, 5, 0.6, 7, layer, step) for layer, step in places]
    masks = _ask(port, "dropout_mask", *calls)
    for (layer, step), mask in zip(places, masks, strict=True):
        uniforms = _stream(7, f"dropout{layer}", step).random_sample((4, 5))
        assert same_bits((uniforms < 0.6) * 1.0, mask)


@pytest.mark.parametrize("keep_prob", [0.5, 0.8, 1.0])
def test_large_masks_are_those_of_numpy(port: Port, keep_prob: float) -> None:
    mask = _ask(port, "dropout_mask", (100, 1000, keep_prob, 3, 1, 9))[0]
    uniforms = _stream(3, "dropout1", 9).random_sample((100, 1000))
    assert same_bits((uniforms < keep_prob) * 1.0, mask)


def test_initial_weights_are_scaled_numbers_of_numpy(port: Port) -> None:
    sizes = [2, 100, 3]
    normal, uniform = _ask(
        port,
        "initialize_parameters",
        (sizes, "he", "normal", 5),
        (sizes, "xavier", "uniform", 5),
    )
    for layer, (n_in, n_out) in enumerate([(2, 100), (100, 3)], start=1):
        normals = _stream(5, "weights", layer).randn(n_out, n_in)
        expected = math.sqrt(2 / n_in) * normals
        assert same_bits(expected, normal[f"W{layer}"])
        uniforms = _stream(5, "weights", layer).random_sample((n_out, n_in))
        bound = math.sqrt(1 / n_in) * math.sqrt(3)
        assert same_bits(bound * (2 * uniforms - 1), uniform[f"W{layer}"])
        assert same_bits(np.zeros((n_out, 1)), normal[f"b{layer}"])


def test_every_epoch_takes_every_sample_once(port: Port) -> None:
    steps = [*range(15), 5 * 10**9, LARGEST]
    calls = [(300, 64, 2, step) for step in steps]
    batches = [np.ravel(batch) for batch in _ask(port, "batch_samples", *calls)]
    for step, batch in zip(steps, batches, strict=True):
        epoch, place = divmod(step, 5)
        uniforms = _stream(2, "batches", epoch).random_sample(300)
        order = np.argsort(uniforms, kind="stable")
        assert batch.tolist() == order[64 * place : 64 * place + 64].tolist()
    for epoch in range(3):
        taken = np.concatenate(batches[5 * epoch : 5 * epoch + 5])
        assert sorted(taken.tolist()) == list(range(300))
