"""The one error of the judge that a user can mend."""


class InputError(Exception):
    """Input cannot be used; the message says what, where and how to mend."""
