"""A fault that all languages share is equal to the judge, and still caught."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from bench import Bench
from faults.shared import FAULTS
from faults.table import LANGUAGES, Fault
from independent import (
    WrongError,
    gradients_are_slopes,
    rates_follow_the_formula,
    updates_follow_the_formulas,
)

from lockstep.cases.load import load_case
from lockstep.ports.port import Port

SEEN_BY: dict[str, Callable[[Port], None]] = {
    "D12": lambda port: gradients_are_slopes(port, "dropout", "mean"),
    "D13": updates_follow_the_formulas,
    "D28": rates_follow_the_formula,
}
# The certificate of a free run updates each step by itself, at the rate of
# the written schedule: a wrong rate in the training loops of all is seen.
SEEN_BY_CERTIFICATE = {"D28": "W1"}
BY_ID = pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)


def _own_copy(folder: Path, case: str) -> Path:
    """Copy a case: nobody has certified values of a user's own."""
    original = load_case(case)
    fields = {**original.fields, "id": "own"}
    fields["data"] = str(original.path.parent / fields["data"])
    file = folder / "own.json"
    file.write_text(json.dumps(fields), "utf-8")
    return file


@BY_ID
def test_parity_does_not_see_a_fault_of_all(
    bench: Bench, fault: Fault, tmp_path: Path
) -> None:
    free = next(sight for sight in fault.seen if sight.mode == "free")
    cases = [(_own_copy(tmp_path, free.case), "free", free.steps)]
    with bench.planted_reference(fault.python):
        for language in LANGUAGES:
            for run in bench.judge(language, fault.edits(language), cases):
                assert run.values > 0
                place = run.divergence
                quantity = place.quantity if place else None
                assert quantity == SEEN_BY_CERTIFICATE.get(fault.id)
    bench.forget()


@BY_ID
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_independent_judge_sees_it(
    bench: Bench, fault: Fault, language: str
) -> None:
    port = bench.plant(language, fault.edits(language))
    with pytest.raises(WrongError):
        SEEN_BY[fault.id](port)
