"""What the judge knows of each language: all facts in one module each."""

from .base import Language
from .octave import Octave
from .python import Python
from .r import R

LANGUAGES: dict[str, Language] = {
    language.name: language for language in (Python(), R(), Octave())
}
