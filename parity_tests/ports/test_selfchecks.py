"""Each language holds against itself, on inputs that nobody tuned."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from bench import Bench
from example_ports import PORTS, build, copy_to, require
from faults import FAULTS
from selfchecks import KEPT, PAGE, asked, page

from lockstep.explain.selfcheck import selfcheck
from lockstep.explain.selfcheck.inputs import Inputs
from lockstep.files.strict_json import read_object
from lockstep.ports.defaults import PORT_NAMES, TIME_LIMIT
from lockstep.ports.start import open_port, port_spec

CASE = "spiral_shuffled-2x9x3x3_sigmoid-gd"
GATE = "gate_and-2x1_sigmoid-gd"
# One of each part of the network, and the check that must see it.
SOFTMAX = "spiral_shuffled-2x15x6x3_tanh-l2_dropout"
BINARY = "circles-2x11x1_relu-l2"
SEEN = {
    "D1": (SOFTMAX, "samples doubled"),
    "D12": (SOFTMAX, "slope"),
    "H2": (SOFTMAX, "slope"),
    "W9": (BINARY, "slope"),
}


def hard_inputs(kind: str) -> Inputs:
    """Inputs on which rounding, saturation or ties do what they can."""
    draw = np.random.default_rng(len(kind))
    sizes, words = [3, 6, 4], ["tanh", "softmax"]
    X, labels = draw.normal(size=(3, 21)), draw.integers(0, 4, 21)
    size = 1.0
    if kind == "saturated":
        size = 400.0
    elif kind == "unscaled":
        X *= np.array([[1e6], [1e-6], [1.0]])
        X += np.array([[3e7], [0.0], [1.0]])
    elif kind == "one_sample":
        X, labels = X[:, :1], labels[:1]
    elif kind == "ties":
        X, words = np.round(X), ["relu", "softmax"]
    elif kind == "tiny":
        X, size = X * 1e-160, 1e-3
    weights = {
        f"{letter}{layer}": size * draw.normal(size=(m, n))
        for layer, (n, m) in enumerate([(3, 6), (6, 4)], start=1)
        for letter, n in (("W", n), ("b", 1))
    }
    network = {
        "layer_sizes": sizes,
        "activations": words,
        "loss": "categorical_cross_entropy",
        "reduction": "sum" if kind == "ties" else "mean",
    }
    settings = {"name": "adam", "learning_rate": 0.01}
    return Inputs(kind, X, labels, weights, network, settings, batch_size=8)


KINDS = ("saturated", "unscaled", "one_sample", "ties", "tiny")


@pytest.mark.parametrize("name", PORT_NAMES)
def test_a_language_holds_against_itself(name: str, tmp_path: Path) -> None:
    hard = [hard_inputs(kind).write(tmp_path / kind).path for kind in KINDS]
    spec = port_spec(name)
    with open_port(spec, TIME_LIMIT) as port:
        found = selfcheck(spec, port, [CASE, *hard])
    assert found.broken == []
    assert found.has_held


def test_the_reference_holds_on_all_that_is_asked_by_default() -> None:
    spec = port_spec("python")
    with open_port(spec, TIME_LIMIT) as port:
        found = selfcheck(spec, port)
    assert found.broken == []


@pytest.mark.parametrize("name", PORTS)
def test_an_example_port_holds_against_itself(
    name: str, tmp_path: Path
) -> None:
    require(PORTS[name])
    folder = copy_to(PORTS[name], tmp_path / name)
    build(folder)
    spec = port_spec(folder)
    with open_port(spec, TIME_LIMIT) as port:
        found = selfcheck(spec, port, [GATE])
    assert found.broken == []
    assert found.has_held


@pytest.mark.parametrize("language", PORT_NAMES)
def test_planted_faults_are_seen_without_a_reference(
    bench: Bench, language: str
) -> None:
    by_id = {fault.id: fault for fault in FAULTS}
    for name, (case, check) in SEEN.items():
        port = bench.plant(language, by_id[name].edits(language))
        broken = selfcheck(port.spec, port, [case]).broken
        assert check in {finding.check for finding in broken}, name


def test_the_page_is_written_from_what_was_measured() -> None:
    kept = read_object(KEPT)["faults"]
    assert set(kept) == {fault.id for fault in asked()}
    command = "python parity_tests/meta/selfchecks.py"
    assert PAGE.read_text("utf-8") == page(), f"run {command}"
