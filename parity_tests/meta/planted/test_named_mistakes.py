"""Mistakes planted in the example ports: the judge names each, and no other."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from example_ports import PORTS, copy_to, require
from faults.naming import FILE
from named import (
    LANGUAGES,
    Plant,
    broken_ports,
    first_failure,
    in_parts,
    plants,
    word,
)

from lockstep.judge.mistakes.catalogue import MISTAKES
from lockstep.judge.mistakes.probes import infer_conventions
from lockstep.judge.run import validate
from lockstep.ports.start import port_spec

JAVASCRIPT = PORTS["javascript"]
# The suite plants some; LOCKSTEP_MUTANTS=all plants all.
EVERY = {"javascript": 7, "cpp": 50, "pytorch": 60}
NAMED = json.loads(FILE.read_text("utf-8"))


def chosen(language: str) -> list[Plant]:
    """Some of a language's faults, or all."""
    every = 1 if os.environ.get("LOCKSTEP_MUTANTS") else EVERY[language]
    return plants(language)[::every]


def measured(plant: Plant) -> str:
    """What docs/known-mistakes.md counts it as."""
    kind = "listed" if plant.is_listed else "others"
    return str(NAMED[plant.language][kind][plant.name])


@pytest.mark.parametrize(
    "faults",
    [part for language in LANGUAGES for part in in_parts(chosen(language))],
    ids=lambda part: f"{part[0].language}-{part[0].name}",
)
def test_faults_are_named_as_the_page_says(
    tmp_path: Path, faults: Sequence[Plant]
) -> None:
    """`python -m named` renews it."""
    require(PORTS[faults[0].language])
    found = {
        plant.name: word(plant, first_failure(plant, port))
        for plant, port in broken_ports(faults, tmp_path)
    }
    assert found == {plant.name: measured(plant) for plant in faults}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nearly_all_are_named_and_no_other(language: str) -> None:
    listed = list(NAMED[language]["listed"].values())
    others = list(NAMED[language]["others"].values())
    assert len(listed) >= 0.85 * len(MISTAKES)
    assert listed.count("right") >= 0.95 * len(listed)
    assert len(others) >= 20
    assert set(others) == {"silent"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_fits_the_port(language: str) -> None:
    port = PORTS[language]
    text = (port.folder / port.mathematics).read_text("utf-8")
    found = plants(language)
    for plant in found:
        assert plant.broken(text) != text
    assert len({plant.name for plant in found}) == len(found)
    for kind, is_listed in (("listed", True), ("others", False)):
        names = {p.name for p in found if p.is_listed == is_listed}
        assert names == set(NAMED[language][kind])


def test_a_wrong_intermediate_is_told_like_all_that_follows(
    tmp_path: Path,
) -> None:
    """Its digits are lost, but loss, gradients and parameters have theirs."""
    require(JAVASCRIPT)
    folder = copy_to(JAVASCRIPT, tmp_path / "javascript")
    file = folder / "port.js"
    right, wrong = "Math.tanh(z)", "1 - 2 / (1 + Math.exp(2 * z))"
    text = file.read_text("utf-8")
    assert text.count(right) == 1
    file.write_text(text.replace(right, wrong), "utf-8")
    case = "spiral_shuffled-2x15x6x3_tanh-gd"
    (failed,) = (
        run
        for run in validate(folder, cases=[case], steps=1).runs
        if run.verdict != "equal"
    )
    place = failed.divergence
    assert place is not None
    assert (place.quantity, place.operation) == ("A1", "activation_forward")
    assert place.agreed == ["Z1"]
    assert "only last digits are wrong" in place.hints[0]
    assert "activation_forward computes it" in failed.diagnosis
    assert failed.source == "port.js:23"


def test_a_sheet_tells_several_conventions_at_once(tmp_path: Path) -> None:
    require(JAVASCRIPT)
    folder = copy_to(JAVASCRIPT, tmp_path / "javascript")
    file = folder / "port.js"
    text = file.read_text("utf-8")
    for right, wrong in (
        ("(p - y) / divisor", "(p - y)"),
        ("Math.sqrt(s / sShare) + epsilon", "Math.sqrt(s / sShare + epsilon)"),
        ("(a * kept) / keep", "a * kept"),
    ):
        assert right in text
        text = text.replace(right, wrong, 1)
    file.write_text(text, "utf-8")
    (tmp_path / "probes").mkdir()
    sheet = infer_conventions(port_spec(folder), tmp_path / "probes")
    assert {row.name: row.yours for row in sheet.unlike} == {
        "gradients": "all gradients are sums over the samples",
        "dropout": "dropout does not divide by keep_prob",
        "Adam's epsilon": "epsilon stands inside the root",
        "RMSprop's epsilon": "epsilon stands inside the root",
    }
