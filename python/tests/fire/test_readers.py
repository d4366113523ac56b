"""Whatever stands in a file, a reader reads it or refuses it in one line.

`make fire` tries 100 times as many files, and others at each call.
"""

from __future__ import annotations

import copy
import json
import shutil
import struct
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from command import LONG
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from own_case import FIELDS, OPERATION, make_folder

from lockstep.cases.load import load_case
from lockstep.errors import InputError, PortUnavailable
from lockstep.files.encode import encode_npy
from lockstep.files.paths import fixtures_root
from lockstep.fixtures.manifest import read_manifest, read_version
from lockstep.judge.results import Results, RunResult
from lockstep.ports.description import read_port
from lockstep.ports.program.npy import open_stack, read_array
from lockstep.ports.program.outputs import (
    TraceFiles,
    check_trace_json,
    read_reply,
)
from lockstep.report.formats.files import write_json
from lockstep.report.stored import read_results

fuzz = settings(
    max_examples=5000 if LONG else 50,
    derandomize=not LONG,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
STRANGE = [
    "\0",
    "\x1b[2J",
    "..",
    "/",
    "/dev/zero",
    "/dev/tty",
    "own.csv/x",
    "{folder}",
    "x" * 5000,
    "nan",
    "inf",
    "é\u202e\ud800",
]
leaves = (
    st.none()
    | st.booleans()
    | st.integers(-9, 9)
    | st.sampled_from([10**400, -(10**18), 2**53, 1e308, float("nan"), -0.0])
    | st.floats()
    | st.sampled_from(STRANGE)
    | st.text(max_size=8)
)
values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


def places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Ways to every part of a document."""
    items: list[Any] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    return [way, *(p for k, v in items for p in places(v, (*way, k)))]


@st.composite
def spoilt(draw: st.DrawFn, document: Any) -> bytes:
    """A document with some parts replaced, removed, doubled or cut."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=200))
    found = copy.deepcopy(document)
    for _ in range(draw(st.integers(1, 3))):
        *way, last = draw(st.sampled_from(places(found)[1:] or [("x",)]))
        place = found
        for step in way:
            place = place[step]
        change = draw(st.sampled_from(["replace", "remove", "add"]))
        if change == "replace":
            place[last] = draw(values)
        elif change == "remove":
            del place[last]
        elif isinstance(place, dict):
            place[draw(st.text(max_size=8))] = draw(values)
        if not isinstance(found, dict) or not found:
            break
    data = json.dumps(found).encode()
    if draw(st.integers(0, 9)) == 0:
        return data[: draw(st.integers(0, len(data)))]
    if draw(st.integers(0, 20)) == 0:
        return data.replace(b"{", b"[" * 20_000, 1)
    return data


def assert_one_line(read: Callable[[], object], *errors: type) -> None:
    """Only documented errors leave a reader, with one short line each."""
    said = "nothing"
    try:
        read()
    except errors as error:
        said = str(error)
    assert "\n" not in said
    assert "\x1b" not in said
    assert 0 < len(said) < 2500


PORT: dict[str, Any] = {
    "name": "mine",
    "language": "Python",
    "version": "1.0",
    "level": 2,
    "command": ["{python}", "{folder}/port.py"],
    "capabilities": ["relu", "softmax"],
    "operations": ["relu"],
    "sources": {"relu": {"file": "port.py", "from": "def", "to": "x"}},
    "known_failures": [{"case": "own", "level": 1, "reason": "old"}],
}


@fuzz
@given(spoilt(FIELDS) | spoilt(OPERATION))
def test_a_case(data: bytes) -> None:
    with TemporaryDirectory() as name:
        file = make_folder(Path(name)) / "own.json"
        file.write_bytes(data)
        assert_one_line(lambda: load_case(file), InputError)


@fuzz
@given(
    st.sampled_from(["own.csv", "weights/W1.csv", "weights/b2.csv"]),
    st.binary(max_size=99)
    | st.text("0123456789eE+-.,;\n\r\t naif\"'x\ufeff\0", max_size=99).map(
        lambda text: text.encode(errors="replace")
    ),
)
def test_a_table(name: str, data: bytes) -> None:
    with TemporaryDirectory() as place:
        folder = make_folder(Path(place))
        (folder / name).write_bytes(data)
        (folder / "own.json").write_text(json.dumps(FIELDS))
        assert_one_line(lambda: load_case(folder / "own.json"), InputError)


@fuzz
@given(spoilt(PORT))
def test_a_port_json(data: bytes) -> None:
    with TemporaryDirectory() as name:
        (Path(name) / "port.py").write_text("def relu():\n    x\n")
        file = Path(name) / "port.json"
        file.write_bytes(data)
        assert_one_line(lambda: read_port(file), InputError)


@pytest.fixture(scope="module")
def published() -> dict[str, Any]:
    """The manifest, with the first of its files alone."""
    text = (fixtures_root() / "manifest.json").read_text("utf-8")
    return dict(json.loads(text))


@fuzz
@given(st.data())
def test_a_manifest(published: dict[str, Any], data: st.DataObject) -> None:
    short = {
        key: value if not isinstance(value, list | dict) else part(value)
        for key, value in published.items()
    }
    with TemporaryDirectory() as name:
        root = Path(name)
        shutil.copytree(fixtures_root() / "schema", root / "schema")
        (root / "VERSION").write_bytes(data.draw(st.binary(max_size=9)))
        (root / "manifest.json").write_bytes(data.draw(spoilt(short)))
        assert_one_line(lambda: read_manifest(root), InputError)
        assert_one_line(lambda: read_version(root), InputError)


def part(value: Any) -> Any:
    """The first three of many."""
    if isinstance(value, dict):
        return dict(list(value.items())[:3])
    return value[:3]


@st.composite
def arrays(draw: st.DrawFn) -> bytes:
    """A .npy file of a port: right, cut, or with a header of any kind."""
    import numpy as np

    if draw(st.booleans()):
        shape = draw(st.lists(st.integers(0, 4), max_size=4))
        data = encode_npy(np.zeros(shape))
        return data[: draw(st.integers(0, len(data)))] + draw(
            st.binary(max_size=9)
        )
    sizes = st.sampled_from(
        [0, 1, 3, -1, 2**31, 2**63, 10**30, "a", 2.5, None, True]
    )
    facts = {
        "descr": draw(
            st.sampled_from(["<f8", ">f8", "|O", "<f4", [("a", "<f8")], 3])
        ),
        "fortran_order": draw(st.sampled_from([True, False, None, 2])),
        "shape": tuple(draw(st.lists(sizes, max_size=6))),
    }
    head = draw(
        st.just(repr(facts))
        | st.text(max_size=60)
        | st.sampled_from(
            ["(" * 3000, "{" * 90, "9" * 6000, "__import__('os').abort()"]
        )
    ).encode(errors="replace")
    version = draw(st.sampled_from([b"\1\0", b"\2\0", b"\3\0", b"\7\7"]))
    size = struct.pack("<H" if version == b"\1\0" else "<I", len(head) % 2**16)
    return b"\x93NUMPY" + version + size + head + draw(st.binary(max_size=99))


@fuzz
@given(arrays())
def test_an_array(data: bytes) -> None:
    with TemporaryDirectory() as name:
        file = Path(name) / "W1.npy"
        file.write_bytes(data)
        assert_one_line(lambda: read_array(file), PortUnavailable)
        assert_one_line(lambda: open_stack(file).rows(0, 9), PortUnavailable)


@fuzz
@given(
    st.dictionaries(
        st.sampled_from(
            [
                *("W1.npy", "loss.npy", "0000000/W1.npy", "0000002/W1.npy"),
                *("9" * 30 + "/W1.npy", "\u0664/b1.npy", "error.txt"),
                *("Z.npy/x", "loss.txt", "b1.txt", "0000000/W1.txt"),
            ]
        ),
        arrays() | st.text("0123 4\n.e-naif_", max_size=40).map(str.encode),
        max_size=4,
    ),
    spoilt({key: PORT[key] for key in list(PORT)[:4]}),
)
def test_a_trace(found: dict[str, bytes], told: bytes) -> None:
    with TemporaryDirectory() as name:
        out, given_port = Path(name) / "out", Path(name) / "port.json"
        out.mkdir()
        (Path(name) / "port.py").write_text("def relu():\n    x\n")
        given_port.write_text(json.dumps(PORT))
        (out / "trace.json").write_bytes(told)
        for path, data in found.items():
            (out / path).parent.mkdir(exist_ok=True)
            (out / path).write_bytes(data)
        port = read_port(given_port)

        def read() -> None:
            trace = TraceFiles(out, lambda name: name in ("W1", "loss"))
            trace.whole({"W1"})
            trace.rows(0, 4)
            check_trace_json(out, port, 1)
            trace.check_complete(3)

        assert_one_line(read, PortUnavailable)
        read_reply(out, ("Z", "W1"), frozenset())


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Results as they are written."""
    from lockstep.compare.findings import (
        Divergence,
        TruthDistance,
        WorstError,
    )
    from lockstep.reference.growth import Growth

    run = RunResult("own", "r", "free", max_error={"W1": WorstError(1e-16)})
    wrong = RunResult(
        "own",
        "r",
        "free",
        "diverged",
        divergence=Divergence(3, "W1", message="no"),
        truth={"W1": TruthDistance()},
        growth=Growth(0, 3, 1e-16, 1e-12, 2.0),
    )
    file = tmp_path_factory.mktemp("results") / "results.json"
    write_json(file, Results("0", "3", {"ports": {"r": {}}}, [run, wrong]))
    return dict(json.loads(file.read_text()))


@fuzz
@given(st.data())
def test_results(results: dict[str, Any], data: st.DataObject) -> None:
    with TemporaryDirectory() as name:
        file = Path(name) / "results.json"
        file.write_bytes(data.draw(spoilt(results)))
        assert_one_line(lambda: read_results(file), InputError)
