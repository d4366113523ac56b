"""The import is quick: it brings nothing but NumPy."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
import firstprinciples
loaded = {name.split(".")[0] for name in sys.modules}
print(*sorted(loaded & {"jsonschema", "lockstep", "matplotlib", "numpy",
                        "pandas", "scipy"}))
"""


def test_the_import_brings_numpy_alone() -> None:
    shown = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True
    )
    assert (shown.stdout, shown.stderr) == ("numpy\n", "")
