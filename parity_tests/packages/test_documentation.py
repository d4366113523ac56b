"""Every public function is documented, in the same way in each language."""

from __future__ import annotations

import pytest
from documents import LANGUAGES, Document, read_document

from lockstep.cases.contract import contract
from lockstep.files.paths import repository_root

NAMES = list(contract())


def _document(language: str, name: str) -> Document:
    stem = contract()[name]["stem"]
    return read_document(repository_root(), language, stem, name)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_arguments_results_and_shapes_are_documented(
    language: str, name: str
) -> None:
    assert _document(language, name).lacks(contract()[name]) == []


@pytest.mark.parametrize("name", NAMES)
def test_each_language_names_the_same_sources(name: str) -> None:
    sources = [_document(language, name).source for language in LANGUAGES]
    assert len({source.casefold() for source in sources}) == 1, sources
