"""The bridges change neither values nor shapes."""

from __future__ import annotations

import time
from contextlib import closing

import numpy as np
import psutil
import pytest

from lockstep.cases.load import TrainingCase, load_case
from lockstep.ports.bridge.session import BridgePort
from lockstep.ports.doctor import ECHOES, same_bits
from lockstep.ports.start import port_spec

STREAM = np.random.RandomState(0)
ARRAYS = {
    **ECHOES,
    "row": np.array([[1.0, 2.0, 3.0]]),
    "0 columns": np.empty((3, 0)),
    "integers": np.arange(12.0).reshape(3, 4),
    "minus zero among integers": np.array([[1.0, -0.0], [0.0, 2.0]]),
    "denormals": np.array([[5e-324, -5e-324, 2.2e-308, 1e-310]]),
    "largest": np.array([[np.finfo(float).max, np.finfo(float).tiny]]),
    "NaN with a payload": np.array([[0x7FF8000000000123]], np.uint64).view(
        np.float64
    ),
    "random bits": STREAM.randint(0, 2**62, (50, 7)).view(np.float64),
    "cube": STREAM.randn(3, 4, 5),
    "column-major": np.asfortranarray(STREAM.randn(4, 3)),
}


@pytest.mark.parametrize("name", ARRAYS)
def test_array_comes_back_with_the_same_bits_and_shape(
    port: BridgePort, name: str
) -> None:
    assert same_bits(ARRAYS[name], port.round_trip(ARRAYS[name]))


def test_structs_keep_names_and_order(port: BridgePort) -> None:
    value = {"W1": np.ones((2, 3)), "b1": np.zeros((2, 1))}
    echoed = port.round_trip(value)
    assert list(echoed) == ["W1", "b1"]
    assert all(same_bits(value[name], echoed[name]) for name in value)


@pytest.mark.parametrize("text", ["", "relu", "Straße 1", "€ 数 🙂", 'a"b\\n'])
def test_text_keeps_every_letter(port: BridgePort, text: str) -> None:
    assert port.round_trip(text) == text
    assert port.round_trip({"name": [text, "x"]}) == {"name": [text, "x"]}


def test_long_run_crosses_in_chunks_and_keeps_every_bit(
    port: BridgePort,
) -> None:
    stack = {"W1": STREAM.randn(1000, 10, 5)}
    assert same_bits(stack["W1"], port.round_trip(stack)["W1"])


def test_waiting_for_the_judge_is_not_a_port_s_own_time(
    port: BridgePort,
) -> None:
    case, pause = load_case("spiral-2x100x3_relu-gd"), 0.5
    assert isinstance(case, TrainingCase)
    port.open_case(case)
    own = []
    with closing(port.train(160, 20)) as traces:
        for _, seconds in traces:
            own.append(seconds)
            time.sleep(pause)
    assert len(own) == 8
    assert sorted(own)[5] < pause / 2  # some may meet a busy machine


def test_port_outlives_thousands_of_arrays(port: BridgePort) -> None:
    # rpy2's memoryview() takes a reference to None with it each time;
    # Python starts with about 10,000 of them.
    many = {f"a{i}": np.full((1, 2), float(i)) for i in range(20_000)}
    echoed = port.round_trip(many)
    assert all(same_bits(many[name], echoed[name]) for name in many)


def test_octave_runs_once_in_a_session() -> None:
    # oct2py starts one when it is imported, and one more for each `Oct2Py`.
    with BridgePort(port_spec("octave"), time_limit=60.0) as session:
        session.round_trip("ready")
        started = psutil.Process(session._process.pid).children()
        assert [one.name() for one in started] == ["octave-cli"]
