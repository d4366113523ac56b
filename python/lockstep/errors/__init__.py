"""What stops the judge, or a port that it judges."""


class InputError(Exception):
    """Input cannot be used; the message says what, where and how to mend."""


class PortFailure(Exception):
    """The port's own program raised an error while it computed."""


class PortUnavailable(Exception):
    """The port cannot run at all: missing, crashed, or hung.

    Attributes
    ----------
    port : str
        Its name, where the message alone does not make it plain.
    """

    def __init__(self, message: str, port: str = "") -> None:
        super().__init__(message)
        self.port = port


class JudgeError(Exception):
    """The judge could not do its own work; the message says what and why."""
