"""Each port's updates and learning rates are those of the written formulas.

Parity alone cannot show this: three ports may share a mistake.
"""

from __future__ import annotations

from independent import rates_follow_the_formula, updates_follow_the_formulas

from lockstep.ports.port import Port


def test_updates_follow_the_formulas(port: Port) -> None:
    updates_follow_the_formulas(port)


def test_rates_follow_the_formula(port: Port) -> None:
    rates_follow_the_formula(port)
