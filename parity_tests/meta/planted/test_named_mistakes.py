"""Mistakes planted in a port: the judge names each, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from example_ports import PORTS, copy_to, require

from lockstep.judge.mistakes.probes import infer_conventions
from lockstep.judge.run import validate
from lockstep.ports.start import port_spec

JAVASCRIPT = PORTS["javascript"]
SMALL = "spiral_shuffled-2x9x3x3_sigmoid-gd"
ADAM = "spiral_shuffled-2x15x6x3_relu-adam"
L2 = "circles-2x11x1_relu-l2"
DROPOUT = "circles-2x11x1_relu-dropout"
TANH = "spiral_shuffled-2x15x6x3_tanh-gd"
TIES = "spiral_shuffled-2x5x3_relu_ties-gd"
RMSPROP = "spiral_shuffled-2x8x7x6x5x3_tanh-rmsprop"
CLASSICAL = "spiral_shuffled-2x100x3_relu-classical_momentum"

# What is named, the case that shows it, the right words, and the wrong ones.
KNOWN = [
    ("gradients-not-divided", TANH, "(p - y) / divisor", "(p - y)"),
    ("gradient-sign", TANH, "(p - y) / divisor", "(y - p) / divisor"),
    ("loss-not-divided", TANH, "sum(squares)) / divisor", "sum(squares))"),
    (
        "db-not-divided",
        TANH,
        "layer.dZ.map((row) => [sum(row)])",
        "layer.dZ.map((row) => [sum(row) * divisor])",
    ),
    (
        "db-divided-twice",
        TANH,
        "layer.dZ.map((row) => [sum(row)])",
        "layer.dZ.map((row) => [sum(row) / row.length])",
    ),
    (
        "penalty-gradient-not-divided",
        L2,
        "(network.l2_penalty / divisor) * w",
        "network.l2_penalty * w",
    ),
    (
        "penalty-gradient-missing",
        L2,
        "d + (network.l2_penalty / divisor) * w",
        "d + 0 * w",
    ),
    (
        "loss-penalty-not-halved",
        L2,
        "(network.l2_penalty / 2)",
        "network.l2_penalty",
    ),
    ("relu-slope-at-0", TIES, "+(z > 0)", "+(z >= 0)"),
    ("tanh-slope-not-squared", TANH, "1 - a * a", "1 - a"),
    ("sigmoid-slope-of-Z", SMALL, "=> a * (1 - a)", "=> z * (1 - z)"),
    ("slope-missing", TANH, "d * slope(z, a)", "d"),
    (
        "weights-not-transposed",
        SMALL,
        "product(transpose(layer.W), layer.dZ)",
        "product(layer.W.length === layer.W[0].length ? layer.W"
        " : transpose(layer.W), layer.dZ)",
    ),
    ("bias-missing", TANH, "value + layer.b[i][0]", "value"),
    (
        "dropout-not-scaled",
        DROPOUT,
        "(a * kept) / keep",
        "a * kept",
    ),
    (
        "dropout-rate-for-keep-prob",
        DROPOUT,
        "(a * kept) / keep",
        "(a * kept) / (1 - keep)",
    ),
    (
        "dropout-back-missing",
        DROPOUT,
        "drop(below.dA, below.M, network.keep_prob)",
        "below.dA",
    ),
    ("adam-not-corrected", ADAM, "[1 - beta1 ** count, 1 - beta2", "[1, 1 + 0"),
    ("count-one-too-high", ADAM, "rate, step + 1)", "rate, step + 2)"),
    (
        "adam-epsilon-inside",
        ADAM,
        "Math.sqrt(s / sShare) + epsilon",
        "Math.sqrt(s / sShare + epsilon)",
    ),
    (
        "rmsprop-epsilon-inside",
        RMSPROP,
        "Math.sqrt(s / sShare) + epsilon",
        "Math.sqrt(s / sShare + epsilon)",
    ),
    (
        "momentum-averaged",
        CLASSICAL,
        '"classical_momentum" ? 1 : 1 - beta1',
        '"classical_momentum" ? 1 - beta1 : 1 - beta1',
    ),
    ("update-sign", TANH, "p - rate *", "p + rate *"),
    ("labels-too-low", TANH, "+(label === k)", "+(label - 1 === k)"),
]
# Wrong in a way that nobody has listed.
UNKNOWN = [
    (TANH, "(p - y) / divisor", "(p - 1.01 * y) / divisor"),
    (TANH, "value + layer.b[i][0]", "value + 1.5 * layer.b[i][0] + 0.1"),
    (TANH, "1 - a * a", "1 - a * a * a"),
    (TANH, "p - rate *", "p - 0.9 * rate *"),
    (L2, "(network.l2_penalty / divisor) * w", "network.l2_penalty * w ** 3"),
    (ADAM, "rate, step + 1)", "rate, step + 7)"),
    (ADAM, "Math.sqrt(s / sShare)", "Math.cbrt(s / sShare)"),
    (DROPOUT, "(a * kept) / keep", "(a * kept) / keep ** 2"),
    (SMALL, "=> a * (1 - a)", "=> a * (1 - a) + 1e-9"),
    (TANH, "sum(squares)) / divisor", "sum(squares)) / (divisor + 2)"),
]


def named(folder: Path, case: str, right: str, wrong: str) -> list[str]:
    """Break the port, judge it, and list what is named."""
    require(JAVASCRIPT)
    folder = copy_to(JAVASCRIPT, folder / "javascript")
    file = folder / "port.js"
    text = file.read_text("utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), "utf-8")
    runs = validate(folder, cases=[case], steps=3).runs
    run = next(run for run in runs if run.verdict == "diverged")
    assert run.divergence is not None
    return [cause.id for cause in run.divergence.causes]


@pytest.mark.parametrize(
    ("name", "case", "right", "wrong"), KNOWN, ids=[k[0] for k in KNOWN]
)
def test_a_known_mistake_is_named(
    tmp_path: Path, name: str, case: str, right: str, wrong: str
) -> None:
    assert named(tmp_path, case, right, wrong) == [name]


@pytest.mark.parametrize(("case", "right", "wrong"), UNKNOWN)
def test_nothing_is_named_that_is_not_known(
    tmp_path: Path, case: str, right: str, wrong: str
) -> None:
    assert named(tmp_path, case, right, wrong) == []


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
