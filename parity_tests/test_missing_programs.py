"""What the machine lacks is an error that says how to install it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import lockstep
from lockstep.files.paths import repository_root
from lockstep.judge.results import RunResult
from lockstep.ports.start import port_spec

CASE = "plot_losses-ordinary"
RAISE = """function varargout = {} (varargin)
  error ("{}");
endfunction
"""
NO_FONT = "__go_axes__: ft_text_renderer: invalid bounding box, cannot render"
# As Octave 7.3 says it.
NO_GHOSTSCRIPT = "print: 'gs' (Ghostscript) binary is not available"
# What stands in for a machine without it, and the cure that is told.
LACKING = {
    "gnuplot": (
        "octave",
        "inst/available_graphics_toolkits.m",
        "function names = available_graphics_toolkits ()\n"
        "  names = {};\nendfunction\n",
        "plot_losses: needs gnuplot; type: apt-get install gnuplot-nox",
    ),
    "font": (
        "octave",
        "inst/axes.m",
        RAISE.format("axes", NO_FONT),
        "plot_losses: needs the font GNU FreeFont; "
        "type: apt-get install fonts-freefont-otf",
    ),
    "ghostscript": (
        "octave",
        "inst/print.m",
        RAISE.format("print", NO_GHOSTSCRIPT),
        "plot_losses: needs Ghostscript; type: apt-get install ghostscript",
    ),
    "ggplot2": (
        "r",
        "R/without.R",
        "requireNamespace <- function(...) FALSE\n",
        'plot_losses: needs ggplot2; type: install.packages("ggplot2")',
    ),
}


def _run(folder: Path, language: str, file: str, text: str) -> RunResult:
    """Judge a copy of a port to which one file is added."""
    source = folder / language
    shutil.copytree(repository_root() / language, source)
    (source / file).write_text(text, "utf-8")
    adapter = port_spec(language).adapter
    spec = lockstep.PortSpec(language, adapter, {"source": str(source)})
    return lockstep.run(CASE, [spec]).runs[0]


@pytest.mark.parametrize("what", LACKING)
def test_what_the_machine_lacks_is_an_error_with_its_cure(
    what: str, tmp_path: Path
) -> None:
    language, file, text, message = LACKING[what]
    run = _run(tmp_path, language, file, text)
    assert (run.verdict, run.message) == ("error", message)


def test_an_error_of_the_port_itself_stays_the_ports(tmp_path: Path) -> None:
    broken = RAISE.format("print", "print: out of ink")
    run = _run(tmp_path, "octave", "inst/print.m", broken)
    assert run.verdict == "diverged"
    assert "out of ink" in run.message
