"""A port that is changed while it runs keeps nothing of the change before."""

from __future__ import annotations

from pathlib import Path

import pytest
from mutation.trees.sources import LANGUAGES, sources
from mutation.workers import Worker, worker

from lockstep.cases.find import find_case
from lockstep.cases.load import load_case
from lockstep.ports.calls import call_operations

CASE = "random_uniforms-ordinary"
STREAM = {  # the file that makes the keys of the random stream, and a mistake
    "python": ("random_stream", "2654435769", "2654435768"),
    "r": ("random_stream", "35173", "35174"),
    "octave": ("random_stream/private/twister_keys", "35173", "35174"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_of_one_change_are_not_those_of_the_next(
    language: str, tmp_path: Path
) -> None:
    file, right, wrong = STREAM[language]
    other = "metrics" if language != "octave" else "metrics/accuracy"
    texts = {source.name: source.text for source in sources(language)}

    def uniforms(port: Worker) -> list[float]:
        case = load_case(find_case(CASE))
        (reply,) = call_operations(port, [case], tmp_path)
        assert not reply.error
        found: list[float] = reply.results["uniforms"].ravel().tolist()
        return found

    with worker(language, 60.0) as port:
        unbroken = uniforms(port)
        port.change(file, texts[file].replace(right, wrong))
        broken = uniforms(port)
        port.change(other, texts[other])
        again = uniforms(port)
    assert broken != unbroken
    assert again == unbroken
