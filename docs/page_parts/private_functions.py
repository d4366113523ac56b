"""Private functions that a public one calls, from the same topic.

They carry mathematics, too, so the course shows them below their caller.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

from lockstep.cases.contract import contract

ROOT = Path(__file__).parents[2]
READERS = ("idx", "fixtures")  # their helpers take files apart
COMMENT = re.compile(r"\s*(#|$)")


def with_helpers(language: str, file: str, code: str) -> str:
    """Put the helpers of a function below it.

    Parameters
    ----------
    language : {"python", "r", "octave"}
    file : str
        Where the function stands, relative to the repository.
    code : str
        The function, as it is shown.

    Returns
    -------
    str
    """
    path = ROOT / file
    if READERS[0] in path.parts or path.stem in READERS:
        return code
    known = FINDERS[language](path)
    shown = [code]
    while True:  # helpers have helpers
        called = [
            name
            for name in known
            if re.search(rf"\b{name}\b(?! <-| = )", "\n".join(shown))
        ]
        if not called:
            return "\n\n".join(shown)
        shown += [known.pop(name) for name in called]


def _python(path: Path) -> dict[str, str]:
    lines = path.read_text("utf-8").splitlines()
    found = {}
    for node in ast.parse("\n".join(lines)).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("_"):
            first = node.body[0]
            rows = lines[node.lineno - 1 : node.end_lineno]
            if ast.get_docstring(node) is not None:
                start = first.lineno - node.lineno
                end = (first.end_lineno or first.lineno) - node.lineno
                del rows[start : end + 1]
            found[node.name] = _without_comments(rows)
    return found


def _r(path: Path) -> dict[str, str]:
    lines = path.read_text("utf-8").splitlines()
    found = {}
    for start, line in enumerate(lines):
        head = re.match(r"(\w+) <- function\(", line)
        is_public = start > 0 and lines[start - 1].startswith("#' @export")
        if head and not is_public:
            end = start
            if line.endswith(("{", "(", ",")):
                end = lines.index("}", start)
            found[head[1]] = _without_comments(lines[start : end + 1])
    return found


def _octave(path: Path) -> dict[str, str]:
    own = path.read_text("utf-8").partition("\n%!")[0]
    texts = [own.partition("\nendfunction")[2]]
    helpers = [
        *sorted((path.parent / "private").glob("*.m")),
        *(
            f
            for f in sorted(path.parent.glob("*.m"))
            if f.stem not in contract()
        ),
    ]
    texts += [file.read_text("utf-8").partition("\n%!")[0] for file in helpers]
    found = {}
    for block in re.findall(
        r"^function .*?^endfunction$", "\n".join(texts), re.M | re.S
    ):
        head = block.partition("(")[0].replace("=", " ").split()
        found[head[-1]] = _without_comments(block.splitlines())
    return found


def _without_comments(rows: list[str]) -> str:
    return "\n".join(row for row in rows if not COMMENT.match(row))


FINDERS = {"python": _python, "r": _r, "octave": _octave}
