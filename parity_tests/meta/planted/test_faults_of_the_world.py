"""Each reported kind of fault is planted here, or says why it is not."""

from __future__ import annotations

import pytest
from faults import FAULTS
from world.mapping import SOURCES, Row
from world.page import PAGE, page

ROWS = [
    pytest.param(row, id=row.name.partition(":")[0])
    for _, _, rows in SOURCES
    for row in rows
]


@pytest.mark.parametrize("row", ROWS)
def test_a_kind_has_a_planted_fault_or_a_reason(row: Row) -> None:
    planted = {fault.id for fault in FAULTS}
    assert set(row.faults) <= planted
    assert row.faults or row.why


def test_the_page_is_written_from_the_mapping() -> None:
    command = "python parity_tests/meta/world/page.py"
    assert PAGE.read_text("utf-8") == page(), f"run {command}"
