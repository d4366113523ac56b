"""Worked numbers of the pages are those that the mathematics gives."""

from __future__ import annotations

import math

import numpy as np
import pytest
from build import DOCS, render
from scipy import stats
from worked import TABLES, descent, gates, layers, posts, softmax, statistics

import firstprinciples as fp
from lockstep.cases.load import load_case


def words(name: str) -> str:
    """A page, each of its words parted by one space."""
    return " ".join(render(DOCS / "templates" / f"{name}.md").split())


@pytest.mark.parametrize(
    ("weights", "bias", "answers"),
    [
        ([1, 1], -1.5, [0, 0, 0, 1]),
        ([1, 1], -0.5, [0, 1, 1, 1]),
        ([-1, -1], 1.5, [1, 1, 1, 0]),
    ],
)
def test_gates_by_hand_are_the_gates(
    weights: list[float], bias: float, answers: list[int]
) -> None:
    assert gates.by_hand(weights, bias, gates.AND).tolist() == answers


def test_not_by_hand_is_not() -> None:
    inputs = np.array([[0.0, 1.0]])
    assert gates.by_hand([-1], 0.5, inputs).tolist() == [1, 0]


def test_xor_by_hand_is_xor() -> None:
    rows = gates.xor_by_hand().splitlines()[2:]
    answers = [row.split("|")[-2].strip() for row in rows]
    assert answers == ["0", "1", "1", "0"]


def test_descent_multiplies_the_distance_as_the_page_says() -> None:
    for rate, factor in ((0.25, 0.5), (1.1, -1.2)):
        distances = descent.parabola_path(rate, 4) - 3
        np.testing.assert_allclose(
            distances[1:], factor * distances[:-1], rtol=1e-12
        )
    assert "by 0.5, or by $-1.2$" in words("logistic_regression")


def test_gradients_of_the_small_network_are_slopes() -> None:
    _, found, loss = layers.passes()
    slopes = fp.numerical_gradients(
        layers.X, layers.LABEL, layers.PARAMETERS, layers.NETWORK, 1e-5
    )
    for name, slope in slopes.items():
        np.testing.assert_allclose(found[name], slope, atol=1e-9, rtol=1e-8)
    assert f"{loss:.4f}" in words("deep_network")


def test_the_number_that_is_followed_back_is_the_table_s() -> None:
    cache, found, _ = layers.passes()
    dz3, a = found["db3"][0, 0], cache["A2"][0, 0]
    page = words("deep_network")
    assert f"$da = w \\, dz_3 = 2 \\cdot ({dz3:.4f}) = {2 * dz3:.4f}$" in page
    slope = f"1 - {abs(a):.4f}^2 = {1 - a**2:.4f}"
    assert slope in page
    assert f"The product is ${found['db2'][0, 0]:.4f}$" in page


def test_gradients_vanish_through_sigmoid_more_than_through_tanh() -> None:
    shrunk = {
        kind[0]: layers.first_gradient(*kind, 8)
        / layers.first_gradient(*kind, 1)
        for kind in layers.KINDS
    }
    assert shrunk["sigmoid"] < 1e-4 < 1e-2 < shrunk["relu"]
    assert 1e-1 < shrunk["tanh"] < 1


def test_the_tent_doubles_its_pieces_with_each_layer() -> None:
    counted = [layers.pieces(depth) for depth in range(1, 9)]
    assert counted == [2**depth for depth in range(1, 9)]


def test_jacobian_of_two_classes_is_one_number() -> None:
    p = fp.softmax(softmax.SCORES)
    found = fp.softmax_jacobian(p)[:, :, 0]
    expected = p[0, 0] * p[1, 0] * np.array([[1, -1], [-1, 1]])
    np.testing.assert_allclose(found, expected, rtol=1e-14)


def test_likelihood_is_the_exponential_of_minus_the_loss() -> None:
    total = -np.log(softmax.LIKELY).sum()
    np.testing.assert_allclose(
        np.exp(-total), softmax.LIKELY.prod(), rtol=1e-14
    )
    assert 0.5**2000 == 0


