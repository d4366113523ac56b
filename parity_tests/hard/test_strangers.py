"""Ports that nobody here tuned a bound for: right ones pass, wrong ones fail.

The ports of the folder `strangers` share no line with the packages.  Right
ones add up, divide or write otherwise than usual; wrong ones are wrong in a
small way, and show as little as a port may, which is level 1.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest
from strangers import cases
from strangers.right import RIGHT
from strangers.wrong import LATE, WRONG
from strangers.wrong_networks import TANHS

import lockstep
from lockstep.judge.results import RunResult

HERE = Path(__file__).parent / "strangers"
CAPABILITIES = ["relu", "tanh", "sigmoid", "softmax"]
CAPABILITIES += ["categorical_cross_entropy", "binary_cross_entropy"]
CAPABILITIES += ["gradient_descent", "momentum", "classical_momentum"]
CAPABILITIES += ["rmsprop", "adam", "exponential_decay", "step_decay"]
CAPABILITIES += ["sum", "l2_penalty", "dropout", "batches"]
LAST = 11  # step of a case
# The case and step at which each wrong port must be named.
WRONG_AT = {
    "RateAtOneStep": ("digits", LATE),
    "StaleState": ("digits", LATE + 1),
    "FrozenBias": ("saturated", 0),
    "FrozenElement": ("penalized", LATE),
    "FullSizeDivides": ("penalized", 4),
    "WrappedBatch": ("penalized", 4),
    "OneLabelAtOneStep": ("ties", LATE),
    "HiddenNaN": ("dropout", LAST),
    "SingleAtTheEnd": ("digits", LAST),
    "SingleTanh": ("digits", 0),
    "SingleRate": ("penalized", 0),
    "SingleBeta": ("penalized", 0),
    "EpsilonInside": ("dropout", 0),
    "LargerEpsilon": ("tiny", 0),
    "NoCorrection": ("dropout", LATE),
    "CountPerEpoch": ("dropout", 3),
    "SlopeAtZero": ("ties", 0),
    "LeakyRelu": ("ties", 0),
    "UnshiftedSoftmax": ("overflowing", 0),
    "ClippedLog": ("saturated", 0),
    "BiasPenalized": ("penalized", 1),
    "PenaltyOverAll": ("penalized", 0),
    "UnscaledBack": ("dropout", 0),
    "ClippedGradient": ("ties", 0),
    "UpdatedGoesBack": ("penalized", 0),
    "EpochTooEarly": ("dropout", 5),
    "OneUpdateLess": ("tiny", LAST),
    "LossOfAfter": ("tiny", 0),
    "CrudeExp": ("tiny", 0),
    "CrudeLoss": ("digits", 0),
    "RoundedScores": ("penalized", 0),
    "StalePenalty": ("penalized", 1),
    "CountWraps": ("long_run", 256),
    "LastLossOverFull": ("penalized", 4),
    "LastSampleLost": ("penalized", 4),
    "BatchesAgain": ("penalized", 5),
    "SmallMaskShifted": ("dropout", 2),
    "MaskOfBefore": ("dropout", LATE),
    "SlopeOfDropped": ("dropout", 0),
    "LastUnpenalized": ("penalized", 0),
    "OneBiasPenalized": ("penalized", 1),
    "LowersLater": ("dropout", 6),
    "OneGradientElement": ("penalized", LATE),
    "OtherStart": ("penalized", LATE),
    "StaleGradient": ("penalized", LATE),
    "LastBatchSkipped": ("penalized", 4),
    "CountStops": ("long_run", 200),
    "OneFeatureOff": ("penalized", LATE),
    "LargerTanh": ("digits", 0),
    "TanhBySigmoid": ("tiny", 0),
    "LargerSlope": ("one_sample", 0),
    "ShrinksFirst": ("decayed", 0),
    "KeepsMore": ("dropout", 0),
    "PenaltyShown": ("penalized", 0),
    "AverageKeepsMore": ("dropout", 1),
    "GradientsAddUp": ("penalized", 1),
    "CountPerParameter": ("dropout", 0),
    "WithReplacement": ("penalized", 0),
    "DecoupledDecay": ("penalized", 0),
    "ShowsLastAlways": ("penalized", 0),
    "ColumnsFirst": ("penalized", 0),
}
# Where a right port is unusual, if not on Adam, dropout and batches.
RIGHT_ON = {
    "OtherSlopes": "unscaled",
    "LossFromDifference": "overflowing",
    "LogSoftmax": "overflowing",
    "Exact": "balanced",
    "SampleBySample": "ties",
    "Kahan": "ties",
    "FusedUpdate": "one_sample",
    "SortedTerms": "penalized",
    "DividesLast": "penalized",
    "InBlocks": "digits",
    "InLanes": "digits",
    "LossFromOthers": "overflowing",
    "LossOfPairs": "overflowing",
    "RunningPower": "long_run",
    "SlopeFromScores": "saturated",
    "RowMajor": "penalized",
    "FusedBinary": "saturated",
    "SignedLoss": "saturated",
    "TwoMeans": "overflowing",
    "SlopeBySquare": "saturated",
    "ReluByHalves": "penalized",
    "GoesBackUndivided": "penalized",
    "RateInside": "penalized",
    "SquareOfScaled": "unscaled",
    "PowersByLogarithm": "long_run",
}


def described(folder: Path, name: str, level: int) -> str:
    """Write the port.json of a stranger."""
    port = folder / name / "port.json"
    port.parent.mkdir()
    fields = {
        "name": name.lower(),
        "language": "Python with NumPy",
        "version": "1.0.0",
        "level": level,
        "command": ["{python}", str(HERE), name, str(port)],
        "capabilities": CAPABILITIES,
    }
    port.write_text(json.dumps(fields))
    return str(port)


def judged(
    folder: Path, level: int, where: dict[str, str]
) -> dict[str, list[RunResult]]:
    """Judge each port on the case that is named for it."""
    by_case = defaultdict(list)
    names = {name.lower(): name for name in where}
    for name, case in where.items():
        by_case[case].append(described(folder, name, level))
    found = defaultdict(list)
    for case, ports in by_case.items():
        mode = "both" if level == 3 else "free"
        path = cases.write(case, folder)
        for run in lockstep.run(path, ports, mode).runs:
            found[names[run.port]].append(run)
    return found


# Cases in which a tanh is not seen to be too large by 10^-n of itself.
HIDES = {"LargerTanh13": [], "LargerTanh14": ["balanced"]}
HIDES["LargerTanh15"] = ["balanced", "digits", "dropout", "unscaled"]


def test_every_stranger_has_its_case() -> None:
    assert WRONG_AT.keys() == WRONG.keys()
    assert RIGHT_ON.keys() < RIGHT.keys()
    used = {case for case, _ in WRONG_AT.values()} | {*RIGHT_ON.values()}
    assert used <= cases.CASES.keys()


@pytest.mark.timeout(1800)
def test_a_wrong_port_is_named_at_its_step(tmp_path: Path) -> None:
    where = {name: case for name, (case, _) in WRONG_AT.items()}
    runs = judged(tmp_path, 1, where)
    steps = {
        name: [run.divergence and run.divergence.step for run in found]
        for name, found in runs.items()
    }
    assert steps == {name: [step] for name, (_, step) in WRONG_AT.items()}


@pytest.mark.timeout(1800)
def test_no_right_port_is_refused(tmp_path: Path) -> None:
    where = {name: RIGHT_ON.get(name, "dropout") for name in RIGHT}
    runs = judged(tmp_path, 3, where)
    assert runs.keys() == RIGHT.keys()
    for name, found in runs.items():
        assert [run.mode for run in found] == ["free", "replay"]
        for run in found:
            assert run.verdict == "equal", (name, run.message)
            assert run.drift in ("", "explained"), (name, run.message)


@pytest.mark.timeout(1800)
def test_a_fault_hides_where_the_page_of_tolerances_says(
    tmp_path: Path,
) -> None:
    assert HIDES.keys() == TANHS.keys()
    found: dict[str, list[str]] = {name: [] for name in HIDES}
    for case in HIDES["LargerTanh15"]:
        (tmp_path / case).mkdir()
        runs = judged(tmp_path / case, 1, dict.fromkeys(HIDES, case))
        for name, (run,) in runs.items():
            if run.verdict == "equal":
                found[name].append(case)
    assert found == HIDES
