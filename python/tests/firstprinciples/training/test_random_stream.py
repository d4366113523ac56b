import math
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from helpers import (
    BAD_COUNTS,
    BAD_WHOLES,
    assert_close,
    assert_same_bits,
    refusal,
)
from missing import need

from firstprinciples import (
    random_normals,
    random_permutation,
    random_uniforms,
    stream_seed,
)

# The same addresses stand in the tests of R and Octave.
SEEDS = [
    ((0, "weights", 1), 294259654),
    ((0, "weights", 2), 562430773),
    ((1, "weights", 1), 3355373880),
    ((0, "dropout1", 0), 3292183752),
    ((7, "batches", 2**32), 2323656776),
    ((2**53 - 1, "tuning", 2**53 - 1), 3555904023),
    ((0, "", 0), 2944927890),
    ((0, "é", 0), 1920185212),
]
# Steps that lead to the stream seeds 0, 2^31 and 5489, C++'s default.
SEED_0 = (0, "twister", 3197456453)
SEED_2_31 = (0, "twister", 3425999015)
SEED_5489 = (0, "twister", 2435543421)
DRAWS = [random_uniforms, random_normals, random_permutation]
MT19937 = """
#include <cstdio>
#include <random>
int main() {
  std::mt19937 twister(5489);
  for (int i = 0; i < 2000000; i++) {
    unsigned word = twister();
    std::fwrite(&word, 4, 1, stdout);
  }
}
"""


@pytest.mark.parametrize(("address", "seed"), SEEDS)
def test_stream_seeds_stay_as_they_are(address: tuple, seed: int) -> None:
    assert stream_seed(*address) == seed


def test_doubles_hold_every_number_of_the_mix() -> None:
    for address, seed in SEEDS:
        assert _seed_in_doubles(*address) == seed


