"""What all lessons share: where the data are, and how results are printed.

The R and the Octave lessons print the same text, number for number.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

import firstprinciples as fp


def start_lesson(part: str) -> Path:
    """Make the folder of a lesson's pictures, from the repository's root."""
    if not Path("fixtures/data").is_dir():
        sys.exit("lesson: start it from the root of the repository")
    folder = Path("build/examples") / part / "python"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def lesson_steps(steps: int) -> int:
    """Number of steps: the one on the command line, or the lesson's own."""
    return int(sys.argv[1]) if len(sys.argv) > 1 else steps


def read_lesson_data(name: str) -> tuple[np.ndarray, np.ndarray]:
    """Samples (n_features x n_samples) and labels of a shared data set."""
    return fp.read_data(f"fixtures/data/{name}.csv")


def show_losses(losses: np.ndarray, decimals: int = 6) -> None:
    """Print about ten losses of a training run, the last one among them."""
    print("    step        loss")
    last = losses.size - 1
    for step in sorted({*range(0, last, max(losses.size // 10, 1)), last}):
        print(f"{step:8d}{losses[step]:12.{decimals}f}")


def show_confusion(counts: np.ndarray) -> None:
    """Print a confusion matrix: true classes in rows, predicted in columns."""
    n_classes = len(counts)
    print("confusion matrix, true class by predicted class")
    print(" " * 6 + "".join(f"{label:6d}" for label in range(n_classes)))
    for label, row in enumerate(counts):
        print(f"{label:6d}" + "".join(f"{count:6.0f}" for count in row))


def show_statistics(counts: np.ndarray) -> None:
    """Print what the confusion matrix says of the whole and each class."""
    overall = fp.overall_statistics(counts)
    for name, value in zip(fp.OVERALL_STATISTICS, overall, strict=True):
        print(f"{name:<26}{_number(value)}")
    labels = "".join(f"{label:10d}" for label in range(len(counts)))
    print(f"{'class':<26}{labels}")
    by_class = fp.class_statistics(counts).T  # 11 x n_classes
    for name, values in zip(fp.CLASS_STATISTICS, by_class, strict=True):
        print(f"{name:<26}{''.join(map(_number, values))}")


def _number(value: float) -> str:
    """Four digits that count: p-values may be tiny."""
    return f"{'-':>10}" if np.isnan(value) else f"{value:10.4g}"
