"""Break the mathematics of each language and count what notices.

`python -m mutation [--fresh] [--dask ADDRESS] [LANGUAGE ...]`, with
parity_tests/meta in PYTHONPATH.  The languages run side by side, or all on the
workers of a Dask cluster.  Verdicts are kept in build/mutants, so that a run
can be ended and taken up again; --fresh forgets them.  In the end it counts
these languages anew and writes docs/mutants.md; the others stay as they were
counted.  It fails if a mutant survives that `equivalent.json` does not explain.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from .results.page import main as write_page
from .results.record import paths
from .trees.sources import LANGUAGES


def run(language: str, address: str) -> int:
    """Judge the mutants of one language in processes of its own."""
    command = [sys.executable, "-m", "mutation.run", language]
    return subprocess.run([*command, "--dask", address], check=False).returncode


def main() -> int:
    """Judge, write the page, and say whether a mutant survives."""
    parser = argparse.ArgumentParser(prog="python -m mutation")
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE")
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--dask", default="", metavar="ADDRESS")
    asked = parser.parse_args()
    if asked.fresh:
        for path in paths():
            path.unlink()
    languages = asked.languages or list(LANGUAGES)
    with ThreadPoolExecutor(len(languages)) as pool:
        codes = list(pool.map(partial(run, address=asked.dask), languages))
    write_page(languages)
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
