"""The three sources of a function, side by side, as Markdown for GitHub.

Documentation is left out: the text of the page says what it says.
"""

from __future__ import annotations

from lockstep.languages import LANGUAGES
from lockstep.report.side_by_side.sources import operation_sources

from .private_functions import with_helpers


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
        code = with_helpers(language, source.file, source.code)
        cells.append(f"<td>\n\n```{language}\n{code}\n```\n\n</td>")
    head, row = "".join(heads), "\n".join(cells)
    return f"<table>\n<tr>{head}</tr>\n<tr>\n{row}\n</tr>\n</table>"
