"""Pages of docs/ as HTML: formulas as MathML, links within the site."""

from __future__ import annotations

import re
from pathlib import Path

from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin

from lockstep.report.page.listing import highlighted

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PICTURES = (".png", ".svg")
PAGES = sorted(
    file
    for file in DOCS.rglob("*.md")
    if "templates" not in file.parts and "page_parts" not in file.parts
)


def page_of(source: str | Path) -> str:
    """The page of the site that a page of docs/ becomes.

    Parameters
    ----------
    source : str or path
        With or without an anchor; a relative one counts from docs/.
    """
    file, mark, anchor = str(source).partition("#")
    path = (DOCS / file).relative_to(ROOT).with_suffix(".html")
    name = path.with_name("index.html") if path.stem == "README" else path
    return f"{name.as_posix()}{mark}{anchor}"


def title_of(source: Path) -> str:
    """The first heading."""
    found = re.search(r"^# (.+)$", source.read_text("utf-8"), re.MULTILINE)
    return found[1].replace("`", "") if found else source.stem


def course_html(source: Path) -> Markup:
    """Turn a page into HTML."""
    reader = MarkdownIt("commonmark", {"html": False, "highlight": _code})
    reader.enable(["table", "strikethrough"])
    reader.use(anchors_plugin, max_level=4)
    reader.use(dollarmath_plugin, renderer=_formula, allow_space=True)
    tokens = reader.parse(source.read_text("utf-8"))
    for token in tokens:
        _mend_links(token.children or [], source)
        if token.type in ("table_open", "code_block"):
            token.attrs["tabindex"] = "0"
    return Markup(reader.renderer.render(tokens, reader.options, {}))


def _formula(latex: str, told: dict[str, object]) -> str:
    if not told.get("display_mode"):
        return str(convert(latex.strip()))
    formula = convert(latex.strip(), display="block")
    # What scrolls must be reached by keyboard.
    return (
        f'<div tabindex="0" role="group" aria-label="Formula">{formula}</div>'
    )


def _code(text: str, language: str, _attributes: str) -> str:
    names = {"python": "python", "r": "r", "octave": "octave"}
    known = names.get(language.lower(), "text")
    return f'<pre class="code" tabindex="0">{highlighted(text, known)}</pre>'


def _mend_links(tokens: list[Token], source: Path) -> None:
    """Lead links to pages of the site; what is not on it is only text."""
    for token in tokens:
        if token.type == "link_open":
            target = _target(str(token.attrs["href"]), source)
            token.attrs = {"href": target} if target else {}


def _target(link: str, source: Path) -> str:
    file, mark, anchor = link.partition("#")
    if "://" in link or link.startswith("mailto:") or not file:
        return link
    path = (source.parent / file).resolve()
    if path in PAGES:
        name = Path(page_of(path)).name
        return f"{file[: -len(path.name)]}{name}{mark}{anchor}"
    is_picture = path.suffix in PICTURES and path.is_file()
    return link if is_picture and path.is_relative_to(DOCS) else ""
