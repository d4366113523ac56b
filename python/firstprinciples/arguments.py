"""Hold the arguments of public functions against the contract."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import cleandoc
from typing import ParamSpec, TypeVar

from . import kinds, records  # noqa: F401  (they know what to check)
from .calls import check_arguments
from .contract import contract, documentation
from .refusals import checks_enabled

P = ParamSpec("P")
R = TypeVar("R")


def checked(function: Callable[P, R]) -> Callable[P, R]:
    """Let a public function refuse what the contract does not allow.

    What it takes, gives and refuses is added to its docstring.
    """
    entry = contract()["operations"][function.__name__]
    names = [item["name"] for item in entry["arguments"]]
    required = {i["name"] for i in entry["arguments"] if not i.get("optional")}

    @wraps(function)
    def call(*arguments: P.args, **named: P.kwargs) -> R:
        if checks_enabled():
            given = {**dict(zip(names, arguments, strict=False)), **named}
            if required <= given.keys():  # else Python says what is missing
                check_arguments(function.__name__, entry, given)
        return function(*arguments, **named)

    text = cleandoc(function.__doc__ or "")
    call.__doc__ = f"{text}\n{documentation(entry)}\n"
    return call
