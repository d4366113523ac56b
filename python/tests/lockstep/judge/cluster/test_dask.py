"""A real cluster of several processes gives the results of one machine."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from missing import need

import lockstep
from lockstep.errors import InputError
from lockstep.judge.cluster.matrix import connected, run_on_cluster
from lockstep.judge.results import Results

need(find_spec("distributed"), "dask.distributed is missing: make setup")

CASES = [
    "gate_and-2x1_step-gd",
    "gate_or-2x1_step-gd",
    "gate_xor-2x1_step-gd",
    "softmax-ties",
    "spiral-2x100x3_relu-gd",
]
OPTIONS = {"mode": "both", "steps": 30, "time_limit": 600.0}
SOON = 120.0  # seconds, on a busy machine
OWN = ("seconds",)  # what no two runs have in common


class Cluster:
    """A scheduler and workers, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "scheduler.json"
        self._processes: list[subprocess.Popen[bytes]] = []
        self._log = (folder / "log").open("wb")

    def start(self, program: str, *options: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", f"distributed.cli.dask_{program}"),
                *("--scheduler-file", str(self._file), "--no-dashboard"),
                *options,
            ],
            stdout=self._log,
            stderr=self._log,
        )
        self._processes.append(process)
        return process

    def worker(self, name: str, *resources: str) -> subprocess.Popen[bytes]:
        declared = " ".join(f"{resource}=1" for resource in resources)
        options = ["--name", name, "--nthreads", "1", "--no-nanny"]
        options += ["--resources", declared] if declared else []
        return self.start("worker", *options)

    @property
    def address(self) -> str:
        wait_for(self._file.exists)
        return str(json.loads(self._file.read_text())["address"])

    def end(self) -> None:
        for process in self._processes:
            process.kill()
            process.wait()
        self._log.close()


def wait_for(condition: Any) -> Any:
    """Give what is true at last."""
    end = time.monotonic() + SOON
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    pytest.fail("waited too long")


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    made = Cluster(folder)
    try:
        made.start("scheduler", "--port", "0", "--host", "127.0.0.1")
        yield made
    finally:
        made.end()


def known_workers(client: Any) -> dict[str, str]:
    """Name of each worker, by its address."""
    workers = client.scheduler_info(n_workers=-1)["workers"]
    return {address: str(facts["name"]) for address, facts in workers.items()}


def found_in(results: Results) -> list[dict[str, Any]]:
    runs = results.to_dict()["runs"]
    return [{k: v for k, v in r.items() if k not in OWN} for r in runs]


def test_a_worker_killed_in_mid_run_loses_nothing(tmp_path: Path) -> None:
    with cluster(tmp_path) as made:
        victim = made.worker("victim", "r")
        made.worker("plain")
        made.worker("other", "r")
        with connected(made.address) as client:
            wait_for(lambda: len(known_workers(client)) == 3)
            names = known_workers(client)
            killer = threading.Thread(
                target=kill_at_work, args=(client, names, victim)
            )
            killer.start()
            with task_stream(client) as done:
                results = run_on_cluster(
                    made.address, CASES, ["python", "r"], OPTIONS
                )
            killer.join()
            assert victim.wait(10) == -signal.SIGKILL
    here = lockstep.run(CASES, ["python", "r"], "both", 30, 600.0)
    assert found_in(results) == found_in(here)
    assert results.verdict == "equal"
    by = {
        (names[task["worker"]], task["key"].split(" on ")[1].split()[0])
        for task in done
        if task["status"] == "OK"
    }
    assert {port for name, port in by if name == "plain"} == {"python"}
    assert ("other", "r") in by


def kill_at_work(
    client: Any, names: dict[str, str], victim: subprocess.Popen[bytes]
) -> None:
    """Kill a worker as soon as it is at work on a task."""
    (address,) = [a for a, name in names.items() if name == "victim"]
    wait_for(lambda: client.processing().get(address))
    os.kill(victim.pid, signal.SIGKILL)


@contextmanager
def task_stream(client: Any) -> Iterator[list[dict[str, Any]]]:
    """Tasks that end in the meantime, and their workers."""
    from distributed import get_task_stream

    found: list[dict[str, Any]] = []
    with get_task_stream(client) as stream:
        yield found
    found += stream.data


def test_a_cluster_without_a_language_is_refused(tmp_path: Path) -> None:
    with cluster(tmp_path) as made:
        made.worker("plain", "octave")
        with connected(made.address) as client:
            wait_for(lambda: known_workers(client))
        with pytest.raises(InputError, match="--resources r=1"):
            run_on_cluster(made.address, CASES[:1], ["r"], OPTIONS)


def test_nobody_at_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lockstep.judge.cluster.matrix.CONNECT", 0.5)
    with pytest.raises(InputError, match="no scheduler answers"):
        run_on_cluster("tcp://127.0.0.1:9", CASES[:1], ["python"], OPTIONS)
