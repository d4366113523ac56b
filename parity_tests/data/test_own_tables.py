"""One table, trained on in the manner of each language: one network.

Python's `fit`, R's `neural_network` and Octave's `fit` read the same CSV, with
classes in words, and hand over what they learnt and what they predict.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from firstprinciples import Model, fit, read_data
from lockstep.bounds.operations.networks import training_error
from lockstep.bounds.operations.operations import operation_bounds
from lockstep.bounds.rounding import between
from lockstep.cases.load import OperationCase
from lockstep.compare.compare import compare_values
from lockstep.files.paths import fixtures_root, repository_root

ROOT = repository_root()
CLASSES = np.array(["setosa", "versicolor", "virginica"])
R = """
for (file in list.files("{root}/r/R", full.names = TRUE)) {{
  source(file, chdir = TRUE)
}}
data <- read.csv("table.csv")
test <- read.csv("test.csv")
model <- neural_network(label ~ ., data = data, {options})
save <- function(x, name) {{
  text <- matrix(sprintf("%.17g", x), nrow(x))
  writeLines(apply(text, 1, paste, collapse = ","), name)
}}
for (name in names(model$parameters)) {{
  save(model$parameters[[name]], paste0(name, ".csv"))
}}
for (name in c("mean", "scale")) save(model[[name]], paste0(name, ".csv"))
save(matrix(model$losses), "losses.csv")
save(predict(model, test, type = "probabilities"), "P.csv")
writeLines(as.character(predict(model, test)), "classes.txt")
"""
OCTAVE = """
addpath (genpath ("{root}/octave/inst"));
function save_matrix (x, name)
  dlmwrite ([name ".csv"], x, "precision", "%.17g");
endfunction
X = csvread ("table.csv", 1, 0)(:,1:4);
labels = textread ("labels.txt", "%s");
model = fit (X, labels, {options});
for [value, name] = model.parameters
  save_matrix (value, name);
endfor
save_matrix (model.mean, "mean");
save_matrix (model.scale, "scale");
save_matrix (model.losses', "losses");
[found, P] = predict (model, csvread ("test.csv", 1, 0)(:,1:4));
save_matrix (P, "P");
file = fopen ("classes.txt", "w");
fprintf (file, "%s\\n", found{{:}});
fclose (file);
"""
PROGRAMS: dict[str, tuple[list[str], str, Callable[[str, Any], str]]] = {
    "r": (["Rscript", "--vanilla"], R, lambda name, value: f"{name} = {value}"),
    "octave": (
        ["octave-cli", "--norc"],
        OCTAVE,
        lambda name, value: f'"{name}", {value}',
    ),
}
LISTS = {"r": "c({})", "octave": "[{}]"}
OPTIONS: dict[str, dict[str, Any]] = {
    "defaults": {"steps": 30},
    "options": {
        "hidden": [6, 5],
        "steps": 25,
        "learning_rate": 0.05,
        "optimizer": "momentum",
        "hidden_activation": "tanh",
        "initialization": "xavier",
        "batch_size": 32,
        "l2_penalty": 0.1,
        "keep_prob": 0.9,
        "seed": 11,
    },
    "no hidden layer": {"hidden": [], "steps": 30, "optimizer": "rmsprop"},
}


def samples(n_classes: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows of iris in random order, a column in millimetres."""
    X, labels = read_data(fixtures_root() / "data" / "iris.csv")
    order = np.random.RandomState(3).permutation(labels.size)
    order = order[labels[order] < n_classes]
    X = X.T[order]
    X[:, 1] *= 10.0
    return np.round(X, 6), labels[order]


def write_tables(folder: Path, X: np.ndarray, labels: np.ndarray) -> None:
    """Write the training table, its labels, and a table to predict."""
    rows = [",".join(f"{x:.17g}" for x in row) for row in X]
    classes = CLASSES[labels.astype(int)].tolist()
    named = [f"{row},{c}" for row, c in zip(rows, classes, strict=True)]
    (folder / "table.csv").write_text("\n".join(["a,b,c,d,label", *named, ""]))
    (folder / "test.csv").write_text("\n".join(["a,b,c,d", *rows[::3], ""]))
    (folder / "labels.txt").write_text("\n".join([*classes, ""]))


def run(language: str, folder: Path, options: dict[str, Any]) -> None:
    """Let a program of a language train and write down its results."""
    command, program, pair = PROGRAMS[language]
    given = []
    for name, value in options.items():
        text = f'"{value}"' if isinstance(value, str) else str(value)
        if isinstance(value, list):
            text = LISTS[language].format(", ".join(map(str, value)))
        given.append(pair(name, text))
    text = program.format(root=ROOT, options=", ".join(given))
    (folder / "program").write_text(text)
    subprocess.run([*command, "program"], cwd=folder, check=True)


def results(folder: Path, model: Model) -> dict[str, np.ndarray]:
    """Read what a program wrote, under the names of the contract."""
    read = {
        name: np.loadtxt(folder / f"{name}.csv", delimiter=",", ndmin=2)
        for name in (*model.parameters, "mean", "scale", "P")
    }
    parameters = {f"parameters.{n}": read.pop(n) for n in model.parameters}
    losses = np.loadtxt(folder / "losses.csv")
    return {**parameters, "losses": losses, **read}


def judged(X: Any, labels: Any, options: dict[str, Any]) -> Any:
    """What `fit` learns and predicts, with the bound of each number."""
    model = fit(X, CLASSES[labels.astype(int)], **options)
    P = model.predict_probabilities(X[::3])
    arguments = {
        "hidden": np.array([100.0]),
        **options,
        "X": X.T,
        "labels": labels,
    }
    case = OperationCase(
        *("fit_network-own", "operation", "", Path(), "", {}, "fit_network"),
        arguments,
    )
    wanted = {
        **{f"parameters.{n}": a for n, a in model.parameters.items()},
        "losses": model.losses,
        "mean": model.mean,
        "scale": model.scale,
    }
    bounds = operation_bounds(case, wanted, "bounded")
    # A prediction is the forward half of one more step.
    further = {**arguments, "steps": options["steps"] + 1}
    sizes = model.network.layer_sizes
    error = training_error(further, sizes, P, float(np.abs(X).max()))
    bounds["P"] = np.broadcast_to(between(error), P.shape)
    return model, {**wanted, "P": P}, bounds


@pytest.mark.parametrize("n_classes", [2, 3])
@pytest.mark.parametrize("which", OPTIONS)
@pytest.mark.parametrize("language", PROGRAMS)
def test_every_language_learns_the_same_from_a_table(
    tmp_path: Path, language: str, which: str, n_classes: int
) -> None:
    X, labels = samples(n_classes)
    write_tables(tmp_path, X, labels)
    run(language, tmp_path, OPTIONS[which])
    model, wanted, bounds = judged(X, labels, OPTIONS[which])
    found = results(tmp_path, model)
    compared = compare_values(wanted, found, bounds)
    assert compared.agrees, compared.divergence
    assert compared.values == sum(a.size for a in wanted.values())
    classes = (tmp_path / "classes.txt").read_text().split()
    assert classes == model.predict(X[::3]).tolist()


def test_another_network_is_noticed(tmp_path: Path) -> None:
    X, labels = samples(3)
    _, wanted, bounds = judged(X, labels, OPTIONS["defaults"])
    moved = {**wanted, "mean": wanted["mean"] * (1 + 1e-12)}
    assert not compare_values(wanted, moved, bounds).agrees
    seed = {**OPTIONS["defaults"], "seed": 1}
    _, others, _ = judged(X, labels, seed)
    assert not compare_values(wanted, others, bounds).agrees
