from __future__ import annotations

import threading

import psutil
import pytest

from lockstep.errors import PortUnavailable
from lockstep.files.guard import scratch
from lockstep.ports.host import Host
from lockstep.ports.start import open_port, port_spec


def python_host() -> Host:
    return Host("python", lambda: open_port(port_spec("python"), 60.0))


def test_a_port_that_is_still_starting_is_ended_too() -> None:
    """Else its process would outlive the judge, which would wait for it."""
    host, refused = python_host(), []

    def start() -> None:
        with pytest.raises(PortUnavailable, match="the run was ended"):
            host.port()
        refused.append(True)

    scratch()  # starts the judge's guard, which is no port
    before = {child.pid for child in psutil.Process().children()}
    thread = threading.Thread(target=start)
    thread.start()
    while not host._lock.locked():
        pass
    host.close(at_once=True)
    thread.join(60)
    assert refused
    after = {child.pid for child in psutil.Process().children()}
    assert after <= before


def test_a_closed_host_gives_no_port() -> None:
    host = python_host()
    host.close()
    with pytest.raises(PortUnavailable, match="the run was ended"):
        host.port()
