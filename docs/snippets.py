"""The three sources of a function, side by side, as Markdown for GitHub.

Documentation and the lines that only refuse bad input are left out: what
remains is the equation.
"""

from __future__ import annotations

import re

from private_functions import with_helpers

from lockstep.languages import LANGUAGES
from lockstep.languages.sources import operation_sources

# Statements that refuse: a call of a check, the name that it reports, and a
# block around them; each begins at the first indentation.
CHECK = {
    "octave": r"  check_\w+ \(|  caller = ",
}
BLOCK = {"octave": (r"  if \(", r"  endif")}
REFUSES = r"refuse ?\(|print_usage|check_\w+ \("


def side_by_side(operation: str) -> str:
    """Table of one row: the function in Python, R and Octave.

    Parameters
    ----------
    operation : str
        As the contract names it.

    Returns
    -------
    str
        An HTML table; its cells are Markdown.
    """
    heads, cells = [], []
    for language, source in operation_sources(operation).items():
        name = source.file.rpartition("/")[2]
        link = f'<a href="../../{source.file}">{name}</a>'
        heads.append(f"<th>{LANGUAGES[language].title}: {link}</th>")
        code = without_checks(language, source.code)
        code = with_helpers(language, source.file, code)
        cells.append(f"<td>\n\n```{language}\n{code}\n```\n\n</td>")
    head, row = "".join(heads), "\n".join(cells)
    return f"<table>\n<tr>{head}</tr>\n<tr>\n{row}\n</tr>\n</table>"


def without_checks(language: str, code: str) -> str:
    """Leave out the statements that refuse bad input.

    Parameters
    ----------
    language : {"python", "r", "octave"}
    code : str
        A whole function.

    Returns
    -------
    str
    """
    if language != "octave":  # as it stands: the contract has the checks
        return code
    lines = code.splitlines()
    dropped = _other_checks(language, lines)
    kept = [line for n, line in enumerate(lines) if n not in dropped]
    return "\n".join(kept)


def _other_checks(language: str, lines: list[str]) -> set[int]:
    dropped: set[int] = set()
    number = 0
    while number < len(lines):
        end = _statement_end(language, lines, number)
        text = "\n".join(lines[number : end + 1])
        is_block = re.match(BLOCK[language][0], text) and re.search(
            REFUSES, text
        )
        if re.match(CHECK[language], text) or is_block:
            dropped |= set(range(number, end + 1))
        number = end + 1
    return dropped


def _statement_end(language: str, lines: list[str], start: int) -> int:
    """Index of the last line of the statement that begins at `start`."""
    begins, ends = BLOCK[language]
    numbers = range(start, len(lines))
    if re.match(begins, lines[start]):
        return next(n for n in numbers if re.match(ends, lines[n]))
    if not re.match(CHECK[language], lines[start]):
        return start
    depth = 0
    for number in numbers:
        depth += lines[number].count("(") - lines[number].count(")")
        if depth == 0 and not lines[number].endswith("..."):
            return number
    return start
