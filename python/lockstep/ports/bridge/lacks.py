"""Tell what the machine lacks from what a port does wrong."""

from __future__ import annotations

import shutil
from types import ModuleType

from ...errors import InputError, PortFailure, PortUnavailable
from ...errors.libraries import optional
from ...languages.base import Language
from ..port import MachineLacks


def check_program(language: Language) -> None:
    """Refuse to start a language that is not there.

    Raises
    ------
    PortUnavailable
        Tells what to type.
    """
    if shutil.which(language.program) is None:
        raise PortUnavailable(
            f"{language.title} is not installed: no {language.program} in the "
            f"PATH; type: {language.install_command(language.needs)}"
        )


def bridge_library(language: Language) -> ModuleType:
    """Import the library that reaches a language.

    Raises
    ------
    PortUnavailable
        Tells what to type.
    """
    try:
        return optional(language.library, language.name, language.package)
    except InputError as error:
        raise PortUnavailable(str(error)) from error
    except Exception as error:
        raise PortUnavailable(
            f"cannot start {language.title} through {language.library}: "
            f"{error}; lockstep doctor looks closer"
        ) from error


def failure(language: Language, message: str) -> Exception:
    """Make of an error what it means: a lack, or the port's own error."""
    line = " ".join(message.split())
    lack = language.lack(line)
    return MachineLacks(lack) if lack else PortFailure(line)
