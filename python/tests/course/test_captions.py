"""What captions say of the lessons' pictures is what the lessons print."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
from build import DOCS

FILE = Path(DOCS) / "measured" / "lessons.json"
KEPT = json.loads(FILE.read_text("utf-8"))
ROW = re.compile(r"^ *(\d+) +(\d+\.\d{4}(?:\d{2})?)$")


def curves(lesson: str) -> dict[str, dict[int, float]]:
    """Printed losses by step, under the line that stands above them."""
    found: dict[str, dict[int, float]] = {}
    title = ""
    for line in KEPT[lesson]["printed"].splitlines():
        row = ROW.match(line)
        if row:
            found.setdefault(title, {})[int(row[1])] = float(row[2])
        elif line.strip() != "step        loss":
            title = line
    return found


def words(name: str) -> str:
    """Words of a page's template, each parted by one space."""
    file = DOCS / "templates" / f"{name}.md"
    return " ".join(file.read_text("utf-8").split())


def test_smallest_rate_is_late_and_two_units_stay_high() -> None:
    losses = curves("hidden_layer")
    slow, fast, two, four, twelve = (
        losses[f"{units} hidden units, learning rate {rate}"]
        for units, rate in ((9, 0.01), (9, 0.1), (2, 0.1), (4, 0.1), (12, 0.1))
    )
    assert "where the largest was after some 200" in words("hidden_layer")
    assert abs(slow[1999] - fast[200]) < 0.01
    assert two[400] - two[1999] < 0.01
    assert two[1999] > four[1999] + 0.1 > twelve[1999] + 0.2


def test_the_higher_rate_of_logistic_regression_is_always_lower() -> None:
    low, middle, high = (
        np.array(list(curve.values()))
        for curve in curves("logistic_regression").values()
    )
    assert {low[0], middle[0], high[0]} == {round(np.log(2), 6)}
    assert np.all((high < middle)[1:] & (middle < low)[1:])
    assert np.all(np.diff(high) < 0)


def test_the_lower_rate_of_the_spiral_is_still_falling() -> None:
    slow = curves("softmax_network")["learning rate 0.1"]
    assert slow[2700] - slow[2999] > 0.05


def test_most_mistakes_of_the_spiral_are_called_class_2() -> None:
    printed = KEPT["softmax_network"]["printed"]
    rows = re.findall(r"^ +(\d) +(\d+) +(\d+) +(\d+)$", printed, re.MULTILINE)
    counts = np.array(rows, float)[:, 1:]  # 3 x 3
    wrong = counts - np.diag(np.diag(counts))
    assert wrong[:, 2].sum() > wrong.sum() / 2


def test_rmsprop_is_lowest_first_and_adam_later() -> None:
    losses = {
        title.partition(",")[0]: curve
        for title, curve in list(curves("optimizers").items())[:4]
    }
    for step in sorted(losses["adam"])[1:]:
        lowest = min(losses, key=lambda name: losses[name][step])
        assert lowest == ("adam" if step > 50 else "rmsprop")
    assert "From about step 50 on Adam is the lowest" in words("optimizers")


def test_zeros_stay_flat_and_small_weights_for_500_steps() -> None:
    losses = {t.split()[-1]: c for t, c in curves("regularization").items()}
    assert losses["zeros"][200] == losses["zeros"][1999]
    assert losses["random"][0] - losses["random"][400] < 0.02
    assert losses["random"][0] - losses["random"][1000] > 0.1
    for start in ("he", "xavier"):
        assert losses[start][0] - losses[start][200] > 0.1


def test_the_second_round_of_trials_stays_at_the_higher_rates() -> None:
    printed = KEPT["checking_and_tuning"]["printed"]
    trials = re.findall(r"^ +([01]) +(0\.\d+) +\d+ +", printed, re.MULTILINE)
    rates = {n: [float(r) for k, r in trials if k == n] for n in "01"}
    assert min(rates["1"]) > np.median(rates["0"])
