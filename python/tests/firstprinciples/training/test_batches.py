import numpy as np
import pytest
from helpers import BAD_COUNTS, BAD_WHOLES, refusal

from firstprinciples import batch_count, batch_samples, random_permutation


@pytest.mark.parametrize(
    ("n_samples", "batch_size", "count"),
    [
        (300, 64, 5),
        (300, 100, 3),
        (300, 299, 2),
        (300, 300, 1),
        (300, 1000, 1),
        (1, 1, 1),
        (7, 1, 7),
        (2**31 - 1, 2, 2**30),
    ],
)
def test_batches_are_counted_with_the_partial_one(
    n_samples: int, batch_size: int, count: int
) -> None:
    assert batch_count(n_samples, batch_size) == count
    assert isinstance(batch_count(float(n_samples), batch_size), int)


@pytest.mark.parametrize("batch_size", [1, 3, 4, 6])
@pytest.mark.parametrize("epoch", [0, 1, 10])
def test_an_epoch_takes_every_sample_once(batch_size: int, epoch: int) -> None:
    count = batch_count(7, batch_size)
    batches = [
        batch_samples(7, batch_size, 5, epoch * count + batch)
        for batch in range(count)
    ]
    assert {batch.size for batch in batches[:-1]} == {batch_size}
    assert batches[-1].size == 7 - batch_size * (count - 1)
    order = random_permutation(5, "batches", epoch, 7)
    assert np.concatenate(batches).tolist() == order.tolist()


def test_epochs_and_seeds_have_orders_of_their_own() -> None:
    first = batch_samples(100, 50, 0, 0).tolist()
    assert first != batch_samples(100, 50, 0, 2).tolist()
    assert first != batch_samples(100, 50, 1, 0).tolist()
    assert first == batch_samples(100, 50, 0, 0).tolist()


@pytest.mark.parametrize("batch_size", [5, 6, 1000])
@pytest.mark.parametrize("step", [0, 3])
def test_a_single_batch_holds_all_samples_in_their_own_order(
    batch_size: int, step: int
) -> None:
    assert batch_samples(5, batch_size, 0, step).tolist() == [0, 1, 2, 3, 4]


def test_steps_up_to_the_last_one_are_taken() -> None:
    last = 2**53 - 1
    epoch, batch = divmod(last, 3)
    order = random_permutation(0, "batches", epoch, 7)
    expected = order[3 * batch : 3 * batch + 3].tolist()
    assert batch_samples(7, 3, 0, last).tolist() == expected


@pytest.mark.parametrize(("value", "words"), BAD_COUNTS)
def test_bad_sizes_are_refused(value: object, words: str) -> None:
    found = refusal(batch_count, value, 2)
    assert found == f"batch_count: n_samples: {words}"
    found = refusal(batch_count, 5, value)
    assert found == f"batch_count: batch_size: {words}"
    found = refusal(batch_samples, value, 2, 0, 0)
    assert found == f"batch_samples: n_samples: {words}"
    found = refusal(batch_samples, 5, value, 0, 0)
    assert found == f"batch_samples: batch_size: {words}"


@pytest.mark.parametrize(("value", "words"), BAD_WHOLES)
def test_bad_seeds_and_steps_are_refused(value: object, words: str) -> None:
    found = refusal(batch_samples, 5, 2, value, 0)
    assert found == f"batch_samples: seed: {words}"
    found = refusal(batch_samples, 5, 2, 0, value)
    assert found == f"batch_samples: step: {words}"
