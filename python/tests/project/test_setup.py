"""scripts/setup.sh on systems that are not here: all programs are fakes."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from lockstep.files.paths import repository_root

SCRIPTS = repository_root() / "scripts"
REAL = "bash sh env dirname grep awk paste head cut mktemp rm touch cat sed"
# A fake leaves a line of what it was asked; `BROKEN` holds words that make a
# fake fail.
FAKE = """#!/bin/sh
echo "${0##*/} $*" >>"$ASKED"
for word in $BROKEN; do
  case "${0##*/} $*" in *"$word"*) exit 1 ;; esac
done
"""
# Octave's: write the picture that it is asked for.
PICTURE = """
for text; do
  case "$text" in *losses.png*)
    file=${text##*, \\'}
    echo picture >"${file%%\\'*}" ;;
  esac
done
"""
PROGRAMS = {
    "python3": "",
    "gcc": "",
    "R": "echo 'R version 4.5.0 (2025)'",
    "Rscript": "",
    "octave-cli": "echo 'GNU Octave, version 9.4'\n" + PICTURE,
    "gnuplot": "",
    "make": "",
}


class Machine:
    """A folder of programs, and a checkout that holds the set-up alone."""

    def __init__(self, folder: Path) -> None:
        self.bin, self.checkout = folder / "bin", folder / "checkout"
        self.asked_file = folder / "asked"
        self.bin.mkdir()
        for name in REAL.split():
            (self.bin / name).symlink_to(str(shutil.which(name)))
        for name, text in PROGRAMS.items():
            self.add(name, text)
        self.user(1000)
        (self.checkout / "scripts").mkdir(parents=True)
        for name in ("setup.sh", "system-packages.txt"):
            shutil.copy(SCRIPTS / name, self.checkout / "scripts" / name)
        environment = self.checkout / ".venv/bin"
        environment.mkdir(parents=True)
        (environment / "python").symlink_to(self.bin / "python3")

    def add(self, name: str, text: str = "") -> None:
        """Put a fake program on the path."""
        file = self.bin / name
        file.write_text(FAKE + text, "utf-8")
        file.chmod(0o755)

    def user(self, number: int) -> None:
        """Be another user: 0 is root."""
        self.add("id", f"echo {number}\n")

    def remove(self, *names: str) -> None:
        for name in names:
            (self.bin / name).unlink()

    def set_up(
        self, role: str = "run", broken: str = "", ci: bool = False
    ) -> subprocess.CompletedProcess[str]:
        """Run the set-up; `broken`: fakes that are asked this fail."""
        environment = {
            "PATH": str(self.bin),
            "ASKED": str(self.asked_file),
            "BROKEN": broken,
            **({"CI": "1"} if ci else {}),
        }
        return subprocess.run(
            [self.checkout / "scripts/setup.sh", role],
            capture_output=True,
            text=True,
            env=environment,
            stdin=subprocess.DEVNULL,
            timeout=60,
        )

    def asked(self, program: str) -> list[str]:
        """All that a fake was asked."""
        lines = self.asked_file.read_text("utf-8").splitlines()
        return [line for line in lines if line.split(" ")[0] == program]

    def stamps(self) -> list[str]:
        return sorted(p.name for p in (self.checkout / ".venv").glob("ready*"))


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_where_all_works_nothing_is_installed(machine: Machine) -> None:
    machine.add("apt-get")
    ended = machine.set_up()
    assert ended.returncode == 0, ended.stderr
    assert machine.asked("apt-get") == []
    assert machine.stamps() == ["ready-run"]
    assert "setup: ready: R version 4.5.0, GNU Octave, version 9.4" in (
        ended.stdout
    )


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        ("apt-get", "sudo apt-get update && sudo apt-get install"),
        ("dnf", "sudo dnf install"),
        ("pacman", "sudo pacman -S --needed"),
        ("brew", "brew install"),
    ],
)
def test_the_command_of_the_systems_own_manager_is_told(
    machine: Machine, manager: str, command: str
) -> None:
    machine.add(manager)
    machine.remove("octave-cli")
    ended = machine.set_up()
    assert ended.returncode == 3
    assert "  GNU Octave 7.3 or newer (checked by has_octave" in ended.stderr
    told = ended.stderr.splitlines()[-1]
    assert told.startswith(command)
    assert " octave" in told
    assert machine.asked(manager) == []
    assert machine.stamps() == []


def test_r_packages_that_a_manager_does_not_have_come_from_r(
    machine: Machine,
) -> None:
    machine.add("pacman")
    ended = machine.set_up(broken="'jsonlite' 'ggplot2'")
    assert ended.returncode == 3
    assert (
        'Rscript -e \'install.packages(c("jsonlite","ggplot2"), '
        'repos = "https://cloud.r-project.org")\''
    ) in ended.stderr
    assert "pacman -S" not in ended.stderr


def test_an_unknown_system_is_told_what_is_missing(machine: Machine) -> None:
    machine.remove("gnuplot", "octave-cli")
    ended = machine.set_up()
    assert ended.returncode == 3
    assert "  gnuplot (checked by has_gnuplot" in ended.stderr
    assert "  GNU Octave 7.3 or newer (checked by has_octave" in ended.stderr
    assert "type" not in ended.stderr


def test_a_picture_that_octave_cannot_draw_asks_for_its_font(
    machine: Machine,
) -> None:
    machine.add("dnf")
    ended = machine.set_up(broken="plot_losses")
    assert ended.returncode == 3
    assert "gnu-free-sans-fonts ghostscript" in ended.stderr


@pytest.mark.parametrize(
    ("program", "question", "what"),
    [
        ("octave-cli", 'OCTAVE_VERSION, "7.3.0"', "GNU Octave 7.3 or newer"),
        ("Rscript", 'getRversion() < "4.2"', "R 4.2 or newer"),
        ("Rscript", "'ggplot2') >= '3.4.1'", "the R package ggplot2 3.4.1"),
    ],
)
def test_what_is_too_old_is_missing(
    machine: Machine, program: str, question: str, what: str
) -> None:
    machine.add(program, f"case $* in *'{shell(question)}'*) exit 1 ;; esac\n")
    ended = machine.set_up()
    assert ended.returncode == 3
    assert f"setup:   {what}" in ended.stderr


def shell(text: str) -> str:
    """Text between two apostrophes, for a shell."""
    return text.replace("'", "'\\''")


def test_the_versions_asked_for_are_those_that_are_promised() -> None:
    script = (SCRIPTS / "setup.sh").read_text("utf-8")
    root = SCRIPTS.parent
    octave = (root / "octave/DESCRIPTION").read_text("utf-8")
    r = (root / "r/DESCRIPTION").read_text("utf-8")
    (asked,) = re.findall(r"octave \(>= ([\d.]+)\)", octave)
    assert f'OCTAVE_VERSION, "{asked}", "<"' in script
    promised = dict(re.findall(r"(\w+) \(>= ([\d.]+)\)", r))
    assert f'getRversion() < "{promised.pop("R")}"' in script
    for name, version in promised.items():
        assert f"has_r_package {name} {version};" in script


def test_root_installs_once_and_never_loops(machine: Machine) -> None:
    machine.add("apt-get")
    machine.user(0)
    ended = machine.set_up(broken="plot_losses")
    assert ended.returncode == 3
    assert "installed, but this does not work" in ended.stderr
    assert machine.asked("apt-get") == [
        "apt-get update -qq",
        "apt-get install -y -qq --no-install-recommends "
        "fonts-freefont-otf ghostscript",
    ]


def test_what_root_installed_is_used(machine: Machine) -> None:
    octave = PROGRAMS["octave-cli"]
    machine.remove("octave-cli")
    made = f"cat >'{machine.bin}/octave-cli' <<'END'\n{FAKE}{octave}\nEND\n"
    chmod = shutil.which("chmod")
    machine.add("apt-get", f"{made}{chmod} 755 '{machine.bin}/octave-cli'\n")
    machine.user(0)
    ended = machine.set_up()
    assert ended.returncode == 0, ended.stderr
    assert len(machine.asked("apt-get")) == 2


def test_a_slow_blas_is_told_and_does_not_stop(machine: Machine) -> None:
    machine.add("dnf")
    ended = machine.set_up(broken="La_library")
    assert ended.returncode == 0, ended.stderr
    assert "sudo dnf install flexiblas-openblas-openmp" in ended.stderr


def test_each_role_is_set_up_whatever_came_first(machine: Machine) -> None:
    machine.add("dnf")
    assert machine.set_up("run").returncode == 0
    assert machine.set_up("test", broken="testthat").returncode == 3
    assert machine.stamps() == ["ready-run"]
    assert machine.set_up("test").returncode == 0
    assert machine.stamps() == ["ready-run", "ready-test"]
    ended = machine.set_up("test", ci=True)
    assert ended.returncode == 3
    assert "  Chromium (checked by has_chromium" in ended.stderr
    assert machine.stamps() == ["ready-run", "ready-test"]


@pytest.mark.parametrize(
    ("broken", "bridge"),
    [("", "rpy2-rinterface>=3.6.6"), ('"4.5"', "rpy2-rinterface==3.6.5")],
    ids=["R 4.5", "R 4.4"],
)
def test_the_bridge_to_r_fits_the_r_that_is_here(
    machine: Machine, broken: str, bridge: str
) -> None:
    ended = machine.set_up(broken=broken)
    assert ended.returncode == 0, ended.stderr
    (pip,) = [line for line in machine.asked("python") if "-m pip" in line]
    assert pip.endswith(f"--editable .[all] {bridge}")


@pytest.mark.parametrize("target", ["setup", "setup-run", "quick"])
def test_set_up_looks_again_if_typed_by_name(target: str) -> None:
    command = ["make", "--dry-run", "--print-data-base", target]
    rules = subprocess.check_output(command, cwd=SCRIPTS.parent, text=True)
    assert (".venv/ready-%: again " in rules) == (target != "quick")


def test_unknown_role_is_refused(machine: Machine) -> None:
    ended = machine.set_up("everything")
    assert (ended.returncode, ended.stderr) == (
        2,
        "setup: everything: choose run or test\n",
    )


def test_every_need_has_a_check(machine: Machine) -> None:
    script = (SCRIPTS / "setup.sh").read_text("utf-8")
    table = (SCRIPTS / "system-packages.txt").read_text("utf-8")
    rows = [r.split() for r in table.splitlines() if not r.startswith("#")]
    assert len(rows) > 10
    for role, need, *packages in rows:
        assert role in ("run", "test", "ci")
        assert f"\nhas_{need}() {{" in script
        assert len(packages) >= 5
