"""Break the mathematics of each language and count what notices.

`python -m mutation [--fresh] [LANGUAGE ...]`, with parity_tests/meta in
PYTHONPATH.  The languages run side by side.  Verdicts are kept in
build/mutants, so that a run can be ended and taken up again; --fresh forgets
them.  In the end it writes docs/mutants.md.  It fails if a mutant survives
that `equivalent.py` does not explain.
"""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from .page import main as write_page
from .record import paths
from .trees.sources import LANGUAGES


def run(language: str) -> int:
    """Judge the mutants of one language in processes of its own."""
    command = [sys.executable, "-m", "mutation.run", language]
    return subprocess.run(command, check=False).returncode


def main() -> int:
    """Judge, write the page, and say whether a mutant survives."""
    words = sys.argv[1:]
    if "--fresh" in words:
        words.remove("--fresh")
        for path in paths():
            path.unlink()
    languages = words or list(LANGUAGES)
    with ThreadPoolExecutor(len(languages)) as pool:
        codes = list(pool.map(run, languages))
    write_page()
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
