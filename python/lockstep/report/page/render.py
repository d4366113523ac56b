"""Turn templates into HTML that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

import jinja2
from markupsafe import Markup

from ...languages import LANGUAGES
from .listing import highlighted
from .pace import part_of


def rendered(template: str, styles: Iterable[str], **told: object) -> str:
    """Fill a template of the page.

    Parameters
    ----------
    template : str
    styles : iterable of str
        Names of the style sheets that are written into it.
    **told
        What the template shows; text is escaped.
    """
    return (
        environment()
        .get_template(template)
        .render(style=style_of(styles), **told)
    )


def environment() -> jinja2.Environment:
    """What templates of the page can use; text is escaped."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("lockstep.report.page"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    made.filters["language"] = title
    made.filters["duration"] = duration
    made.filters["number"] = number
    made.filters["ulp"] = ulp
    made.filters["first_word"] = first_word
    made.globals["highlighted"] = highlighted
    made.globals["part_of"] = part_of
    return made


def style_of(names: Iterable[str]) -> Markup:
    """Join style sheets."""
    return Markup("".join(asset(f"styles/{name}.css") for name in names))


def asset(name: str) -> str:
    """Read a script or a style sheet."""
    return (files(__package__) / "templates" / name).read_text("utf-8")


def title(name: str) -> str:
    """Name a language for people; another port keeps its own name."""
    return LANGUAGES[name].title if name in LANGUAGES else name


def first_word(text: str) -> str:
    """The name of a language without its version: C++ of C++, 17."""
    return text.partition(",")[0]


def duration(seconds: float) -> str:
    """Write a time in the unit that suits it."""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-6:.3g} µs"


def number(value: object) -> str:
    """Write a number shortly; a word for one stays a word."""
    return f"{value:.3g}" if isinstance(value, (int, float)) else str(value)


def ulp(value: float) -> str:
    """Write units in the last place: two digits matter."""
    return f"{float(f'{value:.2g}'):,g}" if value < 1e6 else f"{value:.1e}"
