"""lockstep certify, as it is typed."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from lockstep.cli.app import app
from lockstep.errors import InputError

CASE = "circles-2x7x1_relu-random"


def call(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["certify", *arguments])
    if isinstance(result.exception, InputError):
        raise result.exception
    return result.exit_code, result.output


def test_a_run_is_shown_with_its_digits() -> None:
    code, shown = call(CASE, "--steps", "3")
    assert code == 0
    assert "3 steps proved to 17 digits with 256 bits" in shown
    assert "0.69312709998368318" in shown


def test_what_is_not_proved_is_said_with_an_exit_code() -> None:
    code, shown = call(CASE, "--digits", "100", "--seconds", "1")
    assert code == 3
    assert "not proved further: " in shown


def test_an_operation_is_shown_with_its_digits() -> None:
    code, shown = call("softmax-worked_numbers", "--digits", "30")
    assert code == 0
    assert "0.0063774609224422" in shown


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "name a case, or say --store or --check"),
        (("--store", "--check"), "say either --store or --check"),
        (("no-such-case",), "no case 'no-such-case'"),
        ((CASE, "--at", "200"), "no step 200; its steps are 0 to 199"),
    ],
)
def test_bad_use_is_refused_in_a_line(
    arguments: tuple[str, ...], words: str
) -> None:
    with pytest.raises(InputError, match=words):
        call(*arguments)
