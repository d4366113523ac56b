"""Bad values of every kind of argument, each under the name of its fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

Faults = Iterator[tuple[str, Any]]

WORDS = ["two", "words"]
NAMED = {"a": 1.0}
SQUARE = np.array([[0.5, 0.25], [0.125, 1.0]])
NOT_A_MATRIX = {
    "text": "abc",
    "words": WORDS,
    "named values": NAMED,
    "flag": True,
    "nothing": None,
}
NOT_A_NUMBER = {
    **NOT_A_MATRIX,
    "vector": np.array([0.5, 0.25]),
    "matrix": SQUARE,
    "NaN": np.nan,
    "Inf": np.inf,
    "-Inf": -np.inf,
    "negative": -1.0,
}
NOT_A_COUNT = {**NOT_A_NUMBER, "zero": 0.0, "half": 1.5, "huge": 1e18}


def bad_values(
    entry: dict[str, Any], item: dict[str, Any], good: Any, folder: Path
) -> Faults:
    """Make bad values of an argument from a good one.

    Parameters
    ----------
    entry, item : dict
        A function of the contract and one of its arguments.
    good : object
        What the argument may be.
    folder : path
        Where files stand that cannot be read.

    Yields
    ------
    fault : str
    value : object
    """
    makers: dict[str, Callable[..., Faults]] = {
        "matrix": _matrices,
        "labels": _labels,
        "vector": _vectors,
        "matrices": _named_matrices,
        "trace": _named_matrices,
        "network": _networks,
        "optimizer": _optimizers,
        "case": _cases,
        "path": _paths,
        "text": _texts,
        "texts": _lists_of_words,
        "counts": _sizes,
        "space": _spaces,
        "trial": _trials,
        "search": _searches,
        "function": _functions,
    }
    tables = {
        "number": NOT_A_NUMBER,
        "count": NOT_A_COUNT,
        "flag": {
            "text": "yes",
            "one": 1.0,
            "NaN": np.nan,
            "vector": SQUARE[0],
            "words": WORDS,
            "named values": NAMED,
            "nothing": None,
        },
    }
    kind = item["kind"]
    if kind in tables:
        yield from tables[kind].items()
    elif kind == "path":
        yield from _paths(entry, folder)
    else:
        yield from makers[kind](entry, item, good)


def _matrices(entry: dict, item: dict, good: np.ndarray) -> Faults:
    yield from NOT_A_MATRIX.items()
    yield "number", 1.5
    yield "vector", np.array([0.5, 0.25])
    yield "three axes", np.ones((2, 2, 2))
    yield "no rows", np.ones((0, 3))
    for name, value in (("NaN", np.nan), ("Inf", np.inf)):
        yield name, _with(good, value)
    rows, columns = item["shape"].split(" x ")
    if _is_bound(entry, item, rows):
        yield "one row more", np.vstack([good, good[:1]])
    if rows in ("2", "n_features") and _is_bound(entry, item, rows):
        yield "samples in rows", np.ascontiguousarray(good.T)
    if _is_bound(entry, item, columns):
        yield "one column more", np.hstack([good, good[:, :1]])


def _labels(entry: dict, item: dict, good: np.ndarray) -> Faults:
    yield from NOT_A_MATRIX.items()
    yield "number", 1.0
    yield "matrix", SQUARE
    yield "empty", good[:0]
    for name, value in {"-1": -1, "half": 0.5, "NaN": np.nan, "K": 2}.items():
        yield name, _with(good, value)
    if _is_bound(entry, item, "n_samples"):
        yield "one more", np.append(good, good[:1])


def _vectors(entry: dict, item: dict, good: np.ndarray) -> Faults:
    yield from NOT_A_MATRIX.items()
    yield "number", 1.0
    yield "matrix", SQUARE
    yield "empty", good[:0]
    for name, value in (("NaN", np.nan), ("Inf", np.inf)):
        yield name, _with(good, value)
    if _is_bound(entry, item, item["shape"]):
        yield "one more", np.append(good, good[-1:])


def _is_bound(entry: dict, item: dict, symbol: str) -> bool:
    """Whether other arguments, or a number, fix the size of an axis."""
    kinds = {other["kind"] for other in entry["arguments"]}
    names = {other["name"] for other in entry["arguments"]}
    used = [
        part
        for other in entry["arguments"]
        for part in other.get("shape", "").split(" x ")
    ]
    fixed = {"n_features", "n_outputs"} if "network" in kinds else set()
    if "case" in kinds:
        fixed = {"n_features", "n_outputs", "n_samples"}
    if "cache" in names:
        fixed |= {"n_samples"}
    return symbol.isdigit() or used.count(symbol) > 1 or symbol in fixed


def _named_matrices(entry: dict, item: dict, good: dict) -> Faults:
    first = next(iter(good))
    yield from _changed(good, first)
    for name, value in {"number": 1.5, "matrix": SQUARE}.items():
        yield name, value
    for name in ("text", "words", "nothing"):
        yield name, NOT_A_MATRIX[name]
    yield "no entry", type(good)()


def _changed(good: dict, first: str) -> Faults:
    """One entry missing, too many, misspelt, or not what it should be."""
    make, value = type(good), good[first]
    rest = {name: item for name, item in good.items() if name != first}
    yield "first entry missing", make(rest)
    yield "an entry more", make({**good, "W9": value})
    yield "first entry misspelt", make({**rest, first.swapcase(): value})
    yield "first entry NaN", make({first: _with(value, np.nan), **rest})
    yield "first entry a text", make({first: "abc", **rest})
    yield "first entry nothing", make({first: None, **rest})
    longer = np.concatenate([value, value[:, :1]], axis=1)
    yield "first entry of another shape", make({first: longer, **rest})


def _fields(good: dict, required: tuple[str, ...]) -> Faults:
    for name in ("text", "words", "nothing", "flag"):
        yield name, NOT_A_MATRIX[name]
    yield "number", 1.5
    for name in required:
        rest = {key: value for key, value in good.items() if key != name}
        yield f"field {name} missing", rest
        yield f"field {name} misspelt", {**rest, name + "s": good[name]}
    yield "field unknown", {**good, "colour": "blue"}


def _networks(entry: dict, item: dict, good: dict) -> Faults:
    yield from _fields(good, ("layer_sizes", "activations", "loss"))
    for name, value in NETWORK_FAULTS:
        yield f"{name} {value}", {**good, name: value}
    yield "other sizes", {**good, "layer_sizes": [2, 4, 2]}


def _optimizers(entry: dict, item: dict, good: dict) -> Faults:
    yield from _fields(good, ("name", "learning_rate"))
    for name, value in OPTIMIZER_FAULTS:
        yield f"{name} {value}", {**good, name: value}


def _cases(entry: dict, item: dict, good: dict) -> Faults:
    yield from _fields(good, tuple(good))
    for name, value in (
        ("id", 3.0),
        ("X", _with(good["X"], np.nan)),
        ("X", good["X"][:1]),
        ("labels", good["labels"] + 1),
        ("labels", good["labels"][:-1]),
        ("parameters", {"W1": good["parameters"]["W1"]}),
        ("steps", 0.0),
        ("seed", -1.0),
        ("batch_size", 0.0),
        ("network", 1.5),
        ("optimizer", "adam"),
        ("network", {**good["network"], "keep_prob": 2.0}),
        ("optimizer", {**good["optimizer"], "beta1": 1.0}),
    ):
        yield f"{name} {_brief(value)}", {**good, name: value}


NETWORK_FAULTS: tuple[tuple[str, Any], ...] = (
    ("keep_prob", 2.0),
    ("keep_prob", 0.0),
    ("l2_penalty", -1.0),
    ("loss", "categorical"),
    ("loss", "binary_cross_entropy"),
    ("reduction", "average"),
    ("activations", ["rleu", "softmax"]),
    ("activations", ["softmax", "softmax"]),
    ("layer_sizes", [2.0, 0.0, 2.0]),
    ("layer_sizes", [2.0, 1.5, 2.0]),
)
OPTIMIZER_FAULTS: tuple[tuple[str, Any], ...] = (
    ("name", "adma"),
    ("learning_rate", np.nan),
    ("beta1", 1.0),
    ("beta2", -0.1),
    ("epsilon", 0.0),
    ("schedule", "cosine"),
    ("decay_rate", 0.0),
    ("decay_epochs", 0.5),
)


def _spaces(entry: dict, item: dict, good: dict) -> Faults:
    for name in ("text", "words", "nothing", "flag"):
        yield name, NOT_A_MATRIX[name]
    yield "number", 1.5
    yield "no entry", {}
    rate = good["learning_rate"]
    for fault, range_ in {
        "is a number": 1.5,
        "lacks its scale": {"low": 0.1, "high": 1.0},
        "lacks an end": {"scale": "log", "low": 0.1},
        "has an end more": {**rate, "middle": 0.5},
        "has a misspelt scale": {**rate, "scale": "lgo"},
        "is upside down": {**rate, "low": 2.0},
        "has NaN": {**rate, "low": np.nan},
        "has a text": {**rate, "high": "one"},
    }.items():
        yield f"range {fault}", {**good, "learning_rate": range_}
    yield "hyper-parameter misspelt", {"learning_rat": rate}


def _trials(entry: dict, item: dict, good: dict) -> Faults:
    for name in ("text", "words", "nothing", "flag"):
        yield name, NOT_A_MATRIX[name]
    yield "number", 1.5
    yield "no entry", {}
    for value in (2.0, np.nan, "fast", True):
        yield f"rate of {value}", {**good, "learning_rate": value}


def _searches(entry: dict, item: dict, good: dict) -> Faults:
    for name in ("text", "words", "nothing", "flag"):
        yield name, NOT_A_MATRIX[name]
    yield "number", 1.5
    yield (
        "field trials missing",
        {key: value for key, value in good.items() if key != "trials"},
    )


def _functions(entry: dict, item: dict, good: None) -> Faults:
    for name in ("text", "flag", "named values"):
        yield name, NOT_A_MATRIX[name]
    yield "number", 1.5
    yield "matrix", SQUARE


def _texts(entry: dict, item: dict, good: str) -> Faults:
    yield "misspelt", good[1::-1] + good[2:]
    yield "in capitals", good.upper()
    yield "cut short", good[:-1]
    yield "empty", ""
    yield "two lines", f"{good}\n{good}"
    yield "words", WORDS
    yield "number", 3.0
    yield "named values", NAMED
    yield "flag", True
    yield "nothing", None


def _lists_of_words(entry: dict, item: dict, good: list[str]) -> Faults:
    yield "misspelt", [good[0][1::-1] + good[0][2:], *good[1:]]
    yield "one more", [*good, good[-1]]
    yield "one less", good[:-1]
    yield "empty", []
    yield "text", good[0]
    yield "number", 3.0
    yield "named values", NAMED
    yield "nothing", None


def _sizes(entry: dict, item: dict, good: np.ndarray) -> Faults:
    for name in ("zero", "half", "negative", "NaN", "Inf", "huge"):
        yield f"contains {name}", _with(good, NOT_A_COUNT[name])
    yield "one size", good[:1]
    yield "number", 2.0
    yield "empty", good[:0]
    yield "matrix", SQUARE
    yield from NOT_A_MATRIX.items()


def _paths(entry: dict, folder: Path) -> Faults:
    yield "number", 3.0
    yield "words", WORDS
    yield "named values", NAMED
    yield "flag", True
    yield "nothing", None
    yield "empty", ""
    yield "of a folder", str(folder / "folder.png")
    yield "in no folder", str(folder / "no" / "such.png")
    if entry["name"].startswith("plot_"):
        yield "of another ending", str(folder / "picture.bmp")
        return
    yield "of no file", str(folder / "none")
    for name in ("empty", "binary", "text"):
        yield f"of a file that is {name}", str(folder / name)


def write_bad_files(folder: Path) -> None:
    """Make the files and the folder that `bad_values` names."""
    (folder / "folder.png").mkdir()
    (folder / "empty").write_bytes(b"")
    (folder / "binary").write_bytes(bytes(range(256)))
    (folder / "text").write_text("1,two\nthree,4\n")


def _with(array: np.ndarray, value: float) -> np.ndarray:
    changed = np.array(array, dtype=np.float64)
    changed.flat[1] = value
    return changed


def _brief(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return f"of {value.shape} from {value.flat[0]:g}, {value.flat[1]:g}"
    return "changed" if isinstance(value, dict) else str(value)
