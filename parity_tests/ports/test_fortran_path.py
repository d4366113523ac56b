"""A port in Fortran from an empty folder to level 3, as its README says."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from example_ports import PORTS, build, require

from lockstep.judge.run import validate
from lockstep.ports.new_port import STARTS, new_port
from lockstep.report.levels import level_counts, reached_level

FORTRAN = PORTS["fortran"]
CASES = [
    "spiral_shuffled-2x3x3_tanh-gd",
    "spiral_shuffled-2x15x6x3_relu-adam",
    "circles-2x11x1_relu-dropout",
]
AFTER = "    ! Next: labels; "
# What the author writes for level 0, in the skeleton's own words.
ECHO = """\
    call write_npy('labels', shape(labels), labels)
    call echo()
"""
SUBROUTINES = """\
contains

  subroutine echo()
    character(24), parameter :: names(*) = [character(24) :: 'steps', &
      'seed', 'batch_size', 'network.l2_penalty', 'network.keep_prob', &
      'optimizer.learning_rate', 'optimizer.beta1', 'optimizer.beta2', &
      'optimizer.epsilon', 'optimizer.decay_rate', 'optimizer.decay_epochs']
    character(:), allocatable :: name
    real(dp) :: sizes(9), number
    integer :: i, n, at
    name = field('network.layer_sizes')
    n = 1 + count([(name(i:i) == ' ', i=1, len(name))])
    read (name, *) sizes(:n)
    call write_npy('layer_sizes', [n], sizes)
    do i = 1, n - 1
      call give_back('W' // achar(48 + i))
      call give_back('b' // achar(48 + i))
    end do
    do i = 1, size(names)
      name = field(trim(names(i)))
      read (name, *) number
      at = index(names(i), '.')
      call write_npy(trim(names(i)(at + 1:)), [integer ::], [number])
    end do
  end subroutine

  subroutine give_back(name)
    character(*), intent(in) :: name
    real(dp), allocatable :: A(:, :)
    A = transpose(read_npy(here // field('weights') // '/' // name // '.npy'))
    call write_npy(name, shape(A), reshape(A, [size(A)]))
  end subroutine
"""


def first_line(folder: Path, cases: list[str]) -> str:
    """What the judge says first."""
    runs = validate(folder, cases=cases, steps=3).runs
    return next((run.message for run in runs if run.verdict != "equal"), "")


def claim(folder: Path, **changes: object) -> None:
    """Change port.json."""
    file = folder / "port.json"
    fields = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps(fields | changes), "utf-8")


def test_a_port_climbs_from_an_empty_folder_to_level_three(
    tmp_path: Path,
) -> None:
    require(FORTRAN)
    new_port("mine", "Fortran", tmp_path)
    folder = tmp_path / "mine"
    compile_it = STARTS["fortran"].build.split()

    assert "build it" in first_line(folder, CASES[:1])
    subprocess.run(compile_it, cwd=folder, check=True)
    said = first_line(folder, CASES[:1])
    assert said == "labels at step 0: the port did not deliver it"

    source = folder / "port.f90"
    text = source.read_text("utf-8")
    assert text.count(AFTER) == text.count("contains\n") == 1
    text = text.replace(AFTER, ECHO + AFTER)
    source.write_text(text.replace("contains\n", SUBROUTINES), "utf-8")
    subprocess.run(compile_it, cwd=folder, check=True)
    assert first_line(folder, CASES) == ""

    able = json.loads((FORTRAN.folder / "port.json").read_text("utf-8"))
    claim(folder, level=1, capabilities=able["capabilities"])
    assert "this task is not written yet" in first_line(folder, CASES[:1])

    for file in (*FORTRAN.sources, FORTRAN.folder / "Makefile"):
        shutil.copy(file, folder)
    for file in FORTRAN.plumbing:
        shutil.copy(FORTRAN.folder / file, folder)
    build(folder, "-O0")
    claim(folder, command=["{folder}/build/port"])
    for level in (1, 2, 3):
        claim(folder, level=level)
        results = validate(folder, cases=CASES, steps=3)
        assert results.verdict == "equal"
        assert reached_level(level_counts(results)) == level
