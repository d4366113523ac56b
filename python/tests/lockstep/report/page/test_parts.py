from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib.resources import files

import numpy as np
import pytest

from lockstep.cases.contract import contract
from lockstep.compare.findings import Divergence, WorstError
from lockstep.compare.history import BINS, History
from lockstep.files.paths import repository_root
from lockstep.judge.results import RunResult
from lockstep.ports.predictions import GRID, plane
from lockstep.report import texts
from lockstep.report.page.case_view import matched, view_case
from lockstep.report.page.equations import equation
from lockstep.report.page.listing import make_listing
from lockstep.report.page.overview import correct_digits
from lockstep.report.page.render import duration, ulp
from lockstep.report.page.write import embedded
from lockstep.report.side_by_side.sources import operation_sources
from lockstep.report.texts import derivation, equations
from lockstep.report.texts.notes import all_notes, note_line
from lockstep.truth.known import Known


@pytest.mark.parametrize("name", equations())
def test_equation_is_mathml_of_an_operation(name: str) -> None:
    assert name in contract()
    text = str(equation(name))
    assert text.startswith("<math")
    assert "\\" not in text


def test_what_reads_a_file_has_no_equation() -> None:
    assert equation("read_case") is None


@pytest.mark.parametrize(
    "note", all_notes(), ids=lambda n: f"{n['operation']}-{n['language']}"
)
def test_note_stands_at_a_line_of_code(note: dict[str, str]) -> None:
    source = operation_sources(note["operation"])[note["language"]]
    number = note_line(note["at"], source)
    listing = make_listing(note["operation"], source)
    assert listing.lines[number].note is not None
    assert note["note"] in listing.notes


def test_note_without_its_line_is_an_error() -> None:
    source = operation_sources("relu")["r"]
    with pytest.raises(LookupError, match="no line with 'nothing'"):
        note_line("nothing", source)


def test_history_keeps_the_worst_of_each_stretch() -> None:
    n_steps = 10 * BINS
    history = History(n_steps)
    expected = np.ones((n_steps, 2, 1))
    actual = expected.copy()
    actual[14, 1] = 1.5
    bounds = np.full_like(expected, 0.25)
    for first in range(0, n_steps, 7):
        chunk = slice(first, min(first + 7, n_steps))
        history.record(
            {"W1": expected[chunk]},
            {"W1": actual[chunk]},
            {"W1": bounds[chunk]},
            first,
        )
    told = history.to_dict()
    assert told["steps"][:3] == [0, 10, 20]
    assert told["errors"]["W1"][:3] == [0.0, 0.5, 0.0]
    assert set(told["bounds"]["W1"]) == {0.25}


def test_history_keeps_losses_and_skips_what_is_not_there() -> None:
    history = History(3)
    losses = np.array([3.0, np.nan, 1.0])
    wanted = {"loss": losses, "dW1": np.ones((3, 2, 2))}
    history.record(wanted, {"loss": losses}, wanted, 0)
    told = history.to_dict()
    assert told["losses"] == [3.0, None, 1.0]
    assert "dW1" not in told["errors"]


def test_plane_covers_the_data_with_room_around_it() -> None:
    points = plane(np.array([[0.0, 10.0], [5.0, 6.0]]))
    assert points.shape == (2, GRID * GRID)
    assert points[:, 0].tolist() == [-1.0, 4.9]
    assert points[:, -1].tolist() == [11.0, 6.1]


def run_with(*errors: float) -> RunResult:
    worst = {
        str(n): WorstError(relative=error) for n, error in enumerate(errors)
    }
    return RunResult("case", "r", "free", max_error=worst)


@pytest.mark.parametrize(
    ("errors", "digits"),
    [((), None), ((0.0,), 16.0), ((1e-16, 1e-3), 3.0), ((np.inf,), 0.0)],
)
def test_correct_digits_of_the_worst_quantity(errors, digits) -> None:
    assert correct_digits([run_with(*errors)]) == digits