def _seed_in_doubles(seed: int, purpose: str, step: int) -> float:
    letters = purpose.encode()
    halves = [seed % 2**32, seed // 2**32, step % 2**32, step // 2**32]
    words = [*halves[2:], *letters, *halves[:2], len(letters)]
    state = 0.0
    for word in words:
        state = (state + float(word) + 2654435769.0) % 2.0**32
        for multiplier in (1664525.0, 2031877.0):
            state = (state * multiplier) % 2.0**32
            high, low = divmod(state, 2.0**16)
            state = 2.0**16 * high + (int(low) ^ int(high))
    return state


def test_steps_of_one_purpose_have_different_stream_seeds() -> None:
    seeds = {stream_seed(3, "dropout1", step) for step in range(20_000)}
    assert len(seeds) == 20_000


def test_stream_seeds_fill_their_range_evenly() -> None:
    purposes = ("weights", "dropout1", "dropout2", "batches")
    seeds = np.array(
        [
            stream_seed(seed, purpose, step)
            for seed in range(10)
            for purpose in purposes
            for step in range(1000)
        ]
    )
    for part in (seeds >> 24, seeds & 255):
        counts = np.bincount(part, minlength=256)
        expected = seeds.size / 256
        # Chi-square with 255 degrees of freedom: 4 in 1e5 lie above 350.
        assert ((counts - expected) ** 2 / expected).sum() < 350


@pytest.mark.parametrize("bit", [0, 1, 15, 31, 32, 52])
def test_one_bit_of_seed_or_step_changes_half_of_the_bits(bit: int) -> None:
    changed = []
    for number in range(500):
        before = stream_seed(number, "weights", number)
        changed += [
            before ^ stream_seed(number ^ 2**bit, "weights", number),
            before ^ stream_seed(number, "weights", number ^ 2**bit),
        ]
    share = np.mean([number.bit_count() for number in changed]) / 32
    assert_close(share, 0.5, tolerance=5 * 0.5 / math.sqrt(32_000))


def test_twister_has_the_published_ten_thousandth_word() -> None:
    # ISO C++, [rand.predef]: 4123659995 for the seed 5489.  A uniform takes
    # 27 bits from its first word and 26 from its second.
    uniform = random_uniforms(*SEED_5489, 5000)[-1]
    assert int(uniform * 2**53) % 2**26 == 4123659995 >> 6


def test_a_million_uniforms_are_those_of_cpp(tmp_path: Path) -> None:
    need(shutil.which("g++"), "g++ is not installed: apt-get install g++")
    source, program = tmp_path / "twister.cpp", tmp_path / "twister"
    source.write_text(MT19937)
    subprocess.run(["g++", "-O1", source, "-o", program], check=True)
    printed = subprocess.run([program], capture_output=True, check=True)
    words = np.frombuffer(printed.stdout, np.uint32).astype(np.int64)
    bits = (words[0::2] >> 5) * 2**26 + (words[1::2] >> 6)
    assert_same_bits(random_uniforms(*SEED_5489, 1_000_000), bits / 2**53)


@pytest.mark.parametrize("address", [SEED_0, SEED_2_31, SEED_5489])
def test_numbers_are_those_of_numpy(address: tuple) -> None:
    seed = stream_seed(*address)
    uniforms = np.random.RandomState(seed).random_sample(1001)
    assert_same_bits(random_uniforms(*address, 1001), uniforms)
    normals = np.random.RandomState(seed).randn(1001)
    assert_same_bits(random_normals(*address, 1001), normals)


def test_numbers_are_those_everybody_knows() -> None:
    uniforms = random_uniforms(*SEED_0, 2)
    assert uniforms.tolist() == [0.5488135039273248, 0.7151893663724195]
    normals = random_normals(*SEED_0, 2)
    assert normals.tolist() == [1.764052345967664, 0.4001572083672233]


def test_normals_come_from_uniforms_by_the_polar_method() -> None:
    points = 2.0 * random_uniforms(5, "weights", 3, 4000).reshape(-1, 2) - 1.0
    pairs = []
    for x, y in points.tolist():
        s = x * x + y * y
        if 0.0 < s < 1.0:
            f = math.sqrt(-2.0 * math.log(s) / s)
            pairs += [f * y, f * x]
    assert_same_bits(
        random_normals(5, "weights", 3, 3000), np.array(pairs)[:3000]
    )


def test_normals_have_mean_0_and_variance_1() -> None:
    normals = random_normals(1, "weights", 0, 100_000)
    assert_close(normals.mean(), 0.0, tolerance=5 / math.sqrt(1e5))
    assert_close(normals.var(), 1.0, tolerance=5 * math.sqrt(2 / 1e5))


def test_permutation_is_the_order_of_the_uniforms() -> None:
    uniforms = random_uniforms(0, "batches", 4, 1000)
    order = random_permutation(0, "batches", 4, 1000)
    assert sorted(order.tolist()) == list(range(1000))
    assert (np.diff(uniforms[order]) >= 0).all()
    assert random_permutation(0, "batches", 4, 1).tolist() == [0]


@pytest.mark.parametrize("draw", DRAWS)
def test_an_address_gives_the_same_numbers_again(draw) -> None:
    first = draw(1, "weights", 2, 9)
    others = [
        draw(2, "weights", 2, 9),
        draw(1, "dropout1", 2, 9),
        draw(1, "weights", 3, 9),
    ]
    assert first.tolist() == draw(1, "weights", 2, 9).tolist()
    assert first.tolist() not in [other.tolist() for other in others]
    assert first.shape == (9,)


@pytest.mark.parametrize("draw", [random_uniforms, random_normals])
def test_more_numbers_begin_with_the_same_ones(draw) -> None:
    many = draw(1, "weights", 2, 1000)
    for n_values in (1, 2, 999):
        assert_same_bits(draw(1, "weights", 2, n_values), many[:n_values])


@pytest.mark.parametrize("draw", DRAWS)
def test_numpys_global_generator_stays_as_it_is(draw) -> None:
    np.random.seed(3)  # noqa: NPY002
    expected = np.random.RandomState(3).random_sample(4)
    draw(1, "weights", 2, 9)
    assert_same_bits(np.random.random_sample(4), expected)  # noqa: NPY002


def test_numbers_of_every_type_are_taken() -> None:
    expected = random_uniforms(3, "weights", 2, 5)
    found = random_uniforms(np.int64(3), "weights", 2.0, np.float64(5))
    assert_same_bits(found, expected)


@pytest.mark.parametrize(("value", "words"), BAD_WHOLES)
def test_bad_seeds_and_steps_are_refused(value: object, words: str) -> None:
    assert refusal(stream_seed, value, "weights", 0) == (
        f"stream_seed: seed: {words}"
    )
    assert refusal(stream_seed, 0, "weights", value) == (
        f"stream_seed: step: {words}"
    )
    for draw in DRAWS:
        name = draw.__name__
        assert refusal(draw, value, "x", 0, 3) == f"{name}: seed: {words}"
        assert refusal(draw, 0, "x", value, 3) == f"{name}: step: {words}"


@pytest.mark.parametrize(
    ("value", "shown"), [(3, "3"), (None, "nothing"), (b"weights", "bytes")]
)
def test_purposes_that_are_not_text_are_refused(
    value: object, shown: str
) -> None:
    words = f"purpose: expected text, got {shown}"
    assert refusal(stream_seed, 0, value, 0) == f"stream_seed: {words}"
    for draw in DRAWS:
        assert refusal(draw, 0, value, 0, 3) == f"{draw.__name__}: {words}"


@pytest.mark.parametrize("draw", DRAWS)
@pytest.mark.parametrize(("value", "words"), BAD_COUNTS)
def test_bad_numbers_of_values_are_refused(
    draw, value: object, words: str
) -> None:
    found = refusal(draw, 0, "weights", 0, value)
    assert found == f"{draw.__name__}: n_values: {words}"
