"""Cases are found and read, as a user wrote them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from own_case import FIELDS, OPERATION, ROWS, changed, written

from lockstep.cases.contract import contract
from lockstep.cases.files import read_fields
from lockstep.cases.find import list_cases
from lockstep.cases.load import load_case
from lockstep.errors import InputError
from lockstep.files.paths import fixtures_root
from lockstep.files.strict_json import read_object


def test_a_users_case_needs_few_fields(folder: Path) -> None:
    case = load_case(written(folder, FIELDS))
    assert (case.id, case.kind, case.steps, case.seed) == (
        "own",
        "training",
        20,
        0,
    )
    assert case.network.reduction == "mean"
    assert case.X.shape == (2, 5)
    assert case.labels.tolist() == [3, 0, 2, 1, 3]
    assert case.parameters["W2"].shape == (4, 3)
    assert case.reference == str(case.path) == str(folder / "own.json")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("no header", "\n".join(ROWS)),
        ("Windows line ends", "\r\n".join(["x,y,label", *ROWS, ""])),
        ("byte-order mark", "\ufeff" + "\n".join(["x,y,label", *ROWS])),
        ("mark, no header", "\ufeff" + "\n".join(ROWS)),
        ("blanks", "\n".join(ROWS).replace(",", " , ")),
    ],
)
def test_tables_as_people_save_them(
    folder: Path, name: str, content: str
) -> None:
    expected = load_case(written(folder, FIELDS))
    (folder / "own.csv").write_bytes(content.encode())
    found = load_case(folder / "own.json")
    assert np.array_equal(expected.X, found.X)
    assert np.array_equal(expected.labels, found.labels)


def test_paths_may_be_absolute(folder: Path, tmp_path_factory: Any) -> None:
    fields = changed(
        FIELDS, data=str(folder / "own.csv"), weights=str(folder / "weights")
    )
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    assert load_case(written(elsewhere, fields)).X.shape == (2, 5)


def test_a_case_with_a_byte_order_mark(folder: Path) -> None:
    file = folder / "own.json"
    file.write_text("\ufeff" + json.dumps(FIELDS))
    assert load_case(file).steps == 20


def test_arguments_stand_in_the_contracts_order(tmp_path: Path) -> None:
    case = load_case(written(tmp_path, OPERATION))
    assert list(case.arguments) == ["labels", "n_classes"]
    assert case.arguments["labels"].dtype == np.float64
    assert case.arguments["n_classes"] == 3.0


def test_minus_zero_keeps_its_sign(tmp_path: Path) -> None:
    file = tmp_path / "own.json"
    file.write_text(
        '{"kind": "operation", "operation": "relu",'
        ' "arguments": {"Z": [[-0, -0.0, 0]]}}'
    )
    signs = np.signbit(load_case(file).arguments["Z"])
    assert signs.tolist() == [[True, True, False]]


def test_an_id_and_its_file_are_the_same_case() -> None:
    header = list_cases()[0]
    by_id, by_path = load_case(header.id), load_case(header.path)
    assert by_id.reference == by_path.reference == header.id
    assert by_id.path == by_path.path


def test_training_cases_are_listed_first_and_name_their_system() -> None:
    kinds = [header.kind for header in list_cases()]
    assert kinds == sorted(kinds, reverse=True)
    for header in list_cases():
        assert bool(header.system) == (header.kind == "training")


def test_a_folder_without_fixtures_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOCKSTEP_FIXTURES", str(tmp_path))
    with pytest.raises(InputError, match="no fixtures here"):
        list_cases()


def test_the_schema_knows_the_words_that_the_reference_knows() -> None:
    schema = json.loads(
        (fixtures_root() / "schema" / "case.schema.json").read_text()
    )["$defs"]
    layers = schema["network"]["properties"]
    optimizer = schema["optimizer"]["properties"]
    for words, operation, argument in (
        (layers["activations"]["items"], "activation_forward", "activation"),
        (layers["loss"], "new_network", "loss"),
        (layers["reduction"], "new_network", "reduction"),
        (optimizer["name"], "new_optimizer", "name"),
        (optimizer["schedule"], "new_optimizer", "schedule"),
    ):
        arguments = contract()[operation]["arguments"]
        (item,) = [item for item in arguments if item["name"] == argument]
        assert words["enum"] == item["choices"]
    assert set(layers) == {
        item["name"] for item in contract()["new_network"]["arguments"]
    }


def test_a_search_may_choose_every_optimizer() -> None:
    fields = json.loads((fixtures_root() / "contract.json").read_text())
    searched = {item["name"]: item for item in fields["hyper_parameters"]}
    (name,) = [
        item
        for item in contract()["new_optimizer"]["arguments"]
        if item["name"] == "name"
    ]
    assert searched["optimizer"]["choices"] == name["choices"]


def test_a_recorded_case_is_read_as_any_other() -> None:
    for case in list_cases():
        fields = read_fields(case.path)
        assert repr(fields) == repr(read_object(case.path))