@pytest.mark.parametrize(
    ("expected", "error", "digits"),
    [(2.0, 2e-4, 4.0), (0.0, 1.0, 0.0), (1.0, None, 0.0)],
)
def test_correct_digits_of_an_element_that_parts(
    expected, error, digits
) -> None:
    place = Divergence(0, "W1", [0, 0], expected, 0.0, error, 0.0)
    run = replace(run_with(0.0), verdict="diverged", divergence=place)
    assert correct_digits([run]) == pytest.approx(digits)


def test_what_ports_share_is_written_once() -> None:
    history = {
        "steps": [0, 1],
        "losses": [1.0, 0.5],
        "errors": {"W1": [0.0, 0.0]},
        "bounds": {"W1": [1e-12, 1e-12]},
        "truth": {"W1": [None, 1e-16], "b1": [None, None]},
    }
    runs = [
        RunResult(
            "no such case",
            port,
            "free",
            history=history,
            predictions={"map": cells},
        )
        for port, cells in {"a": "0011", "b": "0011", "c": "0111"}.items()
    ]
    data = view_case("no such case", runs).data
    assert data["maps"] == {
        "texts": ["0011", "0111"],
        "pictures": [
            {"name": name, "after": None, "text": text}
            for name, text in [("a", 0), ("b", 0), ("c", 1)]
        ],
    }
    curves = data["curves"]["free"]["ports"]["c"]
    assert curves["errors"] == {"W1": 0}
    assert curves["truth"] == {"W1": [(1, 1e-16)]}


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "all steps"),
        ({"mode": "replay"}, "-"),
        ({"verdict": "diverged"}, "-"),
        (
            {"matched_steps": 1200, "drift": "explained"},
            "1,200 steps, then drift: explained",
        ),
    ],
)
def test_match_of_a_free_run(told, words) -> None:
    assert matched(replace(run_with(), **told)) == words


def test_colours_are_marked_and_plain_text_is_not() -> None:
    listing = make_listing("relu", operation_sources("relu")["python"])
    html = "".join(line.html for line in listing.lines)
    assert '<span class="k">def</span>' in html
    assert 'class="n"' not in html
    assert 'class="p"' not in html


@pytest.mark.parametrize(
    ("value", "text"), [(0.5, "0.5"), (12.4, "12"), (1234.5, "1,200")]
)
def test_units_in_the_last_place(value: float, text: str) -> None:
    assert ulp(value) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(12.34, "12.3 s"), (0.0123, "12.3 ms"), (4.2e-6, "4.2 µs"), (0, "0 µs")],
)
def test_duration(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_data_cannot_close_its_script() -> None:
    text = embedded({"a": "</script><script>", "b": float("nan")})
    assert "<" not in text
    assert '"nan"' in text


def test_history_keeps_distances_from_certified_values() -> None:
    history = History(4)
    hi = np.array([1.0, 2.0])[:, None, None]
    known = {"W1": Known(np.array([0, 3]), hi, 0 * hi)}
    trace = {"W1": np.array([1.0 + 2**-52, 9.0, 9.0, np.inf])[:, None, None]}
    history.record_truth(known, trace, 0)
    assert history.to_dict()["truth"] == {"W1": [2.22e-16, None, None, None]}


def test_derivations_stand_where_they_are_said_to_stand() -> None:
    docs = repository_root() / "docs"
    places = {derivation(name) for name in contract()} - {""}
    assert len(places) > 10
    for place in places:
        file, _, anchor = place.partition("#")
        headings = re.findall(r"^##+ (.+)$", (docs / file).read_text(), re.M)
        anchors = [re.sub(r"[^a-z0-9 -]", "", h.lower()) for h in headings]
        assert anchor in [a.replace(" ", "-") for a in anchors]


def test_derivations_are_of_operations() -> None:
    told = json.loads((files(texts) / "derivations.json").read_text())
    names = [name for operations in told.values() for name in operations]
    assert set(names) <= set(contract())
    assert len(names) == len(set(names))
