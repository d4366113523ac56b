"""A rate that is a little too large is found below every bound."""

from __future__ import annotations

from planted_drift import SHARES, planted, table


def test_a_larger_drift_is_found_in_no_fewer_cases() -> None:
    found = planted(20, every=17)
    counts = [sum(found[share]) for share in SHARES]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 1


def test_the_table_counts_cases() -> None:
    assert "| 2e-14 | 3 | 2 |" in table({2e-14: [True, False, True]}, 20)
