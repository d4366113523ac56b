"""A program that is missing fails a test in CI, and skips it elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from missing import need

ROOT = Path(__file__).resolve().parents[3]
# A property of the processor, which no command installs.
ALLOWED = {
    "python/tests/lockstep/ports/test_new_port.py": 1,  # Go and Rust: at night
    "python/tests/lockstep/bounds/test_step.py": 1,
    "python/tests/fire/test_kills.py": 1,  # the long form
    "python/tests/fire/test_limits.py": 2,  # where the system allows no less
}


def test_in_ci_it_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "1")
    with pytest.raises(pytest.fail.Exception, match="no node"):
        need(None, "no node: apt-get install nodejs")


def test_elsewhere_the_test_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no node"):
        need(None, "no node: apt-get install nodejs")


def test_what_is_here_is_used() -> None:
    need("/usr/bin/node", "no node")


def test_no_test_is_skipped_in_another_way() -> None:
    skips = re.compile(r"pytest\.skip\(|importorskip|mark\.skip|^@skip", re.M)
    found = {
        str(file.relative_to(ROOT)): len(skips.findall(file.read_text("utf-8")))
        for folder in ("python/tests", "parity_tests")
        for file in (ROOT / folder).rglob("*.py")
        if file.name not in ("missing.py", "test_missing.py")
    }
    assert {name: n for name, n in found.items() if n} == ALLOWED
