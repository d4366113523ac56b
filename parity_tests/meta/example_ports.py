"""The example ports: where they are, what they need, how they are made."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from missing import need

from lockstep.files.paths import repository_root

EXAMPLES = repository_root() / "examples"
# Few and small: every activation, loss, optimizer; batches, masks, decay.
QUICK = (
    "relu-extremes",
    "sigmoid-extremes",
    "blobs-2x4x1_tanh-gd",
    "circles-2x11x1_relu-dropout",
    "circles-2x11x1_relu-l2",
    "softmax-large_scores",
    "spiral_shuffled-2x15x6x3_relu-adam",
    "spiral_shuffled-2x8x7x6x5x3_tanh-rmsprop",
    "spiral_shuffled-2x9x3x3_sigmoid-gd",
    "gate_and-2x1_step-gd",
)
# Loading PyTorch or JAX takes longer than all of the others together.
SHORTEST = (
    "circles-2x11x1_relu-dropout",
    "softmax-large_scores",
    "spiral_shuffled-2x15x6x3_relu-adam",
)
STEPS = 3
SUFFIXES = (".js", ".py", ".cpp", ".hpp", ".pl", ".pm", ".awk", ".f90", ".go")


@dataclass(frozen=True)
class Example:
    """An example port and what it needs.

    Attributes
    ----------
    name : str
        Of its folder.
    level : int
        What it must reach.
    needs : list of str
        A command that succeeds where its language is installed.
    install : str
        What brings it to Debian.
    mathematics : str
        The file with the formulas.
    end : str
        How the first line after the formulas begins; none if it is empty.
    plumbing : tuple of str
        Files that know nothing of networks.
    cases : tuple of str
        What the suite judges it by.
    """

    name: str
    level: int
    needs: list[str]
    install: str
    mathematics: str
    end: str = ""
    plumbing: tuple[str, ...] = ()
    cases: tuple[str, ...] = QUICK

    @property
    def folder(self) -> Path:
        """Where it is."""
        return EXAMPLES / self.name

    @property
    def sources(self) -> list[Path]:
        """What an author of a port would copy from, plumbing apart."""
        return [
            file
            for file in sorted(self.folder.iterdir())
            if file.suffix in SUFFIXES and file.name not in self.plumbing
        ]


PORTS = {
    port.name: port
    for port in (
        Example(
            "javascript",
            3,
            ["node", "-v"],
            "apt-get install nodejs",
            "port.js",
            end="const [caseFile, out]",
        ),
        Example(
            "cpp",
            3,
            ["make", "-s", "check"],
            "apt-get install g++ make libeigen3-dev",
            "port.cpp",
            end="static Matrix targets",
            plumbing=("protocol.hpp",),
        ),
        Example(
            "pytorch",
            3,
            ["/usr/bin/python3", "-c", "import torch, numpy"],
            "apt-get install python3-torch python3-numpy",
            "port.py",
            end="def read(",
            cases=SHORTEST,
        ),
        Example(
            "jax",
            3,
            [sys.executable, "-c", "import jax"],
            f"{sys.executable} -m pip install jax",
            "port.py",
            end="def read(",
            cases=SHORTEST,
        ),
        Example(
            "go",
            3,
            ["go", "version"],
            "apt-get install golang-go",
            "network.go",
            plumbing=("protocol.go",),
        ),
        Example(
            "fortran",
            3,
            ["make", "-s", "check"],
            "apt-get install gfortran make libblas-dev",
            "network.f90",
        ),
        Example(
            "perl",
            2,
            ["perl", "-MPDL", "-e1"],
            "apt-get install pdl",
            "Network.pm",
        ),
        Example(
            "awk",
            2,
            ["awk", "BEGIN {}"],
            "apt-get install mawk",
            "port.awk",
        ),
    )
}


def require(port: Example) -> None:
    """Skip a test without the port's language; in CI, fail."""
    need(
        _is_installed(port.name),
        f"{port.name}: not installed; {port.install}",
    )


@cache
def _is_installed(name: str) -> bool:
    port = PORTS[name]
    try:
        ended = subprocess.run(
            port.needs, cwd=port.folder, capture_output=True, check=False
        )
    except OSError:
        return False
    return ended.returncode == 0


def copy_to(port: Example, folder: Path) -> Path:
    """Copy a port without what was built of it."""
    return shutil.copytree(
        port.folder, folder, ignore=shutil.ignore_patterns("build")
    )


def build(folder: Path, flags: str = "-O2") -> None:
    """Compile a port that has a Makefile.

    Raises
    ------
    subprocess.CalledProcessError
        If it does not compile.
    """
    if (folder / "Makefile").exists():
        subprocess.run(
            ["make", "-s", f"OPTIMIZATION={flags}"],
            cwd=folder,
            check=True,
            capture_output=True,
        )
