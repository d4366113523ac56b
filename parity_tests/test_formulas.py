"""Each port's updates and learning rates are those of the written formulas.

Parity alone cannot show this: three ports may share a mistake.
"""

from __future__ import annotations

from independent import rates_follow_the_formula, updates_follow_the_formulas

from lockstep.ports.bridge.session import Session


def test_updates_follow_the_formulas(port: Session) -> None:
    updates_follow_the_formulas(port)


def test_rates_follow_the_formula(port: Session) -> None:
    rates_follow_the_formula(port)
