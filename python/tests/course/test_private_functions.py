"""The course shows the private functions that a shown function calls."""

from __future__ import annotations

import pytest
from page_parts.snippets import side_by_side

SHOWN = {
    "numerical_gradients": "2 * epsilon",  # the central difference
    "initialize_parameters": "sqrt",  # of 2 / n_in
    "overall_statistics": "kappa",
    "dropout_mask": "keep_prob",
}


@pytest.mark.parametrize(("operation", "words"), SHOWN.items())
def test_mathematics_is_shown_in_each_language(
    operation: str, words: str
) -> None:
    cells = side_by_side(operation).split("<td>")[1:]
    assert len(cells) == 3
    for cell in cells:
        assert words in cell


def test_a_function_without_helpers_stands_alone() -> None:
    python = side_by_side("dense_forward").split("```")[1]
    assert python.count("def ") == 1
    assert python.rstrip().endswith("return W @ A_prev + b")


def test_readers_of_files_are_shown_without_their_helpers() -> None:
    assert "_read_header" not in side_by_side("read_mnist")
