"""Every function refuses every kind of bad argument, alike everywhere.

The contract says which functions and arguments there are; `good_arguments`
makes one good call of each, and `bad_arguments` a call for each fault of each
argument.  A new function is thus tested as soon as it is in the contract.
"""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from bad_arguments import bad_values, write_bad_files
from differences import (
    ALLOWED,
    OTHER_WORDS,
    UNKNOWABLE,
    applies,
    normalized,
)
from good_arguments import Stacks, good_arguments, write_good_files

from lockstep.cases.contract import contract
from lockstep.ports.bridge.session import BridgePort
from lockstep.ports.defaults import PORT_NAMES
from lockstep.ports.port import Reply, Request
from lockstep.ports.start import port_spec

TIME_LIMIT = 600.0  # all calls of a language, on a busy machine


def functions() -> dict[str, dict[str, Any]]:
    """All of the contract but the programs' own way in.

    A program answers bad requests with its exit code, and file by file:
    see the tests of ports as programs.
    """
    entries = contract().items()
    return {n: entry for n, entry in entries if entry["stem"] != "port"}


class Call(NamedTuple):
    """A function called with one bad argument."""

    function: str
    argument: str
    kind: str
    fault: str
    arguments: tuple[Any, ...]

    def __str__(self) -> str:
        return f"{self.function}({self.argument}: {self.fault})"


def calls(folder: Path) -> list[Call]:
    """All functions, all arguments, all faults."""
    made = []
    for name, entry in functions().items():
        good = good_arguments(entry, folder)
        for item in entry["arguments"]:
            argument, kind = item["name"], item["kind"]
            for fault, value in bad_values(entry, item, good[argument], folder):
                changed = tuple({**good, argument: value}.values())
                made.append(Call(name, argument, kind, fault, changed))
    return made


def for_port(value: Any, port: str) -> Any:
    """Put the step of stacks last, where R and Octave have it."""
    if isinstance(value, Stacks) and port != "python":
        return {
            name: np.moveaxis(stack, 0, -1)
            if isinstance(stack, np.ndarray)
            else stack
            for name, stack in value.items()
        }
    return value


def replies_of(port: str, made: list[Call]) -> list[Reply]:
    """Ask one language everything at once."""
    requests = [
        Request(
            call.function,
            tuple(for_port(value, port) for value in call.arguments),
            tuple(r["name"] for r in contract()[call.function]["returns"]),
        )
        for call in made
    ]
    with BridgePort(port_spec(port), TIME_LIMIT) as running:
        return running.call(requests)


@pytest.fixture(scope="module")
def refusals(
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, list[tuple[Call, dict[str, Reply]]]]:
    """Replies of all languages to all calls, by function."""
    folder = tmp_path_factory.mktemp("refusals")
    write_good_files(folder)
    write_bad_files(folder)
    made = calls(folder)
    with ThreadPoolExecutor(len(PORT_NAMES)) as pool:
        answers = list(pool.map(lambda p: replies_of(p, made), PORT_NAMES))
    found: dict[str, list] = {name: [] for name in functions()}
    for call, *replies in zip(made, *answers, strict=True):
        by_port = dict(zip(PORT_NAMES, replies, strict=True))
        found[call.function].append((call, by_port))
    return found


def unrefused(tried: list[tuple[Call, dict[str, Reply]]]) -> list[str]:
    """What is not refused in one line that begins with the name."""
    words = r"{}: [^\n]+: expected [^\n]+, got [^\n]+"
    return [
        f"{port}, {call}: {reply.error or 'accepted'}"
        for call, replies in tried
        for port, reply in replies.items()
        if not applies(ALLOWED, call, port)
        and not applies(UNKNOWABLE, call, port)
        and not re.fullmatch(words.format(call.function), reply.error)
    ]


@pytest.mark.parametrize("function", list(functions()))
def test_every_bad_argument_is_refused_in_one_line(
    refusals: dict, function: str
) -> None:
    assert refusals[function], "no argument of it was tried"
    problems = unrefused(refusals[function])
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize(
    ("reply", "is_fault"),
    [
        (Reply({"A": np.ones((3, 4))}), True),
        (Reply({}, "operands could not be broadcast together"), True),
        (Reply({}, "softmax: Z: expected a matrix, got abc"), True),
        (Reply({}, "relu: Z: expected a matrix, got a\nb"), True),
        (Reply({}, "relu: Z: expected a matrix, got abc"), False),
    ],
)
def test_a_port_that_does_not_refuse_is_found(
    reply: Reply, is_fault: bool
) -> None:
    call = Call("relu", "Z", "matrix", "text", ("abc",))
    assert bool(unrefused([(call, {"r": reply})])) == is_fault


def test_another_message_is_found() -> None:
    call = Call("relu", "Z", "matrix", "text", ("abc",))
    said = [Reply({}, f"relu: Z: expected {e}, got abc") for e in "aab"]
    replies = dict(zip(PORT_NAMES, said, strict=True))
    assert differing([(call, replies)])
    assert not differing([(call, {**replies, "octave": said[0]})])


def differing(tried: list[tuple[Call, dict[str, Reply]]]) -> list[str]:
    """Calls that the languages refuse in different words."""
    excused = (ALLOWED, UNKNOWABLE, OTHER_WORDS)
    problems = []
    for call, replies in tried:
        said = {
            port: normalized(reply.error, call, port)
            for port, reply in replies.items()
            if not any(applies(table, call, port) for table in excused)
        }
        if len(set(said.values())) > 1:
            problems += [str(call), *(f"  {p}: {m}" for p, m in said.items())]
    return problems


@pytest.mark.parametrize("function", list(functions()))
def test_all_languages_refuse_in_the_same_words(
    refusals: dict, function: str
) -> None:
    problems = differing(refusals[function])
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("function", list(functions()))
def test_what_is_said_to_be_allowed_is_accepted(
    refusals: dict, function: str
) -> None:
    problems = [
        f"{port}, {call}: {reply.error}"
        for call, replies in refusals[function]
        for port, reply in replies.items()
        if applies(ALLOWED, call, port) and reply.error
    ]
    assert not problems, "\n".join(problems)
