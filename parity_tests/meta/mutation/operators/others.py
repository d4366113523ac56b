"""What other tools change, and which operator here does the same."""

from __future__ import annotations

from typing import NamedTuple


class Idea(NamedTuple):
    """A change that muttest or mutator makes.

    Attributes
    ----------
    what : str
    tools : str
    here : tuple of str
        Names of operators; none if nothing here does it.
    why : str
        What differs, and why.
    """

    what: str
    tools: str
    here: tuple[str, ...]
    why: str = ""


BOTH = "muttest, mutator"
IDEAS = (
    Idea("another arithmetic sign", BOTH, ("+ and -", "* and /, powers")),
    Idea(
        "a comparison turned, or its boundary moved",
        BOTH,
        ("turned comparison", "boundary of a comparison"),
    ),
    Idea("`&&` for `\\|\\|`, `&` for `\\|`", BOTH, ("and, or",)),
    Idea("`&` for `&&`", "mutator", (), "of single values they are the same"),
    Idea(
        "half of a condition left out",
        "mutator",
        (),
        "tried apart in R (below)",
    ),
    Idea(
        "a condition negated",
        BOTH,
        ("dropped sign or not", "turned condition"),
    ),
    Idea(
        "`TRUE` for `FALSE`",
        BOTH,
        ("changed default",),
        "of defaults alone; of arguments tried apart in R (below)",
    ),
    Idea(
        "`NA` or `NULL` for a value",
        BOTH,
        (),
        "what a function returns is compared number by number",
    ),
    Idea(
        "a number one more or less",
        BOTH,
        ("off by one", "shorter loop or range", "constant, tenth digit"),
        "one more where a number counts; a constant in its tenth digit",
    ),
    Idea("another index", BOTH, ("off by one", "another axis")),
    Idea(
        "another text",
        BOTH,
        (),
        "a wrong name of an activation or a loss is refused: tests ask for it",
    ),
    Idea(
        "another function",
        BOTH,
        ("another function", "another product", "dropped function"),
        "`max` for `pmax` is not tried: the shape differs at once",
    ),
    Idea(
        "another value returned",
        "muttest",
        ("loop left early", "single precision"),
    ),
    Idea(
        "a statement deleted",
        "muttest",
        ("dropped update",),
        "where a value is kept that exists before; else nothing runs",
    ),
    Idea(
        "a named argument, or `drop = FALSE`, left out",
        "mutator",
        (),
        "tried apart in R (below)",
    ),
    Idea("`break` and `next`", "mutator", ("loop left early",)),
    Idea(
        "`1:n` for `seq_len(n)`",
        "mutator",
        ("shorter loop or range",),
        "they differ where n is 0, which the functions refuse",
    ),
    Idea(
        "`[[` for `[`, `<-` for `<<-`",
        "mutator",
        (),
        "not tried",
    ),
    Idea(
        "`tryCatch` left out",
        "mutator",
        (),
        "it stands in readers, whose refusals tests hold word by word",
    ),
)
