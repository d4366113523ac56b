"""A port of Lockstep: python port.py CASE_FILE OUT_DIR."""

import json
import shutil
import sys
from pathlib import Path

import numpy as np

case_file, out = Path(sys.argv[1]), Path(sys.argv[2])
here = case_file.parent  # paths in a case are relative to its folder
case = json.loads(case_file.read_text("utf-8"))
task = case.get("run", {}).get("task", "train")


def read(name):
    """Read an array that the case names; beside each .csv stands a .npy."""
    return np.load(here / name.replace(".csv", ".npy"))


def write(name, array):
    """Write a quantity: in a trace, the step is the first axis."""
    np.save(out / f"{name}.npy", np.asarray(array, dtype=np.float64))


table = read(case["data"])  # a row a sample, its label last
X = table[:, :-1].T  # features x samples: in the equations, samples are columns
labels = table[:, -1]  # from 0

if task == "echo":
    # Level 0: write everything that was read, so that a wrong connection is
    # not taken for a wrong network.
    write("X", X)
    # Next: labels; W1, b1, W2, ... from the folder case["weights"]; and each
    # number of the case under its own name: steps, seed, batch_size,
    # layer_sizes, l2_penalty, keep_prob, learning_rate, beta1, beta2, epsilon,
    # decay_rate, decay_epochs.
else:
    # Level 1: case["steps"] updates from the weights in the folder
    # case["weights"].  Stack the loss before each update and W1, b1, ... after
    # it; write loss (steps), W1 (steps x units x inputs), b1 (steps x units x
    # 1), ...  Until then, say so.
    sys.exit(f"the task {task} is not written yet")

shutil.copy(Path(__file__).with_name("port.json"), out / "trace.json")
