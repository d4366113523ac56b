"""The fixtures are what their scripts make, and a check that says when not."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from lockstep.cases.find import list_cases
from lockstep.cases.schema import check_fields
from lockstep.errors import InputError
from lockstep.files.encode import encode_csv, encode_json, encode_npy
from lockstep.files.paths import fixtures_root
from lockstep.fixtures import check, write
from lockstep.fixtures.files import generated_files
from lockstep.ports.doctor import same_bits

COMMITTED = fixtures_root()
TITLE = "Class 0 of the spiral against the rest, sigmoid output"
BINARY = "cases/spiral_binary-2x7x1_relu-gd.json"
VERSION = int((COMMITTED / "VERSION").read_text())
NEXT = VERSION + 1


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the fixtures that a test may spoil."""
    root = tmp_path / "fixtures"
    shutil.copytree(
        COMMITTED, root, ignore=shutil.ignore_patterns("__pycache__", "mnist")
    )
    monkeypatch.setenv("LOCKSTEP_FIXTURES", str(root))
    return root


def found() -> list[str]:
    """What a check says."""
    return [str(difference) for difference in check().differences]


def edit(file: Path, old: str, new: str) -> None:
    """Replace a piece of text."""
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def test_committed_fixtures_are_what_the_scripts_make() -> None:
    assert found() == []


def test_everything_can_be_made_from_nothing(copy: Path) -> None:
    for folder in ("data", "weights", "cases"):
        shutil.rmtree(copy / folder)
    written = write().written
    generated = [file.path for file in generated_files(copy)]
    assert written == generated
    for path in [*generated, "manifest.json"]:
        assert (copy / path).read_bytes() == (COMMITTED / path).read_bytes()


def test_writing_again_changes_nothing(copy: Path) -> None:
    result = write()
    assert (result.written, result.extra) == ([], [])


def test_a_value_changed_by_hand_is_found_and_restored(copy: Path) -> None:
    edit(copy / "data" / "spiral.csv", "0,0,0\n", "0,1e-300,0\n")
    assert found() == [
        "changed: data/spiral.csv: line 2 is '0,1e-300,0', made '0,0,0'; "
        "`lockstep fixtures --write` restores it"
    ]
    assert write().written == ["data/spiral.csv"]
    assert found() == []


def test_a_changed_binary_file_is_found(copy: Path) -> None:
    file = copy / "data" / "spiral.npy"
    content = bytearray(file.read_bytes())
    content[200] ^= 1
    file.write_bytes(content)
    assert "data/spiral.npy: byte 200 differs" in found()[0]


def test_changed_line_ends_are_found(copy: Path) -> None:
    file = copy / "data" / "spiral.csv"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert "data/spiral.csv: the line ends differ" in found()[0]


def test_a_missing_file_is_found_and_made(copy: Path) -> None:
    (copy / BINARY).unlink()
    assert found() == [
        f"missing: {BINARY}: `lockstep fixtures --write` restores it"
    ]
    assert write().written == [BINARY]


def test_a_file_that_nobody_makes_is_found_and_left(copy: Path) -> None:
    file = copy / "cases" / "operations" / "relu-mine.json"
    file.write_text("{}")
    assert found()[0].startswith(
        "extra: cases/operations/relu-mine.json: no script makes it"
    )
    assert [extra.path for extra in write().extra] == [
        "cases/operations/relu-mine.json"
    ]
    assert file.exists()


def test_a_changed_value_needs_a_new_version(copy: Path) -> None:
    edit(copy / "generate" / "training" / "spiral.py", TITLE, "Another title")
    assert len(found()) == 1
    assert found()[0].startswith(f"changed: {BINARY}: line 5 is ")
    assert f"needs a new VERSION: raise {VERSION} to {NEXT}, then" in found()[0]
    before = (copy / BINARY).read_bytes()
    with pytest.raises(InputError, match=f"raise {VERSION} to {NEXT} in "):
        write()
    assert (copy / BINARY).read_bytes() == before


def test_a_new_version_lets_values_change(copy: Path) -> None:
    edit(copy / "generate" / "training" / "spiral.py", TITLE, "Another title")
    (copy / "VERSION").write_text(f"{NEXT}\n")
    assert f"renews it under VERSION {NEXT}" in found()[0]
    assert write().written == [BINARY, "manifest.json"]
    assert found() == []
    manifest = json.loads((copy / "manifest.json").read_text())
    assert manifest["version"] == NEXT
    versions = {entry["path"]: entry["version"] for entry in manifest["files"]}
    assert [path for path, v in versions.items() if v == NEXT] == [BINARY]


def test_a_value_that_both_script_and_hand_changed(copy: Path) -> None:
    """The file agrees with its script; only the manifest knows better."""
    edit(copy / "generate" / "training" / "spiral.py", TITLE, "Another title")
    edit(copy / BINARY, TITLE, "Another title")
    assert "not what the manifest recorded; a changed value" in found()[0]


