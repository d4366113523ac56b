"""The declaration of every public function: what it takes and gives.

`contract.json` is one file for all languages; `docs/contract.md` explains its
fields.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

Entry = dict[str, Any]

# Words that the fields of a kind are described with.
KINDS = {
    "number": "float",
    "count": "int",
    "counts": "sequence of int",
    "text": "str",
    "texts": "sequence of str",
    "flag": "bool",
    "labels": "ndarray",
    "indices": "ndarray",
    "vector": "ndarray",
    "matrix": "ndarray",
    "array": "ndarray",
    "matrices": "dict of ndarray",
    "trace": "dict of ndarray",
    "network": "Network",
    "optimizer": "Optimizer",
    "case": "Case",
    "step": "Step",
    "search": "Search",
    "space": "mapping of mapping",
    "trial": "mapping",
    "trials": "dict of ndarray",
    "path": "path",
    "function": "callable",
}


def contract_file() -> Path:
    """Find the contract: beside this module, or in the checkout."""
    here = Path(__file__).parent
    own = here / "contract.json"
    return own if own.exists() else here.parents[1] / "fixtures" / own.name


@cache
def contract() -> dict[str, Any]:
    """Read the contract: ranges, records, hyper_parameters, operations."""
    fields = json.loads(contract_file().read_text("utf-8"))
    named = {entry["name"]: entry for entry in fields["operations"]}
    return {**fields, "operations": named}


def documentation(entry: Entry) -> str:
    """Say what a function takes, gives and refuses, as numpydoc."""
    refusal = ["ValueError", "    If an argument is not as it must be."]
    sections = {
        "Parameters": [_described(item) for item in entry["arguments"]],
        "Returns": [_described(item) for item in entry["returns"]],
        "Raises": [refusal],
    }
    lines = []
    for title, items in sections.items():
        if items:
            lines += ["", title, "-" * len(title), *chain(*items)]
    return "\n".join(lines)


def _described(item: Entry) -> list[str]:
    """Describe an argument or a result: its name, kind, shape and meaning."""
    head = f"{item['name']} : {KINDS[item['kind']]}"
    if "shape" in item:
        head += f", shape ({item['shape'].replace(' x ', ', ')})"
    if item.get("optional"):
        head += f", default {item.get('default', 'none')}"
    return [head, *(f"    {sentence}" for sentence in sentences(item))]


def sentences(item: Entry) -> Iterator[str]:
    """Say what a value means and what it must be, as its checks do."""
    if "meaning" in item:
        yield item["meaning"]
    for word, key in (("One of", "choices"), ("The last one of", "last")):
        if key in item:
            yield f"{word} {', '.join(item[key])}."
    if "range" in item:
        text = contract()["ranges"][item["range"]][0]["says"]
        yield f"{text[0].upper()}{text[1:]}."