def test_two_classes_give_the_logistic_loss() -> None:
    Z, t = np.array([[0.3, -1.2], [1.1, 0.4]]), np.array([[1.0, 0.0]])
    both = fp.categorical_cross_entropy(Z, np.vstack([t, 1 - t]), "sum")
    one = fp.binary_cross_entropy(Z[:1] - Z[1:], t, "sum")
    np.testing.assert_allclose(both, one, rtol=1e-14)


def test_kappa_and_mcnemar_follow_the_formulas() -> None:
    named = dict(
        zip(
            fp.OVERALL_STATISTICS,
            fp.overall_statistics(statistics.COUNTS),
            strict=True,
        )
    )
    observed, chance = statistics.agreement()
    kappa = (observed - chance) / (1 - chance)
    np.testing.assert_allclose(named["kappa"], kappa, rtol=1e-13)
    apart = (2 - 1) ** 2 / 3 + (0 - 1) ** 2 / 1 + (1 - 3) ** 2 / 4
    p_value = stats.chi2.sf(apart, 3)
    np.testing.assert_allclose(named["mcnemar_p_value"], p_value, rtol=1e-12)
    assert "$(2-1)^2/3 + (0-1)^2/1 + (1-3)^2/4$" in words("softmax_network")


def test_ends_of_the_exact_interval_leave_2_5_percent() -> None:
    _, lower, upper, rate, p_value, *_ = fp.overall_statistics(
        statistics.COUNTS
    )
    m, right = int(statistics.COUNTS.sum()), int(np.trace(statistics.COUNTS))

    def tail(q: float, counts: range) -> float:
        terms = (math.comb(m, i) * q**i * (1 - q) ** (m - i) for i in counts)
        return math.fsum(terms)

    above, below = range(right, m + 1), range(right + 1)
    np.testing.assert_allclose(tail(lower, above), 0.025, rtol=1e-10)
    np.testing.assert_allclose(tail(upper, below), 0.025, rtol=1e-10)
    np.testing.assert_allclose(tail(rate, above), p_value, rtol=1e-10)


def test_what_was_measured_begins_as_the_posts_do() -> None:
    page, kept = words("posts"), posts.kept()
    python, r = kept["python"], kept["r"]
    first = python["as_published"]["losses"][0]
    assert f"{first:.6f}" == "1.098507"
    losses = r["as_published"]["losses"][:3]
    shown = [f"{loss:.7g}" for loss in losses]
    assert shown == ["1.212487", "0.5740867", "0.4048824"]
    assert ", ".join(shown) in page
    for run in ("divided", "as_published"):
        assert f"{np.trace(python[run]['counts']) / 300:.4f}" == "0.9933"


def test_the_matrix_of_the_post_s_r_is_a_case() -> None:
    case = load_case("overall_statistics-spiral")
    counts = posts.kept()["r"]["as_published"]["counts"]
    assert np.array_equal(case.arguments["counts"], counts)


def test_order_of_samples_matters_only_with_the_fault() -> None:
    runs = posts.kept()["python"]
    right = runs["divided"]["losses"], runs["divided_other_order"]["losses"]
    np.testing.assert_allclose(*right, atol=5e-8, rtol=0)
    one, other = runs["as_published"]["losses"], runs["other_order"]["losses"]
    assert abs(one[1] - other[1]) > 0.01


def test_each_one_hot_of_the_page_is_ours() -> None:
    labels, K = np.array([2, 0, 1, 2]), 3
    expected = fp.one_hot(labels.astype(float), K)
    compared = (np.arange(K)[:, None] == labels).astype(float)
    assert np.array_equal(compared, expected)
    assert np.array_equal(np.eye(K)[:, labels], expected)
    assert "(np.arange(K)[:, None] == labels).astype(float)" in words("posts")


def test_every_published_fault_of_the_catalogue_stands_on_the_page() -> None:
    page = render(DOCS / "templates" / "posts.md")
    for fault in ("H1", "H2", "H3", "H4", "H5", "D1", "D22", "D28", "D38"):
        assert f"| {fault} |" in page
    assert "| X1 |" not in TABLES["fault_table"]()
