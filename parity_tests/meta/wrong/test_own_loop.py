"""What a training loop keeps to itself shows: a free run is one run of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from planting import Edit, broken_copy, planted_spec

import lockstep
from lockstep.files.paths import fixtures_root
from lockstep.traces.chunks import STEPS_PER_CHUNK

CASE = "gate_and-2x1_sigmoid-gd"
LATE = 2 * STEPS_PER_CHUNK
# Each loop remembers how many traces it has handed over, and goes wrong with
# the third.  Parameters and state alone do not tell that.
FORGETS = {
    "python": Edit(
        "training",
        "            if hand_over is not None:\n",
        "            if steps.start >= 1000:\n"
        "                current = {n: 1.1 * current[n] for n in current}\n"
        "            if hand_over is not None:\n",
    ),
    "r": Edit(
        "training",
        "    reached <- made$reached\n",
        "    reached <- made$reached\n"
        "    if (chunk == 2) {\n"
        "      reached$parameters <- lapply(reached$parameters, `*`, 1.1)\n"
        "    }\n",
    ),
    "octave": Edit(
        "training/train_case",
        "    if (! isempty (hand_over))\n",
        "    if (first == 1000)\n"
        "      parameters = structfun (@(P) 1.1 * P, parameters,\n"
        '                              "UniformOutput", false);\n'
        "    endif\n"
        "    if (! isempty (hand_over))\n",
    ),
}


@pytest.fixture(scope="module")
def long_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small case of three chunks."""
    file = fixtures_root() / "cases" / f"{CASE}.json"
    fields = json.loads(file.read_text())
    fields |= {"steps": LATE + 5, "id": "long"}
    fields["data"] = str(file.parent / fields["data"])
    copy = tmp_path_factory.mktemp("long") / "long.json"
    copy.write_text(json.dumps(fields))
    return copy


@pytest.mark.parametrize("language", FORGETS)
def test_a_run_of_many_chunks_is_one_run(
    language: str, long_case: Path
) -> None:
    spec = planted_spec(language)
    source = broken_copy(language, spec.options["source"], [FORGETS[language]])
    wrong = lockstep.PortSpec(spec.name, spec.adapter, {"source": source})
    run = lockstep.run(long_case, [wrong], "free").runs[0]
    assert run.verdict == "diverged", run.message
    assert run.divergence is not None
    assert run.divergence.step in (LATE - 1, LATE)


def test_a_loop_that_hands_nothing_over_is_told_how(long_case: Path) -> None:
    spec = planted_spec("python")
    silent = Edit(
        "training",
        "                hand_over(trace)\n",
        "                pass\n",
    )
    source = broken_copy("python", spec.options["source"], [silent])
    port = lockstep.PortSpec("silent", spec.adapter, {"source": source})
    run = lockstep.run(long_case, [port], "free", steps=5).runs[0]
    assert run.verdict == "error"
    assert "handed over 0 of 1 traces: hand_over of train_case" in run.message
