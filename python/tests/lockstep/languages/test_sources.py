from __future__ import annotations

import pytest

from lockstep.cases.contract import contract
from lockstep.errors import InputError
from lockstep.files.paths import repository_root
from lockstep.languages import LANGUAGES
from lockstep.languages.r import R
from lockstep.report.side_by_side.sources import operation_sources

LAST = {"r": "}", "octave": "endfunction"}


@pytest.mark.parametrize("operation", contract())
def test_every_operation_is_found_whole(operation: str) -> None:
    found = operation_sources(operation)
    assert list(found) == list(LANGUAGES)
    for language, source in found.items():
        lines = (repository_root() / source.file).read_text().splitlines()
        first = source.first_line - 1
        assert source.lines == lines[first : first + len(source.lines)]
        assert operation in source.code
        assert source.lines[-1] == LAST.get(language, source.lines[-1])


def test_code_leaves_documentation_out() -> None:
    found = operation_sources("softmax")
    assert '"""' in found["python"].text
    assert "@export" in found["r"].text
    assert "texinfo" in found["octave"].text
    for source in found.values():
        assert source.code.startswith(
            ("@checked\ndef", "softmax <-", "function")
        )
        for word in ('"""', "@export", "texinfo"):
            assert word not in source.code


def test_unknown_operation_suggests_the_nearest() -> None:
    with pytest.raises(InputError, match="did you mean 'softmax'"):
        operation_sources("sofmax")


def test_a_language_without_the_function_is_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Tiny(R):
        """A port that has but one topic."""

        name, sources = "tiny", "examples"

    monkeypatch.setitem(LANGUAGES, "tiny", Tiny())
    assert set(operation_sources("relu")) == {*LANGUAGES} - {"tiny"}
