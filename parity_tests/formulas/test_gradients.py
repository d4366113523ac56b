"""Each port's gradients are the slopes of its own loss.

Parity alone cannot show this: three ports may share a mistake.
"""

from __future__ import annotations

import pytest
from independent import NETWORKS, gradients_are_slopes

from lockstep.ports.port import Port


@pytest.mark.parametrize("reduction", ["mean", "sum"])
@pytest.mark.parametrize("name", NETWORKS)
def test_gradients_are_slopes_of_the_loss(
    port: Port, name: str, reduction: str
) -> None:
    gradients_are_slopes(port, name, reduction)
