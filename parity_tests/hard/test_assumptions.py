"""What the bounds assume of a language, tried in each.

docs/tolerances.md lists the assumptions.
"""

from __future__ import annotations

import numpy as np
import pytest
from measure_functions import OUTSIDE, allowed, measured

from lockstep.bounds.library import ALLOWED
from lockstep.bounds.rounding import between
from lockstep.bounds.step import dense_error
from lockstep.files.paths import repository_root
from lockstep.ports.port import Port, Request


def affine(port: Port, W: list, A: list, b: list) -> np.ndarray:
    """W A + b, as a port computes it."""
    matrices = [np.array(m, dtype=float) for m in (A, W, b)]
    reply = port.call([Request("dense_forward", tuple(matrices), ("Z",))])[0]
    assert not reply.error
    return np.asarray(reply.results["Z"])


def test_small_numbers_are_not_flushed_to_zero(port: Port) -> None:
    assert affine(port, [[2.0**-537]], [[2.0**-537]], [[0.0]]) == 2.0**-1074
    assert affine(port, [[0.5]], [[2.0**-1022]], [[0.0]]) == 2.0**-1023
    tiny = 2.0**-1074
    assert affine(port, [[1.0, 1.0]], [[tiny], [tiny]], [[0.0]]) == 2 * tiny


def test_sums_round_to_the_nearest_double(port: Port) -> None:
    for number, wanted in [(1.0, 0.0), (1.5, 1.0), (3.0, 2.0)]:
        found = affine(port, [[1.0]], [[1.0]], [[number * 2.0**-53]])
        assert found == 1.0 + wanted * 2.0**-52


@pytest.mark.parametrize("size", [3, 16, 64, 200])
def test_inner_products_are_ordinary(port: Port, size: int) -> None:
    """Each entry errs by its own terms; Strassen's method mixes rows."""
    stream = np.random.RandomState(size)
    grades = 10.0 ** -np.linspace(0, 12, size)
    W = grades[:, None] * stream.randn(size, size)
    A = stream.randn(size, size) * grades[::-1]
    b = np.zeros((size, 1))
    exact = (W.astype(np.longdouble) @ A.astype(np.longdouble)).astype(float)
    bound = between(dense_error(A, 0 * A, W, b))
    found = affine(port, W.tolist(), A.tolist(), b.tolist())
    assert (np.abs(found - exact) <= bound).all()


@pytest.fixture(scope="module")
def errors() -> dict[str, dict[str, float]]:
    return measured(20_000)


def test_functions_stay_within_the_table(
    errors: dict[str, dict[str, float]],
) -> None:
    assert {"R", "Octave"} <= {name.split()[0] for name in errors}
    for library, row in errors.items():
        for function, error in row.items():
            assert error <= allowed(library, function), (library, function)


def test_what_is_outside_of_the_table_is_not_refused(
    errors: dict[str, dict[str, float]],
) -> None:
    """The reference, which is NumPy, errs by less; the bound is of two."""
    (numpy,) = (row for name, row in errors.items() if "NumPy" in name)
    for (_, function), error in OUTSIDE.items():
        assert error + numpy[function] <= 2 * ALLOWED[function]


def test_the_page_says_what_functions_may_err() -> None:
    page = (repository_root() / "docs" / "bounds.md").read_text("utf-8")
    (of_all,) = {ALLOWED[name] for name in ("exp", "log", "log1p")}
    assert f"| exp, log, log1p | {of_all:g} |" in page
    assert f"| tanh | {ALLOWED['tanh']:g} |" in page
    assert f"| a power x^n | {ALLOWED['pow']:g}, or n - 1 |" in page
