"""What is left out has the contract's default, in each language.

The judge's cases give every argument, so a changed default would hide.
"""

from __future__ import annotations

import numpy as np
import pytest

from lockstep.cases.contract import contract, result_names
from lockstep.cases.find import list_cases
from lockstep.cases.load import OperationCase, load_case
from lockstep.ports.bridge.session import BridgePort
from lockstep.ports.calls import flat
from lockstep.ports.port import Request


def defaults(operation: str) -> dict[str, object]:
    """Defaults of the last arguments, as far as each has one."""
    found: dict[str, object] = {}
    for entry in reversed(contract()[operation]["arguments"]):
        if "default" not in entry:
            break
        value = entry["default"]
        is_number = isinstance(value, int) and not isinstance(value, bool)
        found[entry["name"]] = float(value) if is_number else value
    return found


def whole_case(operation: str) -> OperationCase | None:
    """A case that gives all that has no default."""
    entries = contract()[operation]["arguments"]
    names = {entry["name"] for entry in entries} - set(defaults(operation))
    for header in list_cases():
        if header.operation == operation:
            case = load_case(header.id)
            assert isinstance(case, OperationCase)
            if names <= set(case.arguments):
                return case
    return None


CASES = {
    name: case
    for name in contract()
    if defaults(name) and (case := whole_case(name))
}


def test_there_are_defaults_to_ask_for() -> None:
    assert {"random_search", "binary_cross_entropy"} <= set(CASES)


@pytest.mark.parametrize("operation", CASES)
def test_a_default_is_the_contracts(port: BridgePort, operation: str) -> None:
    case, last = CASES[operation], defaults(operation)
    names = [entry["name"] for entry in contract()[operation]["arguments"]]
    given = {**case.arguments, **last}
    whole = tuple(given[name] for name in names)
    returns = result_names(operation)
    asked = [
        Request(operation, arguments, returns, str(number))
        for number, arguments in enumerate((whole, whole[: -len(last)]))
    ]
    full, short = port.call(asked)
    assert (full.error, short.error) == ("", "")
    one, other = flat(full.results), flat(short.results)
    assert one.keys() == other.keys()
    for name, value in one.items():
        np.testing.assert_array_equal(other[name], value, err_msg=name)
