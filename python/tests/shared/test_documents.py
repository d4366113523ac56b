"""Documentation that lacks something is caught, in each language."""

from __future__ import annotations

import pytest
from documents import octave_document, python_document, r_document

MATRIX = {"shape": "n_in x n_samples"}
OPERATION = {
    "arguments": [{"name": "A", **MATRIX}, {"name": "rate"}],
    "returns": [{"name": "B", **MATRIX}],
}
LACKS = [
    ("A", ["Z: no argument", "A"]),
    ("rate", ["pace: no argument", "rate"]),
    ("shape", ["A: n_in x n_samples"]),
    ("result", ["result"]),
    ("errors", ["errors"]),
]
READERS = {
    "python": python_document,
    "r": r_document,
    "octave": octave_document,
}
PYTHON = """Scale.

Parameters
----------
A : ndarray, shape (n_in, n_samples)
    Numbers.
rate : float

Returns
-------
ndarray, shape (n_in, n_samples)

Raises
------
ValueError
    If so.

References
----------
A book,
page 1.
"""
R = r"""\arguments{
\item{A}{Numbers, \code{n_in} x n_samples.}

\item{rate}{A number.}
}
\value{
A matrix, n_in x n_samples.
}
\section{Errors}{

If so.
}
\references{
A book,
page 1.
}
"""
OCTAVE = """## -*- texinfo -*-
## @deftypefn {} {@var{B} =} scale (@var{A}, @
##   @var{rate})
## Scale.
##
## @var{A} is @var{n_in} x n_samples.
##
## @var{rate} is a number.
##
## @var{B} is n_in x n_samples.
##
## Raises an error if so.
##
## Source: A book,
## page 1.
## @end deftypefn

function B = scale (A, rate)
"""
TEXTS = {"python": PYTHON, "r": R, "octave": OCTAVE}
# What takes a part of the documentation away.
DAMAGE = {
    "python": {
        "A": ("A :", "Z :"),
        "rate": ("rate :", "pace :"),
        "shape": (", shape (n_in, n_samples)\n    N", ", shape (n_in)\n    N"),
        "result": ("Returns\n-------", "Yields\n------"),
        "errors": ("    If so.\n", ""),
    },
    "r": {
        "A": ("{A}", "{Z}"),
        "rate": ("{rate}", "{pace}"),
        "shape": (r"\code{n_in} x ", ""),
        "result": ("value", "note"),
        "errors": ("If so.", ""),
    },
    "octave": {
        "A": ("@var{A}", "@var{Z}"),
        "rate": ("@var{rate}", "@var{pace}"),
        "shape": ("@var{n_in} x ", ""),
        "result": ("@var{B} is", "It is"),
    },
}


@pytest.mark.parametrize("language", READERS)
def test_a_whole_document_lacks_nothing(language: str) -> None:
    document = READERS[language](TEXTS[language])
    assert document.lacks(OPERATION) == []
    assert document.source == "A book, page 1."


@pytest.mark.parametrize(
    ("language", "part", "lacks"),
    [
        (language, part, lacks)
        for language in READERS
        for part, lacks in LACKS
        if part in DAMAGE[language]
    ],
)
def test_what_is_missing_is_named(
    language: str, part: str, lacks: list[str]
) -> None:
    old, new = DAMAGE[language][part]
    assert old in TEXTS[language]
    document = READERS[language](TEXTS[language].replace(old, new))
    assert document.lacks(OPERATION) == lacks


def test_an_octave_argument_needs_more_than_its_error() -> None:
    text = OCTAVE.replace("## @var{rate} is a number.\n##\n", "")
    text = text.replace("if so", "if @var{rate} is not a number")
    assert octave_document(text).lacks(OPERATION) == ["rate"]
