"""How far libraries' functions are off: the one table of it.

No standard bounds these errors, and the manual of glibc gives measured
ones without a promise.  `scripts/bounds/measure_functions.py` measures every
library at hand against ball arithmetic and writes what it saw into
docs/measured-errors.md; a library that errs by more than the table allows is
not one that Lockstep can judge, and `lockstep doctor` cannot see that.
"""

from __future__ import annotations

import numpy as np

# In units of u, relative to the result: 2.8 u of glibc's tanh is the most
# that was seen; Java's contract allows itself 5 u of tanh, 2 of the others.
ALLOWED = {"exp": 4.0, "log": 4.0, "log1p": 4.0, "tanh": 5.0, "pow": 4.0}
EXP, LOG = ALLOWED["exp"], ALLOWED["log"]
LOG1P, TANH = ALLOWED["log1p"], ALLOWED["tanh"]


def power_error(count: np.ndarray | float) -> np.ndarray:
    """Error of x^count, relative to itself, in units of u.

    Either the library's function, or products in any order: `count` factors
    are multiplied with count - 1 roundings.
    """
    return np.maximum(ALLOWED["pow"], np.asarray(count) - 1.0)
