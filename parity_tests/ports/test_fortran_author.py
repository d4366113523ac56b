"""The path of an author who writes a port in Fortran.

Each mistake is made in the port by small changes of its sources.  The first
block that the judge prints must tell the author where to look.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from example_ports import PORTS, build, copy_to, require
from rich.console import Console

from lockstep.judge.mistakes.catalogue import MISTAKES
from lockstep.judge.run import validate
from lockstep.ports.defaults import TIME_LIMIT
from lockstep.report.terminal import print_results

FORTRAN = PORTS["fortran"]
SQUARE = "spiral_shuffled-2x3x3_tanh-gd"
TANH = "spiral_shuffled-2x15x6x3_tanh-gd"
SIGMOID = "spiral_shuffled-2x9x3x3_sigmoid-gd"
TIES = "spiral_shuffled-2x5x3_relu_ties-gd"
ADAM = "spiral_shuffled-2x15x6x3_relu-adam"
RMSPROP = "digits-64x15x9x10_relu-rmsprop"
L2 = "circles-2x11x1_relu-l2"
DROPOUT = "circles-2x11x1_relu-dropout"
DECAY = "digits-64x15x9x10_relu-gd_decay"
WORDS = {mistake.id: mistake.words for mistake in MISTAKES}
STEPS = 3
HANGS, SECONDS = "it hangs", 2.0


@dataclass(frozen=True)
class Plant:
    """A mistake, and what the first block must say of it.

    Attributes
    ----------
    name : str
    case : str
        Which shows it.
    edits : tuple of (str, str)
        Right words of a source, and the wrong ones.
    known : str
        Id in the catalogue, if the judge knows the mistake.
    """

    name: str
    case: str
    edits: tuple[tuple[str, str], ...]
    known: str = ""


def one(name: str, case: str, right: str, wrong: str) -> Plant:
    """A mistake that nobody listed."""
    return Plant(name, case, ((right, wrong),))


def listed(known: str, case: str, right: str, wrong: str) -> Plant:
    """A mistake of the catalogue."""
    return Plant(known, case, ((right, wrong),), known)


UPDATE_CALL = "given, rate, first_step + row + 1)"
WRITE = "      call write_layers([steps])\n"
RATE = "      rate = rate_of("
ERROR = "      error = loss(layers, Y, given, divisor)\n"
WRITE_LOSS = "      call write_npy(out // 'loss', [steps], [error])\n"
PLANTS = (
    listed(
        "gradients-not-divided",
        TANH,
        "(layers(l)%A - Y) / divisor",
        "(layers(l)%A - Y)",
    ),
    listed(
        "db-not-divided",
        TANH,
        "[size(this%dZ, 1), 1])",
        "[size(this%dZ, 1), 1]) * divisor",
    ),
    listed(
        "weights-not-transposed",
        SQUARE,
        "matmul(transpose(this%W), this%dZ)",
        "matmul(this%W, this%dZ)",
    ),
    listed(
        "weights-reshaped-by-columns",
        TANH,
        "matmul(transpose(this%W), this%dZ)",
        "matmul(reshape(this%W, [size(this%W, 2), size(this%W, 1)]), this%dZ)",
    ),
    one(
        "arrays are read in the wrong order",
        TANH,
        "A = transpose(turned)",
        "A = reshape(turned, [sizes(2), sizes(3)])",
    ),
    one(
        "arrays are written as if in C's order",
        TANH,
        "'fortran_order': True",
        "'fortran_order': False",
    ),
    listed("relu-slope-at-0", TIES, "Z > 0)\n", "Z >= 0)\n"),
    listed(
        "rmsprop-uses-beta1",
        RMSPROP,
        "s = beta2 * s + (1 - beta2) * g**2\n        P = P - rate * g /",
        "s = beta1 * s + (1 - beta1) * g**2\n        P = P - rate * g /",
    ),
    listed(
        "count-one-too-high",
        ADAM,
        UPDATE_CALL,
        "given, rate, first_step + row + 2)",
    ),
    listed(
        "adam-epsilon-inside",
        ADAM,
        "(sqrt(s / (1 - beta2**count)) + epsilon)",
        "sqrt(s / (1 - beta2**count) + epsilon)",
    ),
    one(
        "one step too few",
        TANH,
        "do row = 0, steps - 1",
        "do row = 0, steps - 2",
    ),
    listed(
        "schedule-by-step",
        DECAY,
        "(first_step + row) / n_batches",
        "first_step + row",
    ),
    Plant(
        "loss-after-update",
        TANH,
        (
            (ERROR, ""),
            (
                WRITE_LOSS,
                "      call forward(layers, given)\n" + ERROR + WRITE_LOSS,
            ),
        ),
        "loss-after-update",
    ),
    Plant(
        "parameters-frozen",
        TANH,
        ((WRITE, ""), (RATE, WRITE + RATE)),
        "parameters-frozen",
    ),
    listed(
        "penalty-gradient-not-divided",
        L2,
        "given%l2_penalty / divisor * this%W",
        "given%l2_penalty * this%W",
    ),
    Plant(
        "dropout-not-scaled",
        DROPOUT,
        (
            ("this%G * this%M / given%keep_prob", "this%G * this%M"),
            ("below%dA * below%M / given%keep_prob", "below%dA * below%M"),
        ),
        "dropout-not-scaled",
    ),
    one(
        "softmax in single precision",
        TANH,
        "A = exp(Z - spread(maxval(Z, 1), 1, size(Z, 1)))",
        "A = exp(real(Z - spread(maxval(Z, 1), 1, size(Z, 1))))",
    ),
    one(
        "db is off by 1e-12",
        TANH,
        "[size(this%dZ, 1), 1])",
        "[size(this%dZ, 1), 1]) * (1 + 1e-12_dp)",
    ),
    listed(
        "labels-too-low", TANH, "nint(labels) == k - 1", "nint(labels) == k"
    ),
    one(
        "biases have another shape",
        TANH,
        "call put(at('b', l), this%b, steps)",
        "call write_npy(out // at('b', l), [size(this%b), steps], [this%b])",
    ),
    one(
        "NaN",
        TANH,
        "this%dW = matmul(",
        "this%dW = sqrt(-1 - below%A(1, 1)**2) + matmul(",
    ),
    one("db is missing", TANH, "call put(at('db', l), this%db, steps)\n", "\n"),
    one(
        HANGS,
        TANH,
        "rate = rate_of(",
        "do while (row >= 0)\n end do\n rate = rate_of(",
    ),
    one(
        "it crashes",
        TANH,
        "batch = samples\n",
        "batch = samples\n call read_fields('elsewhere')\n",
    ),
)


STEP_0 = "[0, 0] at step 0"
# Quantity, step and operation that the first block must name, and more.
SAYS = {
    "gradients-not-divided": (
        "dZ3" + STEP_0,
        "categorical_cross_entropy_gradient computes it",
    ),
    "db-not-divided": ("db3" + STEP_0, "dense_gradients computes it"),
    "weights-not-transposed": ("dA1" + STEP_0, "dense_backward computes it"),
    "weights-reshaped-by-columns": (
        "dA2" + STEP_0,
        "dense_backward computes it",
    ),
    "arrays are read in the wrong order": (
        "X[0, 1] at step 0",
        "read_case gives another X",
        "hint: of W1: its numbers stand in the order of rows",
    ),
    "arrays are written as if in C's order": (
        "X[0, 1] at step 0",
        "read_case gives another X",
        "hint: its numbers stand in the order of columns",
    ),
    "relu-slope-at-0": ("dZ1" + STEP_0, "activation_backward computes it"),
    "rmsprop-uses-beta1": ("sW1[0, 1] at step 0", "rmsprop computes it"),
    "count-one-too-high": ("W1" + STEP_0, "adam computes it"),
    "adam-epsilon-inside": ("W1" + STEP_0, "adam computes it"),
    "one step too few": ("loss: the header names 3 steps, the file holds 2",),
    "schedule-by-step": ("W1[0, 1] at step 1", "gradient_descent computes it"),
    "loss-after-update": ("Z1" + STEP_0, "dense_forward computes it"),
    "parameters-frozen": ("W1" + STEP_0, "gradient_descent computes it"),
    "penalty-gradient-not-divided": (
        "dW2" + STEP_0,
        "dense_gradients and l2_gradient compute it",
    ),
    "dropout-not-scaled": ("A1[0, 1] at step 0", "dropout_forward computes it"),
    "softmax in single precision": (
        "A3" + STEP_0,
        "activation_forward computes it",
        "hint: it is right but for single precision",
    ),
    "db is off by 1e-12": (
        "db3[1, 0] at step 0",
        "dense_gradients computes it",
    ),
    "labels-too-low": ("loss at step 0", "network_loss computes it"),
    "biases have another shape": (
        "b1 at step 0: expected the shape 15 x 1, got 15",
    ),
    "NaN": ("dW3" + STEP_0, "got nan", "dense_gradients computes it"),
    "db is missing": ("db3 at step 0: the port did not deliver it",),
    HANGS: ("hung: not done within 2 s",),
    "it crashes": (
        "output: Fortran runtime error: Cannot open file",
        "At line 39 of file protocol.f90",
        "0 steps were whole",
    ),
}


def first_block(folder: Path, plant: Plant) -> str:
    """What is printed first of a port that is wrong."""
    limit = SECONDS if plant.name == HANGS else TIME_LIMIT
    cases = [plant.case]
    results = validate(folder, cases=cases, steps=STEPS, time_limit=limit)
    screen = StringIO()
    print_results(Console(file=screen, width=500), results)
    return screen.getvalue().split("\n\n")[1]


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.name)
def test_first_block_says_where_to_look(tmp_path: Path, plant: Plant) -> None:
    require(FORTRAN)
    folder = copy_to(FORTRAN, tmp_path / "fortran")
    for right, wrong in plant.edits:
        (file,) = [f for f in folder.glob("*.f90") if right in f.read_text()]
        file.write_text(file.read_text().replace(right, wrong))
    build(folder, "-O0")
    block = first_block(folder, plant)
    for words in (*SAYS[plant.name], WORDS.get(plant.known, "")):
        assert words in block
