import math

import numpy as np
import pytest

from firstprinciples.powers import scalar_power


def test_squares_are_products_as_in_r() -> None:
    assert scalar_power(0.9477, 2) == 0.9477 * 0.9477
    # The C library's power is one bit off; this is why squares are special.
    assert scalar_power(0.9477, 2) == pytest.approx(0.9477**2.0, rel=1e-15)


@pytest.mark.parametrize("exponent", [0, 1, 3, 10, 1000])
def test_other_powers_are_the_c_librarys(exponent: int) -> None:
    expected = math.pow(0.9477, exponent)
    for kind in (int, float, np.int64, np.float64):
        assert scalar_power(np.float64(0.9477), kind(exponent)) == expected


def test_powers_end_where_doubles_end() -> None:
    assert scalar_power(2.0, 1e6) == math.inf
    assert scalar_power(1e200, 2) == math.inf
    assert scalar_power(0.5, 1e6) == 0.0
    assert scalar_power(0.0, 1) == 0.0
