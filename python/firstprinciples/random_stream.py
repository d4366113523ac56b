"""The random stream: one Mersenne twister, the same bits in each language.

Numbers are addressed, not drawn in turn: the seed of a run, a purpose and a
step name them, so a run can be taken up at any step.  The purposes of this
package are "weights", "dropout1", "dropout2", ..., "batches", "split" and
"tuning_" with a hyper-parameter's name; any other text is free.  NumPy's
global generator is neither used nor changed.
"""

from __future__ import annotations

from functools import reduce

import numpy as np

from .arguments import checked

WORD = 2**32
INCREMENT = 2654435769  # 2^32 / golden ratio
MULTIPLIERS = (1664525, 2031877)  # below 2^21: doubles hold every product


@checked
def stream_seed(seed: int, purpose: str, step: int) -> int:
    """Seed of the Mersenne twister for one address of the stream.

    The words stirred in are the low and the high 32 bits of the step, the
    UTF-8 bytes of the purpose, the low and the high 32 bits of the seed, and
    the number of bytes.  From state 0, each word makes

        state = state + word + 2654435769 mod 2^32

    and then, for the multipliers 1664525 and 2031877,

        state = state * multiplier mod 2^32
        low 16 bits of state = low 16 bits xor high 16 bits

    For one seed and purpose, steps below 2^32 have different stream seeds.

    Source: The construction is this project's; Knuth, "The Art of Computer
    Programming", volume 3, section 6.4 (multiplicative hashing).
    """
    letters = purpose.encode()
    # The step is first: were it last, two purposes could share whole runs.
    words = [*_halves(step), *letters, *_halves(seed), len(letters)]
    return reduce(_stir, words, 0)


@checked
def random_uniforms(
    seed: int, purpose: str, step: int, n_values: int
) -> np.ndarray:
    """Uniform numbers in [0, 1), multiples of 2^-53.

    Bit for bit RandomState(stream_seed(...)).random_sample(n_values).

    Source: Matsumoto and Nishimura (1998), "Mersenne twister".
    """
    return _stream(seed, purpose, step).random_sample(int(n_values))


@checked
def random_normals(
    seed: int, purpose: str, step: int, n_values: int
) -> np.ndarray:
    """Standard normal numbers by the polar method.

    A pair of uniforms gives the point (2 u_1 - 1, 2 u_2 - 1) = (x, y); with
    s = x^2 + y^2 and 0 < s < 1, f = sqrt(-2 log(s) / s) gives the normals
    f y and f x, in this order.  Other points are left out.

    Bit for bit RandomState(stream_seed(...)).randn(n_values).

    Source: Marsaglia and Bray (1964), "A convenient method for generating
    normal variables".
    """
    return _stream(seed, purpose, step).randn(int(n_values))


@checked
def random_permutation(
    seed: int, purpose: str, step: int, n_values: int
) -> np.ndarray:
    """Whole numbers in a random order.

    It is the order that sorts `random_uniforms`; of equals, the first comes
    first.

    Source: Knuth, "The Art of Computer Programming", volume 3 (sorting by
    random keys).
    """
    uniforms = random_uniforms(seed, purpose, step, n_values)  # n_values
    return np.argsort(uniforms, kind="stable")


def _stream(seed: int, purpose: str, step: int) -> np.random.RandomState:
    return np.random.RandomState(stream_seed(seed, purpose, step))


def _halves(number: int) -> tuple[int, int]:
    """Low and high 32 bits."""
    high, low = divmod(int(number), WORD)
    return low, high


def _stir(state: int, word: int) -> int:
    """Stir one word into the state; a bijection for each word."""
    state = (state + word + INCREMENT) % WORD
    for multiplier in MULTIPLIERS:
        state = state * multiplier % WORD
        state ^= state >> 16
    return state