def test_a_retired_case_needs_a_new_version(copy: Path) -> None:
    edit(
        copy / "generate" / "training" / "spiral.py", "        _binary(),\n", ""
    )
    (copy / BINARY).unlink()
    assert found()[0].startswith(f"missing: {BINARY}: no script makes it")
    with pytest.raises(InputError, match=f"{BINARY} first"):
        write()


def test_a_new_case_may_join(copy: Path) -> None:
    script = copy / "generate" / "operations" / "metrics.py"
    edit(script, '5: "five"', '4: "four", 5: "five"')
    assert write().written == [
        "cases/operations/confusion_matrix-four_classes.json",
        "manifest.json",
    ]
    assert found() == []


def test_measured_files_are_recorded_and_then_compared(copy: Path) -> None:
    folder = copy / "envelopes"
    shutil.rmtree(folder, ignore_errors=True)
    write()
    folder.mkdir()
    (folder / "x.csv").write_text("quantity,step,value\nloss,0,1e-16\n")
    (folder / "x.json").write_text("{}")
    assert "manifest.json" in found()[0]
    assert write().written == ["manifest.json"]
    assert found() == []
    (folder / "x.csv").write_text("quantity,step,value\nloss,0,2e-16\n")
    assert found() == [
        "changed: envelopes/x.csv: not what the manifest recorded; "
        "`lockstep fixtures --write` records it"
    ]
    (folder / "x.csv").unlink()
    assert found()[0].startswith("missing: envelopes/x.csv: measure it again")


def test_a_missing_manifest_is_made(copy: Path) -> None:
    before = _entries(copy)
    (copy / "manifest.json").unlink()
    assert found()[0].startswith("missing: manifest.json: ")
    assert write().written == ["manifest.json"]
    # When a value first appeared, nobody knows any more.
    assert _entries(copy) == [{**e, "version": VERSION} for e in before]


def _entries(root: Path) -> list[dict]:
    return json.loads((root / "manifest.json").read_text())["files"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("VERSION", "0\n", f"0 is below {VERSION}"),
        ("VERSION", "1.0\n", "expected a whole number, got 1.0"),
        ("manifest.json", "{", "no manifest that can be read"),
        ("manifest.json", "[]", "no manifest that can be read"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    copy: Path, name: str, content: str, message: str
) -> None:
    (copy / name).write_text(content)
    with pytest.raises(InputError, match=message):
        check()


def test_without_the_scripts_nothing_can_be_checked(copy: Path) -> None:
    shutil.rmtree(copy / "generate")
    with pytest.raises(InputError, match="no generator here"):
        check()


def test_tables_are_encoded_exactly() -> None:
    hard = np.array([[0.1, -0.0, 5e-324], [1 / 3, 1e300, -2.5]])
    loaded = np.load(io.BytesIO(encode_npy(hard)), allow_pickle=False)
    assert same_bits(hard, loaded)
    lines = encode_csv(hard, ("a", "b", "c")).decode().splitlines()
    assert lines[0] == "a,b,c"
    rows = [[float(field) for field in line.split(",")] for line in lines[1:]]
    assert same_bits(hard, np.array(rows))


def test_json_keeps_numbers_and_puts_a_row_on_a_line() -> None:
    value = {"Z": [[0.1, -0.0], [5e-324, 1e300]], "n": 3, "none": {}, "t": "é"}
    text = encode_json(value).decode()
    assert json.loads(text) == value
    assert "[0.1, -0.0],\n" in text
    with pytest.raises(ValueError, match="JSON compliant"):
        encode_json({"x": float("nan")})


@pytest.mark.parametrize("name", ["case", "manifest", "contract"])
def test_schemas_are_schemas_and_explain_every_field(name: str) -> None:
    file = COMMITTED / "schema" / f"{name}.schema.json"
    schema = json.loads(file.read_text())
    Draft202012Validator.check_schema(schema)
    for place in (schema, *schema["$defs"].values()):
        for field in place.get("properties", {}).values():
            target = field.get("$ref", "").rpartition("/")[2]
            meant = field if "description" in field else schema["$defs"][target]
            assert meant["description"].endswith(".")


@pytest.mark.parametrize("name", ["manifest", "contract"])
def test_manifest_and_contract_fit_their_schemas(name: str) -> None:
    file = COMMITTED / f"{name}.json"
    check_fields(file, json.loads(file.read_text()), name)


def test_ids_are_unique_and_name_their_files() -> None:
    headers = list_cases()
    assert len({header.id for header in headers}) == len(headers)
    assert [header.id for header in headers] == [h.path.stem for h in headers]


def test_the_manifest_describes_every_table() -> None:
    manifest = json.loads((COMMITTED / "manifest.json").read_text())
    for entry in manifest["files"]:
        if entry["path"].endswith(".npy"):
            table = np.load(COMMITTED / entry["path"], allow_pickle=False)
            assert list(table.shape) == entry["shape"]
            assert str(table.dtype) == entry["dtype"]
            assert entry["provenance"].keys() & {"seed", "source"}
