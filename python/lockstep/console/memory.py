"""Whether a command has the memory to begin.

A BLAS that gets no memory ends the process itself, with the exit code of a
divergence.  So the limit is looked at before NumPy is loaded.
"""

from __future__ import annotations

import os
from contextlib import suppress

from ..errors import JudgeError

LEAST = 256_000  # kB, in the unit of `ulimit -v`


def check_memory() -> None:
    """Refuse to begin with too little memory.

    Raises
    ------
    JudgeError
        If this process may not use the least that the judge needs.
    """
    # A BLAS takes memory for each thread; the judge's own needs one.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with suppress(ImportError):  # Windows sets no such limit
        import resource

        limit, _ = resource.getrlimit(resource.RLIMIT_AS)
        if limit != resource.RLIM_INFINITY and limit < 1024 * LEAST:
            raise JudgeError(
                f"memory: expected at least {LEAST // 1000} MB, got "
                f"{limit / 1024 / 1000:.0f}; raise `ulimit -v`"
            )
