"""Stored values are proved again, in a sample, and all of them are there."""

from __future__ import annotations

import subprocess
import sys

import pytest

from lockstep.cases.find import list_cases
from lockstep.cases.load import load_case
from lockstep.files.paths import repository_root
from lockstep.fixtures.certify_many import can_be_certified, check_all, chosen
from lockstep.truth.stored import stored_expected

HEADERS = [header for header in list_cases() if can_be_certified(header)]
TRAINING = [header for header in HEADERS if header.kind == "training"]


@pytest.fixture(scope="session")
def differences() -> dict[str, list[str]]:
    """All operations and the first steps of all training, proved again."""
    return dict(check_all(chosen(None), quick=True))


@pytest.mark.parametrize("header", HEADERS, ids=lambda header: header.id)
def test_stored_values_are_proved_again(differences, header) -> None:
    assert differences[header.id] == []


@pytest.mark.parametrize("header", TRAINING, ids=lambda header: header.id)
def test_a_case_says_how_it_was_proved(header) -> None:
    facts = stored_expected(load_case(header.path))
    assert facts is not None
    assert facts["steps_proved"] == len(facts["losses"])
    assert str(facts["steps_proved"] - 1) in facts["steps"]
    assert (facts["ended"] == "all steps are proved") == (
        facts["steps_proved"] == header.steps
    )
    for name in ("finite differences", "finite differences at the last step"):
        assert facts["checks"][name]["passed"]
    assert facts["checks"]["PyTorch"]["passed"]
    assert facts.get("beyond", {}).get("label") in (None, "not rigorous")


def test_the_page_of_certified_values_is_up_to_date() -> None:
    script = repository_root() / "docs" / "certified_values.py"
    done = subprocess.run(
        [sys.executable, str(script), "--check"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
