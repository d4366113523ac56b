"""A rate that is a little too large is found below every bound."""

from __future__ import annotations

from planted_drift import NAMED, REFUSED, SHARES, planted, table


def test_a_larger_drift_is_found_in_no_fewer_cases() -> None:
    found = planted(20, every=17)
    counts = [sum(map(bool, found[share])) for share in SHARES]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 1


def test_the_table_counts_cases() -> None:
    said = [REFUSED, "", NAMED, NAMED]
    assert "| 2e-14 | 4 | 1 | 2 | 1 |" in table({2e-14: said}, 20)
