"""A pytest plugin: one test for each case and level of a port.

`pytest --lockstep-port port.json` adds them to a port author's own tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from _pytest._code.code import TerminalRepr, TracebackStyle

    from .cases.load import LoadedCase
    from .judge.results import RunResult

# What judges is imported when the option is given: nobody else shall wait.


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("lockstep", "validate a port with lockstep")
    group.addoption(
        "--lockstep-port",
        metavar="FILE",
        help="port.json of a port: adds a test for each case and level.",
    )
    group.addoption(
        "--lockstep-level",
        type=int,
        metavar="N",
        help="Levels 0 to N; what the port claims if left out.",
    )
    group.addoption(
        "--lockstep-cases",
        metavar="IDS",
        help="Ids of fixtures or paths of case files, comma-separated.",
    )
    group.addoption(
        "--lockstep-steps",
        type=int,
        metavar="N",
        help="Stop each case after this many steps.",
    )


def pytest_collection_modifyitems(
    session: pytest.Session, config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Add the tests of the port."""
    if not config.getoption("lockstep_port"):
        return
    from . import InputError

    try:
        port = _PortUnderTest(config)
    except InputError as error:
        raise pytest.UsageError(str(error)) from None
    config.add_cleanup(port.close)
    items.extend(port.tests(session))


class _PortUnderTest:
    """A port, and its results as far as tests asked for them."""

    def __init__(self, config: pytest.Config) -> None:
        from .cases.find import listed_cases
        from .cases.load import OperationCase, TrainingCase, load_case
        from .judge.panel import Validation
        from .judge.settings import Settings

        option = config.getoption
        ids = option("lockstep_cases")
        listed, _ = listed_cases(ids.split(",") if ids else None)
        loaded = [load_case(case) for case in listed]
        self._judge = Validation(
            option("lockstep_port"),
            option("lockstep_level"),
            Settings(steps=option("lockstep_steps")),
        )
        asked = self._judge.asked(loaded)
        self._operations = [c for c in asked if isinstance(c, OperationCase)]
        self._training = [c for c in asked if isinstance(c, TrainingCase)]
        self._results: dict[tuple[str, int | None], RunResult] = {}
        self._is_running = False

    def tests(self, parent: pytest.Session) -> Iterator[pytest.Item]:
        """Make a test of each case and level."""
        name = self._judge.name
        for operation in self._operations:
            title = f"{name}-{operation.id}"
            yield _item(parent, title, self, operation, 0)
        for case in self._training:
            for level in range(self._judge.top + 1):
                title = f"{name}-{case.id}-level-{level}"
                yield _item(parent, title, self, case, level)

    def result(self, case: LoadedCase, level: int) -> RunResult:
        """Judge a case when its first test asks, with all its levels."""
        from .cases.load import TrainingCase

        if not self._is_running:
            self._judge.__enter__()
            self._is_running = True
        if (case.id, level) not in self._results:
            if isinstance(case, TrainingCase):
                found = self._judge.training(case)
            else:
                found = self._judge.operations(self._operations)
            for run in found:
                self._results[run.case, run.level] = run
        return self._results[case.id, level]

    def close(self) -> None:
        """End the port and the reference."""
        if self._is_running:
            self._judge.__exit__(None, None, None)


def _item(parent: pytest.Session, name: str, *of: object) -> pytest.Item:
    item: pytest.Item = _PortItem.from_parent(parent, name=name)
    item.of = of  # type: ignore[attr-defined]
    return item


class _PortItem(pytest.Item):
    """One case at one level."""

    of: tuple[_PortUnderTest, LoadedCase, int]

    def runtest(self) -> None:
        """Skip what is not supported; a known failure is expected."""
        from .judge import EQUAL, KNOWN_FAILURE, NOT_SUPPORTED, SKIPPED

        port, case, level = self.of
        run = port.result(case, level)
        if run.verdict in (NOT_SUPPORTED, SKIPPED):
            pytest.skip(f"{run.verdict}: {run.message}")
        if run.verdict == KNOWN_FAILURE:
            pytest.xfail(run.message)
        if run.verdict != EQUAL:
            raise _NotEqualError(run)

    def repr_failure(
        self,
        excinfo: pytest.ExceptionInfo[BaseException],
        style: TracebackStyle | None = None,
    ) -> str | TerminalRepr:
        """Tell what diverges, without a traceback through the judge."""
        if not isinstance(excinfo.value, _NotEqualError):
            return super().repr_failure(excinfo, style)
        run = excinfo.value.run
        lines = [f"{run.verdict}: {run.message}"]
        if run.output.strip():
            lines += ["what it printed at the end:", run.output.strip()]
        return "\n".join([*lines, f"see it again: {run.command}"])

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the test stands, for pytest's headings."""
        return self.path, None, self.name


class _NotEqualError(Exception):
    def __init__(self, run: RunResult) -> None:
        super().__init__(run.message)
        self.run = run
