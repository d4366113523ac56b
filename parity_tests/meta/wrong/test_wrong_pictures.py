"""A command that judges wrong pictures ends with 1 and names the plot."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from faults.pictures import FAULTS
from faults.table import LANGUAGES, Fault
from planting import broken_copy, planted_spec

from lockstep.files.paths import repository_root

ALONE = ("X11", "X13", "X14", "X16")  # they do not touch each other's plots
PLANTED = [fault for fault in FAULTS if fault.id in ALONE]


def judged(language: str, folder: str, faults: list[Fault]) -> tuple[int, dict]:
    """Let the command judge a package, and give its exit code and results."""
    manifest = repository_root() / language / "port.json"
    fields = {**json.loads(manifest.read_text("utf-8")), "source": "."}
    port = Path(folder) / "port.json"
    port.write_text(json.dumps(fields), "utf-8")
    written = Path(folder) / "results.json"
    cases = sorted({sight.case for fault in faults for sight in fault.seen})
    program = str(Path(sys.executable).with_name("lockstep"))
    command = [program, "run", *cases, "--ports", str(port)]
    command += ["--json", str(written)]
    code = subprocess.run(command, capture_output=True, check=False).returncode
    return code, json.loads(written.read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_wrong_pictures_end_with_1_and_right_ones_with_0(
    language: str,
) -> None:
    source = planted_spec(language).options["source"]
    for faults in (PLANTED, []):
        edits = [edit for fault in faults for edit in fault.edits(language)]
        folder = broken_copy(language, source, edits)
        try:
            code, results = judged(language, folder, PLANTED)
        finally:
            shutil.rmtree(folder)
        runs = {run["case"]: run for run in results["runs"]}
        assert code == (1 if faults else 0)
        for sight in (sight for fault in PLANTED for sight in fault.seen):
            run = runs[sight.case]
            if not faults:
                assert run["verdict"] == "equal", run
                continue
            assert run["verdict"] == "diverged", run
            assert run["divergence"]["quantity"] == sight.quantity
            assert sight.case.startswith(run["divergence"]["operation"])
