from __future__ import annotations

import threading

import psutil
import pytest

from lockstep.ports.bridge.host import Host
from lockstep.ports.port import PortSpec, PortUnavailable

PYTHON = PortSpec("python", "lockstep.ports.bridge.python:PythonAdapter")


def test_a_port_that_is_still_starting_is_ended_too() -> None:
    """Else its process would outlive the judge, which would wait for it."""
    host, refused = Host(PYTHON, 60.0), []

    def start() -> None:
        with pytest.raises(PortUnavailable, match="the run was ended"):
            host.session()
        refused.append(True)

    before = {child.pid for child in psutil.Process().children()}
    thread = threading.Thread(target=start)
    thread.start()
    while not host._lock.locked():
        pass
    host.close(at_once=True)
    thread.join(60)
    assert refused
    after = psutil.Process().children()
    assert not [
        child
        for child in after
        if child.pid not in before
        and "tracker" not in " ".join(child.cmdline())
    ]


def test_a_closed_host_gives_no_session() -> None:
    host = Host(PYTHON, 60.0)
    host.close()
    with pytest.raises(PortUnavailable, match="the run was ended"):
        host.session()
