"""What the judge knows of each language: all facts in one module each."""

from ..traces.forms import Forms
from .base import Language
from .octave import Octave
from .python import Python
from .r import R

LANGUAGES: dict[str, Language] = {
    language.name: language for language in (Python(), R(), Octave())
}


def unknown_forms(language: str) -> Forms:
    """Forms of a result that a language, as port.json names it, lacks."""
    for known in LANGUAGES.values():
        if language.casefold() in (known.name, known.title.casefold()):
            return known.unknown_forms
    return frozenset()
